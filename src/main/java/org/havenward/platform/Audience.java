package org.havenward.platform;

/** Whom something that leaves these pages can reach. */
public enum Audience {
    /** People who work here and sign in; what they get says no content or was opened by their own rights. */
    STAFF,
    /** An agency, a court, another school: outside, and in touch with families. */
    OUTSIDE,
    /** A family: on paper that lies on a table, by a letter, a call, or a page. */
    FAMILY
}
