package org.havenward.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.SchoolTime;
import org.springframework.stereotype.Component;

/** The school days of the current district, read once for all that is worked out from them. */
@Component
class SchoolDaysHere {
    /** No vacation is longer; a calendar that holds no school at all ends here. */
    private static final int LOOKED_AT = 1_500;

    private final SchoolCalendar calendar;

    SchoolDaysHere(SchoolCalendar calendar) {
        this.calendar = calendar;
    }

    SchoolDays read() {
        var time = calendar.schoolTime();
        var closed = calendar.noSchoolDays().stream()
                .map(SchoolCalendar.NoSchoolDay::day)
                .collect(Collectors.toSet());
        var zone = calendar.zone();
        return (from, days) -> after(from, days, time, closed, zone);
    }

    private static Instant after(Instant from, int days, SchoolTime time, Set<LocalDate> closed, ZoneId zone) {
        var begun = from.atZone(zone).toLocalDate();
        var left = days;
        for (var day = begun; day.isBefore(begun.plusDays(LOOKED_AT)); day = day.plusDays(1)) {
            var ends = day.atTime(time.inYear(day) ? time.ends() : time.outsideEnds())
                    .atZone(zone)
                    .toInstant();
            if (!time.counts(day) || closed.contains(day) || !ends.isAfter(from)) {
                continue;
            }
            // The day itself is none of those that come after it.
            left -= day.equals(begun) ? 0 : 1;
            if (days == 0 || left == 0) {
                return ends;
            }
        }
        return from;
    }
}
