package org.havenward.district;

import java.util.Set;

/** Someone who works here, and at which schools. */
public record StaffMember(StaffId id, String name, String title, Set<SchoolId> schools, boolean active) {}
