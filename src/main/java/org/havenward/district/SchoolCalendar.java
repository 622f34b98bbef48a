package org.havenward.district;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The district's school days and hours. */
public interface SchoolCalendar {
    /** When so much school time has passed after an instant; nights, weekends, and holidays do not count. */
    Instant after(Instant from, Duration schoolTime);

    /** School time between two instants. */
    Duration between(Instant from, Instant to);

    ZoneId zone();
}
