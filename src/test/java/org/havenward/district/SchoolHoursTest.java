package org.havenward.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** School time: two hours of it, in a school year from August 10, 2026 to May 28, 2027. */
class SchoolHoursTest {
    private static final ZoneId PHOENIX = ZoneId.of("America/Phoenix");
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Set<DayOfWeek> MONDAY_TO_THURSDAY = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.THURSDAY);

    @Test
    void a_friday_without_school_is_left_out_in_a_week_of_four_days() {
        assertThat(fourDays().after(at("2026-11-19T14:30"), TWO_HOURS)).isEqualTo(at("2026-11-23T08:30"));
    }

    @Test
    void outside_of_the_school_year_weekdays_count_in_hours_of_their_own() {
        // The last day, a Friday of a week of four days, does not count; from Monday on, nine to noon does.
        assertThat(fourDays().after(at("2027-05-27T14:30"), TWO_HOURS)).isEqualTo(at("2027-05-31T10:00"));
        assertThat(fourDays().after(at("2027-07-09T11:00"), TWO_HOURS))
                .as("a Friday in July")
                .isEqualTo(at("2027-07-12T10:00"));
        assertThat(fourDays().between(at("2027-07-10T00:00"), at("2027-07-17T00:00")))
                .isEqualTo(Duration.ofHours(15));
    }

    @Test
    void the_first_day_of_the_year_is_in_it_and_the_day_before_is_not() {
        var hours = hours(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), Set.of());
        assertThat(hours.after(at("2026-08-07T11:30"), TWO_HOURS)).isEqualTo(at("2026-08-10T09:00"));
    }

    @Test
    void a_holiday_counts_for_nothing_in_the_year_or_outside_of_it() {
        var hours = hours(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                Set.of(LocalDate.parse("2026-11-26"), LocalDate.parse("2026-11-27"), LocalDate.parse("2027-07-05")));
        assertThat(hours.after(at("2026-11-25T14:30"), TWO_HOURS)).isEqualTo(at("2026-11-30T08:30"));
        assertThat(hours.after(at("2027-07-02T11:00"), TWO_HOURS)).isEqualTo(at("2027-07-06T10:00"));
    }

    @Test
    void without_a_school_year_every_week_is_one_of_school() {
        var hours = new SchoolHours(PHOENIX, time(MONDAY_TO_THURSDAY, null, null), Set.of());
        assertThat(hours.after(at("2027-07-08T14:30"), TWO_HOURS)).isEqualTo(at("2027-07-12T08:30"));
    }

    @Test
    void a_saturday_on_which_school_is_held_counts() {
        var hours = hours(EnumSet.of(DayOfWeek.SATURDAY), Set.of());
        assertThat(hours.after(at("2026-11-24T12:00"), TWO_HOURS)).isEqualTo(at("2026-11-28T09:30"));
    }

    private static SchoolHours fourDays() {
        return hours(MONDAY_TO_THURSDAY, Set.of());
    }

    private static SchoolHours hours(Set<DayOfWeek> days, Set<LocalDate> closed) {
        return new SchoolHours(
                PHOENIX, time(days, LocalDate.parse("2026-08-10"), LocalDate.parse("2027-05-28")), closed);
    }

    private static SchoolTime time(Set<DayOfWeek> days, @Nullable LocalDate begins, @Nullable LocalDate ends) {
        return new SchoolTime(
                days,
                LocalTime.of(7, 30),
                LocalTime.of(15, 30),
                begins,
                ends,
                LocalTime.of(9, 0),
                LocalTime.of(12, 0),
                120);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PHOENIX).toInstant();
    }
}
