package org.havenward.district;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When the clock of acknowledgment runs, and for how long. Outside of the school year it runs from Monday to Friday, in
 * hours of its own: a long vacation must not stop a clock that someone relies on.
 *
 * @param days on which school is held
 * @param yearBegins first day of the school year; null, as {@code yearEnds} is then, where every week counts as one of school
 * @param yearEnds its last day
 * @param acknowledgeMinutes school time within which a concern is acknowledged
 */
public record SchoolTime(
        Set<DayOfWeek> days,
        LocalTime starts,
        LocalTime ends,
        @Nullable LocalDate yearBegins,
        @Nullable LocalDate yearEnds,
        LocalTime outsideStarts,
        LocalTime outsideEnds,
        int acknowledgeMinutes) {
    public SchoolTime {
        days = Set.copyOf(days);
    }

    /** Whether a day lies in the school year; each does where none is known. */
    public boolean inYear(LocalDate day) {
        return yearBegins == null || yearEnds == null || !(day.isBefore(yearBegins) || day.isAfter(yearEnds));
    }

    /** Whether a day counts, holidays apart. */
    public boolean counts(LocalDate day) {
        return inYear(day)
                ? days.contains(day.getDayOfWeek())
                : day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue();
    }

    LocalTime starts(LocalDate day) {
        return inYear(day) ? starts : outsideStarts;
    }

    LocalTime ends(LocalDate day) {
        return inYear(day) ? ends : outsideEnds;
    }
}
