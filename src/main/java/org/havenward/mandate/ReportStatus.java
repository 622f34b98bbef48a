package org.havenward.mandate;

import java.util.Locale;

/** How far someone's report to the state is. */
public enum ReportStatus {
    /** Not made yet, or not to everyone it goes to. */
    OWED,
    CALLED,
    /** The written report was sent, too. */
    SENT,
    /** The agency takes it on. */
    ACCEPTED,
    /** The agency does not take it on. */
    SCREENED_OUT,
    /** It was not taken on, and a further report goes on from it. */
    REPORTED_AGAIN;

    /** The message key of its name. */
    public String key() {
        return "reports.status." + name().toLowerCase(Locale.ROOT);
    }
}
