package org.havenward.concern;

/** Who told what a concern is about. */
public enum Origin {
    /** A member of staff saw or heard it. */
    STAFF,
    /** A student, about themself. */
    SELF,
    /** A student, about another student, or about something they saw. */
    PEER,
    /** Someone in the family, or in the community. */
    FAMILY,
    /** A student, in the private response after a lesson. */
    LESSON
}
