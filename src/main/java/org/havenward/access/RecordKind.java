package org.havenward.access;

/** The kinds of record that the gate guards one by one. */
public enum RecordKind {
    CONCERN,
    CASE,
    STUDENT,
    SCHOOL,
    STAFF
}
