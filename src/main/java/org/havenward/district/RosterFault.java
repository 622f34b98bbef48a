package org.havenward.district;

/** What can be wrong with a roster. The words for it, and for how to mend it, are in {@code messages/roster.properties}. */
public enum RosterFault {
    // the whole
    NO_SUCH_PLACE,
    UNREADABLE_ZIP,
    ENCRYPTED_ZIP,
    ODD_NAME_IN_ZIP,
    FILE_TWICE,
    TOO_LARGE,
    NOT_A_ROSTER,
    MISSING_FILE,
    UNKNOWN_VERSION,
    BAD_MANIFEST,
    BULK_NOT_DELTA,
    DELTA_WITHOUT_BULK,
    // a file
    EMPTY_FILE,
    NO_ROWS,
    WRONG_ENCODING,
    MISSING_COLUMN,
    COLUMN_TWICE,
    HUGE_FIELD,
    UNREADABLE_FILE,
    // a row
    FIELD_COUNT,
    HEADER_AGAIN,
    // a value
    NUL_CHARACTER,
    MISSING_VALUE,
    TOO_LONG,
    BAD_DATE,
    BAD_TIME,
    BAD_STATUS,
    BAD_BOOLEAN,
    BAD_CHOICE,
    BAD_GRADE,
    BAD_YEAR,
    ENDS_BEFORE_START,
    ID_TWICE,
    UNKNOWN_ORG,
    UNKNOWN_SESSION,
    UNKNOWN_COURSE,
    UNKNOWN_CLASS,
    UNKNOWN_USER,
    NOT_A_STUDENT,
    NOT_STAFF,
    STUDENT_WITHOUT_SCHOOL;

    /** Whether it spoils its file, so that skipping rows is no help. */
    public boolean ofWholeFile() {
        return compareTo(FIELD_COUNT) < 0;
    }
}
