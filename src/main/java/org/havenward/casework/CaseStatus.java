package org.havenward.casework;

import java.util.Locale;

/**
 * Where a case stands, after the guide's two protocols (suspicion, confirmed) and its tier 3 (recovery). Always a
 * person's judgment with reasons; nothing here is computed.
 */
public enum CaseStatus {
    SUSPICION,
    CONFIRMED,
    RECOVERY,
    CLOSED;

    /** The message key of its name. */
    public String key() {
        return "casework.status." + name().toLowerCase(Locale.ROOT);
    }
}
