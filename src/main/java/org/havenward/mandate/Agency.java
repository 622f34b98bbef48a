package org.havenward.mandate;

import java.util.Locale;

/** To whom a report goes. */
public enum Agency {
    CHILD_PROTECTION,
    LAW_ENFORCEMENT;

    /** The message key of its name. */
    public String key() {
        return "reports.agency." + name().toLowerCase(Locale.ROOT);
    }
}
