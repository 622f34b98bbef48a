package org.havenward.casework.trace;

import java.util.Locale;

/** What a coordinator did about a match; the newest says where it stands, until another record names the same. */
public enum MatchStep {
    LOOKED_AT,
    DISMISSED,
    INTRODUCED,
    OUTCOME;

    /** Whether nothing more is to be done about it. */
    public boolean ends() {
        return this == DISMISSED || this == OUTCOME;
    }

    /** Message key of what was done. */
    public String key() {
        return "casework.match.step." + name().toLowerCase(Locale.ROOT);
    }
}
