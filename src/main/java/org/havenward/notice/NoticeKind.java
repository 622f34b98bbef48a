package org.havenward.notice;

import java.util.Locale;

/** What waits. A kind has a sentence of its own in each language, without content. */
public enum NoticeKind {
    CONCERN_RAISED(false, true),
    CONCERN_URGENT(true, true),
    CONCERN_LATE(true, true),
    CONCERN_WAITS_AGAIN(true, true),
    CONCERN_ADDED_TO(false, false),
    CASE_CONCERN_ADDED_TO(true, true),
    MORE_ASKED(false, false),
    COORDINATOR_ASKED(false, true),
    NAME_ASKED(false, true),
    NAME_OPENED_IN_DANGER(true, true),
    WISH_WAITS(true, true),
    CONCERN_ADDED_TO_CASE(false, true),
    CASE_OPENED(false, true),
    CASE_REOPENED(false, true),
    CASE_CLOSED(false, true),
    CASE_STUDENT_UNSAFE(true, true),
    CASE_WITHOUT_LEAD(true, true),
    CASE_LEAD(false, true),
    CASE_LED_BY_ANOTHER(false, true),
    JOINED_TEAM(false, false),
    TASK_ASSIGNED(false, false),
    BREAK_GLASS(true, true),
    BREAK_GLASS_REFUSED(true, true),
    TOLD_AGAINST_GUARD(true, true),
    SHARED_WITH_YOU(false, true),
    ACTION_ASKED(false, true),
    LINK_SUGGESTED(false, true),
    LINK_MESSAGE(false, true),
    INTRODUCED(false, true),
    LEGAL_HOLD(false, true),
    STEP_OWED(false, false),
    STEP_LATE(false, false),
    REPORT_OWED(true, true),
    REPORT_DUE(true, true),
    REPORT_LATE(true, true),
    REPORT_SCREENED_OUT(true, true),
    REPORT_HOLDER_GONE(true, true),
    PROTOCOL_WAITS(false, true),
    PROTOCOL_MOVED(false, true),
    PROTOCOL_PUBLISHED(false, true),
    PROTOCOL_WITHDRAWN(true, true),
    ROLE_OPENS_CASES(false, true),
    ROLE_GIVEN(false, true),
    ROLE_TAKEN(false, true),
    SECOND_FACTOR_RESET(true, false);

    private final boolean urgent;
    private final boolean onlyOnce;

    NoticeKind(boolean urgent, boolean onlyOnce) {
        this.urgent = urgent;
        this.onlyOnce = onlyOnce;
    }

    /** Whether it is mailed at once, whatever someone prefers. */
    public boolean isUrgent() {
        return urgent;
    }

    /** Whether its event happens once; others make a new notice when the last one was read. */
    boolean happensOnce() {
        return onlyOnce;
    }

    /** The message key of its sentence. */
    public String key() {
        return "notice.kind." + name().toLowerCase(Locale.ROOT);
    }
}
