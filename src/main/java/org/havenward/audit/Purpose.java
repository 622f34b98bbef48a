package org.havenward.audit;

/** Why someone read or wrote. */
public enum Purpose {
    RAISE_A_CONCERN,
    FOLLOW_OWN_CONCERN,
    TRIAGE,
    CASE_WORK,
    /** Not on the team: read for a reason and a while. */
    BREAK_GLASS,
    /** What someone was told for a purpose. */
    SHARED_WITH_ME,
    MANDATED_REPORT,
    COORDINATION,
    OVERSIGHT,
    ADMINISTRATION,
    SIGN_IN,
    SYSTEM
}
