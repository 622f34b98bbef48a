package org.havenward.access;

/** What someone does here. A role opens doors to kinds of work, never to a case (see the mission's table of people). */
public enum Role {
    STAFF_MEMBER,
    DESIGNATED_COUNSELOR,
    BACKUP_COUNSELOR,
    RESPONSE_TEAM_MEMBER,
    SCHOOL_ADMINISTRATOR,
    DISTRICT_COORDINATOR,
    RECORDS_OFFICER,
    SYSTEM_ADMINISTRATOR;

    /** Held for a school: opens nothing that is kept from the school, wherever else it is held. */
    public boolean ofSchool() {
        return switch (this) {
            case STAFF_MEMBER, DESIGNATED_COUNSELOR, BACKUP_COUNSELOR, RESPONSE_TEAM_MEMBER, SCHOOL_ADMINISTRATOR ->
                true;
            case DISTRICT_COORDINATOR, RECORDS_OFFICER, SYSTEM_ADMINISTRATOR -> false;
        };
    }

    /** Roles that open cases sign in with a second factor; so do those that run the system or read the audit. */
    public boolean needsSecondFactor() {
        return switch (this) {
            case STAFF_MEMBER, SCHOOL_ADMINISTRATOR -> false;
            case DESIGNATED_COUNSELOR,
                    BACKUP_COUNSELOR,
                    RESPONSE_TEAM_MEMBER,
                    DISTRICT_COORDINATOR,
                    RECORDS_OFFICER,
                    SYSTEM_ADMINISTRATOR -> true;
        };
    }
}
