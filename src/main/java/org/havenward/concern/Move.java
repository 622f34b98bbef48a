package org.havenward.concern;

/** What can be done with a concern that may change where it stands. */
enum Move {
    ACKNOWLEDGE,
    /** Ask the reporter for more. */
    ASK_MORE,
    /** The reporter adds words. */
    ADD,
    /** A student or a family who told it writes again, and waits for an answer. */
    WRITE_AGAIN,
    JOIN_CASE,
    OPEN_CASE,
    /** Pass it on to someone else. */
    ROUTE,
    /** Whoever looked at it is shut out from now on. */
    LOSE_READER
}
