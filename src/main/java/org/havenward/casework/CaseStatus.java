package org.havenward.casework;

import java.util.Arrays;
import java.util.List;
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

    /**
     * The states that its lead may move a case to from here; closing, reopening, and confirming apart, which ask for more.
     */
    public List<CaseStatus> mayBecome() {
        return Arrays.stream(values())
                .filter(to -> this != CLOSED && to != CLOSED)
                .filter(to -> this != SUSPICION || to != CONFIRMED)
                .filter(to -> LifeCycle.verb(this, to).isPresent())
                .toList();
    }
}
