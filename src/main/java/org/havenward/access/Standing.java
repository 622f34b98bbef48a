package org.havenward.access;

/** How someone stands to one record. */
public enum Standing {
    /** Raised it. */
    REPORTER,
    /** On the team. */
    TEAM,
    /** Leads it: the case's counselor, or the coordinator who took it on. */
    LEAD
}
