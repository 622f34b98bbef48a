package org.havenward.access;

/** What an endpoint or a piece of work needs. The gate's one table says who meets it. */
public enum Need {
    /** Answers anyone: health, sign-in, help lines, styles. */
    NOTHING,
    SIGNED_IN,
    RAISE_CONCERN,
    /** Their own concern: its receipt, status, and additions. */
    FOLLOW_OWN_CONCERN,
    /** Students of the schools they work at, by name, grade, and class. */
    FIND_STUDENT,
    /** Concerns of the schools whose designated or backup counselor they are; all schools for the coordinator. */
    TRIAGE_CONCERN,
    /** What a student or a family told in confidence: read it, answer it. As for concerns. */
    ANSWER_VOICE,
    /** Lessons of their schools: plan one, its code and slips, its counts. No answer of a student. */
    PLAN_LESSON,
    /** What students answered after a lesson: only the social worker whom the lesson names. */
    MEET_AFTER_LESSON,
    /** Lists and counts of cases on whose team they are. */
    LIST_CASES,
    /** Read one case and add a note: its team, and who broke the glass. */
    OPEN_CASE,
    /** Work on a case beyond reading and noting: its team. */
    WORK_ON_CASE,
    /** Open a case without being on its team: for a reason, at most three hours, and not unseen. */
    BREAK_GLASS,
    /** Who broke the glass, when, and why: the coordinator and the records officer. */
    SEE_BREAK_GLASS,
    /** Keep a case from being deleted, or let it go: the coordinator and the records officer. */
    HOLD_RECORDS,
    /** What a counselor shared with them for a purpose: nothing of its case. */
    RECEIVE_SHARE,
    /** Change a case's team, life cycle, or duties: its counselor or the coordinator on its team. */
    LEAD_CASE,
    /** Their own duty to report to the state: what it asks, and the proof that it was met. */
    MEET_OWN_DUTY,
    /** That duties to report were met, over all cases of the district: times and agencies, no case text. */
    PROVE_REPORTS,
    /** Covers of all cases (no text, no student), to see that none is without a counselor. */
    COORDINATE,
    /** The district's protocol and its versions: whoever opens cases, and school administrators. Nothing about a student. */
    READ_PROTOCOL,
    /** Write, check, approve, and publish versions of the protocol. */
    EDIT_PROTOCOL,
    /** Who looked at a record: its counselor, the coordinator, the records officer. */
    SEE_WHO_LOOKED,
    /** The district's audit, without case text. */
    READ_AUDIT,
    /** The law of the district's state, as far as it is reviewed. */
    READ_LAW,
    /** Confirm or correct it, for the whole district. */
    REVIEW_LAW,
    /** Roster, people, roles, settings: no case text, ever. */
    RUN_SYSTEM
}
