package org.havenward.district;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The district's school days and hours. */
public interface SchoolCalendar {
    /** When so much school time has passed after an instant; nights, weekends, and holidays do not count. */
    Instant after(Instant from, Duration schoolTime);

    /** School time between two instants. */
    Duration between(Instant from, Instant to);

    ZoneId zone();

    /** The day that it is in the district, by the house's clock. */
    LocalDate today();

    List<NoSchoolDay> noSchoolDays();

    /** A day that is there already is renamed. */
    void addNoSchoolDays(Map<LocalDate, String> days);

    void removeNoSchoolDay(LocalDate day);

    /** A weekday without school, such as a holiday. */
    record NoSchoolDay(LocalDate day, String name) {}
}
