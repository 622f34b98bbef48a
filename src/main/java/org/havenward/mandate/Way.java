package org.havenward.mandate;

import java.util.Locale;

/** How a report was made. */
public enum Way {
    PHONE,
    ONLINE,
    IN_PERSON,
    /** Told the school's designee or the person in charge, who must report, where the law lets that discharge the duty. */
    DESIGNEE,
    /** Shared another's report, where the law allows one report for several people. */
    JOINT;

    /** The message key of its name. */
    public String key() {
        return "reports.way." + name().toLowerCase(Locale.ROOT);
    }
}
