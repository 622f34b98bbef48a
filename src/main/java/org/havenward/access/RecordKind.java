package org.havenward.access;

/** The kinds of record that the gate guards one by one. */
public enum RecordKind {
    CONCERN,
    CASE,
    /** Someone's own duty to report to the state. */
    DUTY,
    STUDENT,
    SCHOOL,
    /** A lesson, and what students answered after it. */
    LESSON,
    STAFF,
    /** What someone off the team was told for a purpose. */
    SHARE,
    /** A version of the district's protocol; nothing about a student. */
    PROTOCOL,
    /** Two or more records that name the same person or place of concern. */
    MATCH
}
