package org.havenward.access;

/** How someone stands to one record. */
public enum Standing {
    /** Raised it. */
    REPORTER,
    /** On the team. */
    TEAM,
    /** Leads it: the case's counselor, or the coordinator who took it on. */
    LEAD,
    /** Not on the team, and reads it for a while: for a reason, to an end, and not unseen. */
    BREAK_GLASS,
    /** Was told something by it: a share. */
    RECIPIENT;

    /** Whether it is only ever given to an end. */
    public boolean ends() {
        return this == BREAK_GLASS;
    }
}
