package org.havenward.audit;

/** Why someone read or wrote. */
public enum Purpose {
    RAISE_A_CONCERN,
    FOLLOW_OWN_CONCERN,
    TRIAGE,
    CASE_WORK,
    COORDINATION,
    OVERSIGHT,
    ADMINISTRATION,
    SIGN_IN,
    SYSTEM
}
