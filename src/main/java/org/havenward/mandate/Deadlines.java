package org.havenward.mandate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * When a duty is due: a pure function of the moment of its cause, the law, and the zone.
 *
 * <p>Hours of the law are hours that pass: they run through nights, weekends, and holidays, and a change of the clock makes
 * them neither more nor fewer. Where a state leaves weekends and holidays out (Minnesota, in writing), the hours of those
 * days do not count. School time is another clock, and no duty of the law runs on it.
 *
 * <p>"At once" is due at the moment of its cause, and so is what the law does not say or we do not know. Pages show it as
 * "now", never as late by some minutes.
 */
public final class Deadlines {
    private Deadlines() {}

    /** @param atOnce whether the law says so, or nothing is known: shown as "now" */
    public record Due(Instant at, boolean atOnce) {}

    /** Such as {@code calendar::after} of the school calendar. */
    @FunctionalInterface
    public interface SchoolClock {
        Instant after(Instant from, Duration schoolTime);
    }

    /** By when someone reports by voice, who had cause at a moment. */
    public static Due call(Law law, Instant cause) {
        var hours = law.oralHours();
        return hours == null || hours == 0 ? new Due(cause, true) : new Due(after(cause, hours), false);
    }

    /**
     * By when the written report is sent, where one is asked of everyone; counted from the cause, which is never too late
     * where a state counts from the call. At once where the law asks for it without naming hours, and where it is not known
     * whether it asks for it: then it is owed until someone says that it does not (safety rule 13).
     */
    public static Optional<Due> written(Law law, Instant cause, ZoneId zone) {
        return switch (law.writtenReport().asked()) {
            case REQUIRED, UNKNOWN -> Optional.of(writtenOnceAsked(law, cause, zone));
            case IF_REQUESTED, NONE -> Optional.empty();
        };
    }

    /** The same, from when an agency asked for it. */
    public static Due writtenOnceAsked(Law law, Instant from, ZoneId zone) {
        var report = law.writtenReport();
        var hours = report.hours();
        if (hours == null) {
            return new Due(from, true);
        }
        return new Due(report.workdaysOnly() ? afterWorkdayHours(from, hours, zone) : after(from, hours), false);
    }

    /** So many hours later, whatever day or night it is. */
    public static Instant after(Instant from, int hours) {
        return from.plus(Duration.ofHours(hours));
    }

    /** So many hours later, of which Saturdays, Sundays, and legal holidays have none. */
    public static Instant afterWorkdayHours(Instant from, int hours, ZoneId zone) {
        var left = Duration.ofHours(hours);
        var at = from;
        while (true) {
            var day = at.atZone(zone).toLocalDate();
            var midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
            if (isWorkday(day)) {
                var here = Duration.between(at, midnight);
                if (left.compareTo(here) <= 0) {
                    return at.plus(left);
                }
                left = left.minus(here);
            }
            at = midnight;
        }
    }

    /** By when a step of the school is done: it waits while school is out. */
    public static Instant afterSchoolTime(Instant from, Duration schoolTime, SchoolClock clock) {
        return clock.after(from, schoolTime);
    }

    /** Whether offices are open by law: no Saturday, no Sunday, and no federal holiday (5 U.S.C. 6103; Minn. Stat. 645.44). */
    public static boolean isWorkday(LocalDate day) {
        return day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue() && !isHoliday(day);
    }

    private static boolean isHoliday(LocalDate day) {
        return switch (day.getMonth()) {
            case JANUARY -> observed(day, Month.JANUARY, 1) || nth(day, 3, DayOfWeek.MONDAY);
            case FEBRUARY -> nth(day, 3, DayOfWeek.MONDAY);
            case MAY -> day.equals(day.with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
            case JUNE -> observed(day, Month.JUNE, 19);
            case JULY -> observed(day, Month.JULY, 4);
            case SEPTEMBER -> nth(day, 1, DayOfWeek.MONDAY);
            case OCTOBER -> nth(day, 2, DayOfWeek.MONDAY);
            case NOVEMBER -> observed(day, Month.NOVEMBER, 11) || nth(day, 4, DayOfWeek.THURSDAY);
            // New Year's Day on a Saturday is kept on the last day of the year before.
            case DECEMBER -> observed(day, Month.DECEMBER, 25) || observed(day, day.getYear() + 1, Month.JANUARY, 1);
            case MARCH, APRIL, AUGUST -> false;
        };
    }

    private static boolean nth(LocalDate day, int number, DayOfWeek weekday) {
        return day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(number, weekday)));
    }

    private static boolean observed(LocalDate day, Month month, int dayOfMonth) {
        return observed(day, day.getYear(), month, dayOfMonth);
    }

    /** A holiday on a Saturday is kept on Friday, one on a Sunday on Monday. */
    private static boolean observed(LocalDate day, int year, Month month, int dayOfMonth) {
        var holiday = LocalDate.of(year, month, dayOfMonth);
        return day.equals(
                switch (holiday.getDayOfWeek()) {
                    case SATURDAY -> holiday.minusDays(1);
                    case SUNDAY -> holiday.plusDays(1);
                    case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> holiday;
                });
    }
}
