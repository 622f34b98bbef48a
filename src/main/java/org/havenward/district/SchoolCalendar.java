package org.havenward.district;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The district's school days and hours. */
public interface SchoolCalendar {
    /** When so much school time has passed after an instant; nights, weekends, and holidays do not count. */
    Instant after(Instant from, Duration schoolTime);

    /** School time between two instants. */
    Duration between(Instant from, Instant to);

    ZoneId zone();

    /** The day that it is in the district, by the house's clock. */
    LocalDate today();

    SchoolTime schoolTime();

    /** The same, and nobody else changes it before this transaction ends. */
    SchoolTime schoolTimeToChange();

    void set(SchoolTime time);

    List<NoSchoolDay> noSchoolDays();

    /** A day that is there already is renamed. */
    void addNoSchoolDays(Map<LocalDate, String> days);

    void removeNoSchoolDay(LocalDate day);

    /** Keeps what was changed, for those who ask later. */
    void note(CalendarChange change);

    /** Changes, newest first. */
    List<CalendarChange> changes(@Nullable UUID before, int limit);

    /** A weekday without school, such as a holiday. */
    record NoSchoolDay(LocalDate day, String name) {}
}
