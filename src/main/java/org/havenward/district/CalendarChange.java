package org.havenward.district;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What someone changed in the school calendar; kept for good.
 *
 * @param first the first or only day, where days were added or removed
 * @param was what stood there before: a name, or days and hours as the API writes them; empty where nothing did
 */
public record CalendarChange(
        UUID id,
        Instant at,
        StaffId by,
        What what,
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        String was,
        String becomes) {
    /** What was changed. */
    public enum What {
        DAYS_ADDED,
        DAY_REMOVED,
        SCHOOL_DAYS,
        HOURS,
        YEAR,
        OUTSIDE_HOURS,
        ACKNOWLEDGMENT
    }
}
