package org.havenward.mandate;

import java.util.Locale;

/** Why someone has a duty to report. */
public enum Reason {
    /** Raised the concern. */
    RAISED,
    /** Leads the case. */
    LEADS,
    /** Learned enough on the team; the lead, or they themself, said so. */
    LEARNED,
    /** Saw something further after their first report was made. */
    NEW_FACTS,
    /** The agency did not take their first report on. */
    AGAIN;

    /** The message key that tells it. */
    public String key() {
        return "reports.reason." + name().toLowerCase(Locale.ROOT);
    }
}
