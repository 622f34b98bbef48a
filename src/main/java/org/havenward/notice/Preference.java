package org.havenward.notice;

import java.time.LocalTime;

/**
 * How someone wants to hear.
 *
 * @param digestAt the district's local time of a digest
 */
public record Preference(Way way, LocalTime digestAt) {
    /** What someone has who chose nothing. */
    public static final Preference USUAL = new Preference(Way.AT_ONCE, LocalTime.of(7, 30));

    /** Urgent notices come at once whatever the way. */
    public enum Way {
        AT_ONCE,
        DIGEST,
        IN_APP
    }
}
