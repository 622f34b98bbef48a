package org.havenward.office.web;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.havenward.district.SchoolTime;
import org.havenward.office.CalendarDesk.Holiday;
import org.havenward.platform.Ids;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** What the page of the school calendar accepts: days without school in its first form, days and hours in its second. */
public record SchoolCalendarForm(
        @Nullable String firstDate,
        @Nullable String lastDate,
        @Nullable String name,
        @Nullable List<String> days,
        @Nullable String starts,
        @Nullable String ends,
        @Nullable String yearBeginsDate,
        @Nullable String yearEndsDate,
        @Nullable String outsideStarts,
        @Nullable String outsideEnds,
        @Nullable String acknowledgeMinutes,
        @Nullable String onceKey) {
    static final int LONGEST_NAME = 80;
    /** Longer than any break within a school year; a whole summer would stop the clock. */
    static final int MOST_DAYS = 31;

    static final int LEAST_MINUTES = 5;
    static final int MOST_MINUTES = 2400;
    private static final int YEARS_AHEAD = 3;
    private static final Duration SHORTEST_DAY = Duration.ofHours(1);

    /** As it stands, with nothing typed. */
    static SchoolCalendarForm of(SchoolTime time) {
        return new SchoolCalendarForm(
                null,
                null,
                null,
                time.days().stream().sorted().map(DayOfWeek::name).toList(),
                time.starts().toString(),
                time.ends().toString(),
                time.yearBegins() == null ? null : time.yearBegins().toString(),
                time.yearEnds() == null ? null : time.yearEnds().toString(),
                time.outsideStarts().toString(),
                time.outsideEnds().toString(),
                String.valueOf(time.acknowledgeMinutes()),
                null);
    }

    static SchoolCalendarForm holiday(@Nullable String first, @Nullable String last, @Nullable String name) {
        return new SchoolCalendarForm(first, last, name, null, null, null, null, null, null, null, null, null);
    }

    /** The days and hours of the page stay as they are; what was typed into the first form is kept. */
    SchoolCalendarForm over(SchoolTime time) {
        var stored = of(time);
        return new SchoolCalendarForm(
                firstDate,
                lastDate,
                name,
                stored.days,
                stored.starts,
                stored.ends,
                stored.yearBeginsDate,
                stored.yearEndsDate,
                stored.outsideStarts,
                stored.outsideEnds,
                stored.acknowledgeMinutes,
                onceKey);
    }

    public List<String> chosenDays() {
        return days == null ? List.of() : days;
    }

    /** The submission's own key; a fresh one where none came that can be used. */
    String once() {
        return onceKey == null || onceKey.isBlank() || onceKey.length() > 200
                ? Ids.next().toString()
                : onceKey;
    }

    /** The days that are to be without school; adds what has to be mended otherwise. */
    @Nullable
    Holiday holiday(SchoolTime time, LocalDate today, FormErrors errors) {
        var first = day(firstDate, "first", today, errors);
        if (first == null) {
            errors.add("first", "office.calendar.error.day-missing");
        }
        var last = day(lastDate, "last", today, errors);
        var words = name == null ? "" : name.replaceAll("\\p{Cntrl}+", " ").strip();
        if (words.isEmpty()) {
            errors.add("name", "office.calendar.error.name-missing");
        } else if (words.length() > LONGEST_NAME) {
            errors.add("name", "office.calendar.error.name-long", LONGEST_NAME);
        }
        if (first == null || errors.any()) {
            return null;
        }
        var end = last == null ? first : last;
        if (end.isBefore(first)) {
            errors.add("last", "office.calendar.error.last-before-first");
            return null;
        }
        if (ChronoUnit.DAYS.between(first, end) >= MOST_DAYS) {
            errors.add("last", "office.calendar.error.too-many-days", MOST_DAYS);
            return null;
        }
        // Saturdays and Sundays inside of a break are no school days anyway.
        var found = first.datesUntil(end.plusDays(1)).filter(time::counts).toList();
        if (found.isEmpty()) {
            errors.add("first", "office.calendar.error.no-school-anyway");
            return null;
        }
        return new Holiday(found, words);
    }

    /** @param today where the day has to be near it */
    private static @Nullable LocalDate day(
            @Nullable String typed, String field, @Nullable LocalDate today, FormErrors errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var day = parsed(typed);
        if (day == null) {
            errors.add(field, "office.calendar.error.day");
        } else if (today != null && (day.isBefore(today.minusYears(1)) || day.isAfter(today.plusYears(YEARS_AHEAD)))) {
            errors.add(field, "office.calendar.error.day-far");
        }
        return day;
    }

    private static @Nullable LocalDate parsed(String typed) {
        try {
            var day = LocalDate.parse(typed.strip());
            return day.getYear() >= 2000 && day.getYear() < 2200 ? day : null;
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }

    /** The days and hours of school; adds what has to be mended otherwise. */
    @Nullable
    SchoolTime time(FormErrors errors) {
        var chosen = days(errors);
        var hours = hours("starts", starts, "ends", ends, errors);
        var begins = day(yearBeginsDate, "yearBegins", null, errors);
        var finishes = day(yearEndsDate, "yearEnds", null, errors);
        year(begins, finishes, errors);
        var outside = hours("outsideStarts", outsideStarts, "outsideEnds", outsideEnds, errors);
        var minutes = minutes(errors);
        if (errors.any() || hours == null || outside == null) {
            return null;
        }
        return new SchoolTime(
                chosen, hours.starts(), hours.ends(), begins, finishes, outside.starts(), outside.ends(), minutes);
    }

    private Set<DayOfWeek> days(FormErrors errors) {
        var chosen = EnumSet.noneOf(DayOfWeek.class);
        for (var typed : chosenDays()) {
            Stream.of(DayOfWeek.values())
                    .filter(day -> day.name().equals(typed))
                    .findFirst()
                    .ifPresentOrElse(chosen::add, () -> errors.add("days", "office.calendar.error.weekday"));
        }
        if (chosen.isEmpty()) {
            errors.add("days", "office.calendar.error.no-weekday");
        }
        return chosen;
    }

    private record Hours(LocalTime starts, LocalTime ends) {}

    private static @Nullable Hours hours(
            String startField, @Nullable String start, String endField, @Nullable String end, FormErrors errors) {
        var starts = hour(start, startField, errors);
        var ends = hour(end, endField, errors);
        if (starts == null || ends == null) {
            return null;
        }
        if (!starts.isBefore(ends)) {
            errors.add(endField, "office.calendar.error.ends-before-starts");
            return null;
        }
        if (Duration.between(starts, ends).compareTo(SHORTEST_DAY) < 0) {
            errors.add(endField, "office.calendar.error.short-day");
            return null;
        }
        return new Hours(starts, ends);
    }

    private static @Nullable LocalTime hour(@Nullable String typed, String field, FormErrors errors) {
        try {
            return LocalTime.parse(typed == null ? "" : typed.strip()).truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeParseException noTime) {
            errors.add(field, "office.calendar.error.time");
            return null;
        }
    }

    private void year(@Nullable LocalDate begins, @Nullable LocalDate finishes, FormErrors errors) {
        if (begins == null && finishes != null) {
            errors.add("yearBegins", "office.calendar.error.year-half");
        }
        if (begins != null && finishes == null) {
            errors.add("yearEnds", "office.calendar.error.year-half");
        }
        if (begins == null || finishes == null) {
            return;
        }
        if (!begins.isBefore(finishes)) {
            errors.add("yearEnds", "office.calendar.error.year-ends-first");
        } else if (finishes.isAfter(begins.plusYears(1))) {
            errors.add("yearEnds", "office.calendar.error.year-long");
        }
    }

    private int minutes(FormErrors errors) {
        try {
            var minutes = Integer.parseInt(acknowledgeMinutes == null ? "" : acknowledgeMinutes.strip());
            if (minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES) {
                return minutes;
            }
        } catch (NumberFormatException noNumber) {
            errors.add("acknowledgeMinutes", "office.calendar.error.minutes", LEAST_MINUTES, MOST_MINUTES);
        }
        errors.add("acknowledgeMinutes", "office.calendar.error.minutes", LEAST_MINUTES, MOST_MINUTES);
        return LEAST_MINUTES;
    }
}
