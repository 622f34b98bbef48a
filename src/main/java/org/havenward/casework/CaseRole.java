package org.havenward.casework;

import java.util.Locale;

/** What someone does on one case's team, as the guide's response team has it. It grants nothing by itself. */
public enum CaseRole {
    LEAD,
    COUNSELOR,
    SOCIAL_WORKER,
    NURSE,
    ATTENDANCE_OFFICER,
    ADMINISTRATOR,
    RESOURCE_OFFICER,
    COORDINATOR,
    TEAM_MEMBER;

    /** The message key of its name. */
    public String key() {
        return "casework.role." + name().toLowerCase(Locale.ROOT);
    }
}
