package org.havenward.district;

/** A class, for a teacher's class list. */
public record SchoolClass(ClassId id, String title, SchoolId school, int students) {}
