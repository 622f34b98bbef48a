package org.havenward.concern;

/** What was done with a concern, for its history. */
public enum StepKind {
    ACKNOWLEDGED,
    MORE_ASKED,
    ADDED_TO,
    /** The reporter added that someone is in danger now. */
    DANGER_ADDED,
    /** Someone answered whoever told it. */
    ANSWERED,
    JOINED_CASE,
    OPENED_CASE,
    ROUTED,
    BACKUP_TOLD,
    COORDINATOR_TOLD,
    COORDINATOR_ASKED,
    STUDENT_LINKED,
    EXCLUDED,
    READMITTED,
    /** Whoever told it asked that nobody at their school reads it. */
    KEPT_FROM_SCHOOL,
    READER_GONE
}
