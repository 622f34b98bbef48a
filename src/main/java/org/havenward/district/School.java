package org.havenward.district;

/** A school as pages show it. */
public record School(SchoolId id, String name, boolean open) {}
