package org.havenward.district;

/**
 * A student as the roster has them. No contact details; of the demographics the birth date alone is kept, and asked for apart.
 *
 * @param name given and family name
 * @param grade as the roster writes it, such as {@code 07} or {@code KG}
 * @param enrolled false for a student who left; they are kept, marked
 */
public record Student(StudentId id, String name, String grade, SchoolId school, String schoolName, boolean enrolled) {}
