package org.havenward.district.roster;

import java.util.List;

/** The files of an export that we read, in the order in which they hang on each other. */
enum RosterFile {
    ORGS("orgs.csv", "r_org", List.of("sourcedId", "name", "type")),
    SESSIONS("academicSessions.csv", "r_session", List.of("sourcedId", "title", "type", "startDate", "endDate")),
    COURSES("courses.csv", "r_course", List.of("sourcedId", "title", "orgSourcedId")),
    CLASSES(
            "classes.csv",
            "r_class",
            List.of("sourcedId", "title", "courseSourcedId", "classType", "schoolSourcedId", "termSourcedIds")),
    USERS("users.csv", "r_user", List.of("sourcedId", "givenName", "familyName")),
    ROLES("roles.csv", "r_role", List.of("sourcedId", "userSourcedId", "role", "orgSourcedId")),
    ENROLLMENTS(
            "enrollments.csv",
            "r_enrollment",
            List.of("sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role")),
    DEMOGRAPHICS("demographics.csv", "r_demographic", List.of("sourcedId"));

    private final String fileName;
    private final String table;
    private final List<String> columns;

    RosterFile(String fileName, String table, List<String> columns) {
        this.fileName = fileName;
        this.table = table;
        this.columns = columns;
    }

    String fileName() {
        return fileName;
    }

    /** The temporary table that its rows go to. */
    String table() {
        return table;
    }

    /** Columns that must be there. */
    List<String> columns() {
        return columns;
    }

    /** As the manifest says it: {@code file.orgs}. */
    String manifestName() {
        return "file." + fileName.substring(0, fileName.length() - ".csv".length());
    }

    /** Whether an export of everything needs rows in it: without, everybody would have left. */
    boolean neverEmpty() {
        return this == ORGS || this == USERS || this == ROLES;
    }

    /** What a file holds. */
    enum Mode {
        ABSENT,
        BULK,
        DELTA
    }
}
