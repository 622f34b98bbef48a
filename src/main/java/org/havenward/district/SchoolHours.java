package org.havenward.district;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * School time as arithmetic: school days from start to end, less the days without school; outside of the school year,
 * weekdays in the hours of then.
 */
record SchoolHours(ZoneId zone, SchoolTime time, Set<LocalDate> noSchool) {
    /** A district that shuts more than a year on end has no school time; the clock then runs by the wall. */
    private static final int FURTHEST_DAYS = 400;

    Instant after(Instant from, Duration schoolTime) {
        var left = schoolTime.isNegative() ? Duration.ZERO : schoolTime;
        var day = from.atZone(zone).toLocalDate();
        var last = day.plusDays(FURTHEST_DAYS + schoolTime.toDays() * 4);
        for (; day.isBefore(last); day = day.plusDays(1)) {
            if (!isSchoolDay(day)) {
                continue;
            }
            var opens = later(from, at(day, time.starts(day)));
            var here = Duration.between(opens, at(day, time.ends(day)));
            if (here.isNegative() || here.isZero()) {
                continue;
            }
            if (left.compareTo(here) <= 0) {
                return opens.plus(left);
            }
            left = left.minus(here);
        }
        return from.plus(schoolTime);
    }

    Duration between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        var sum = Duration.ZERO;
        var last = to.atZone(zone).toLocalDate();
        for (var day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            if (!isSchoolDay(day)) {
                continue;
            }
            var opens = later(from, at(day, time.starts(day)));
            var closes = earlier(to, at(day, time.ends(day)));
            if (opens.isBefore(closes)) {
                sum = sum.plus(Duration.between(opens, closes));
            }
        }
        return sum;
    }

    private boolean isSchoolDay(LocalDate day) {
        return time.counts(day) && !noSchool.contains(day);
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
