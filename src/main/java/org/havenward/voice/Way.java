package org.havenward.voice;

/** Who may know who told something. */
public enum Way {
    /** The counselor may. */
    NAMED,
    /** Nobody, until two people agree with a reason, or someone is in danger. */
    CONFIDENTIAL,
    /** Nobody: no name is asked for. */
    ANONYMOUS
}
