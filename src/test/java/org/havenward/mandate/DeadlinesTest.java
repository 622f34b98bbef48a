package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours of the law run through everything; Minnesota's written ones and the school's own clock do not. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeadlinesTest {
    private static final LawReader.Reading SHIPPED = new LawReader().shipped();
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    @ParameterizedTest
    @CsvSource(textBlock = """
            TX, America/Chicago,     2026-03-05T15:10, 2026-03-06T15:10
            TX, America/Chicago,     2026-03-06T15:10, 2026-03-07T15:10
            TX, America/Chicago,     2026-03-07T15:10, 2026-03-08T16:10
            TX, America/Chicago,     2026-10-31T15:10, 2026-11-01T14:10
            TX, America/Chicago,     2026-12-24T23:59, 2026-12-25T23:59
            TX, America/Denver,      2026-03-07T15:10, 2026-03-08T16:10
            WA, America/Los_Angeles, 2026-03-06T15:10, 2026-03-08T16:10
            CT, America/New_York,    2026-03-06T15:10, 2026-03-07T03:10
            """)
    void hours_by_voice_run_through_nights_weekends_holidays_and_changes_of_the_clock(
            String state, ZoneId zone, LocalDateTime cause, LocalDateTime due) {
        var call = Deadlines.call(law(state, cause), cause.atZone(zone).toInstant());
        assertThat(call.atOnce()).isFalse();
        assertThat(call.at().atZone(zone).toLocalDateTime()).isEqualTo(due);
    }

    @Test
    void an_hour_that_comes_twice_has_two_deadlines_and_one_that_is_skipped_has_none() {
        var first = LocalDateTime.of(2026, 11, 1, 1, 30).atZone(CHICAGO).withEarlierOffsetAtOverlap();
        var second = first.withLaterOffsetAtOverlap();
        var law = law("TX", first.toLocalDateTime());
        assertThat(Deadlines.call(law, second.toInstant()).at())
                .isEqualTo(Deadlines.call(law, first.toInstant()).at().plus(Duration.ofHours(1)));
        // At 2:10 on this night it is 3:10.
        var skipped = LocalDateTime.of(2026, 3, 7, 2, 10).atZone(CHICAGO).toInstant();
        assertThat(Deadlines.call(law, skipped).at().atZone(CHICAGO).toLocalDateTime())
                .isEqualTo(LocalDateTime.of(2026, 3, 8, 3, 10));
    }

    @Test
    void the_law_of_the_cause_s_own_day_in_the_district_s_zone_counts() {
        var lateOnTheNineteenth =
                LocalDateTime.of(2025, 6, 19, 23, 30).atZone(CHICAGO).toInstant();
        var anHourLater = lateOnTheNineteenth.plus(Duration.ofHours(1));
        assertThat(Deadlines.call(law("TX", lateOnTheNineteenth.atZone(CHICAGO).toLocalDateTime()), lateOnTheNineteenth)
                        .at())
                .isEqualTo(lateOnTheNineteenth.plus(Duration.ofHours(48)));
        assertThat(Deadlines.call(law("TX", anHourLater.atZone(CHICAGO).toLocalDateTime()), anHourLater)
                        .at())
                .isEqualTo(anHourLater.plus(Duration.ofHours(24)));
    }

    @Test
    void at_once_is_due_at_its_own_moment_and_so_is_what_nobody_knows() {
        var cause = Instant.parse("2026-03-06T22:10:00Z");
        var now = new Deadlines.Due(cause, true);
        assertThat(Deadlines.call(law("AZ", LocalDateTime.of(2026, 3, 6, 15, 10)), cause))
                .isEqualTo(now);
        assertThat(Deadlines.call(law("CO", LocalDateTime.of(2025, 8, 1, 15, 10)), cause))
                .isEqualTo(now);
        assertThat(Deadlines.call(Law.shipped(StateLaw.unknown("PR", CHICAGO), LocalDate.of(2026, 3, 6)), cause))
                .isEqualTo(now);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-03-02T10:00, 2026-03-05T10:00
            2026-03-06T15:10, 2026-03-11T15:10
            2026-03-07T12:00, 2026-03-12T00:00
            2026-01-16T15:00, 2026-01-22T15:00
            2026-11-25T09:00, 2026-12-01T09:00
            2026-12-24T12:00, 2026-12-30T12:00
            2027-12-30T12:00, 2028-01-05T12:00
            2026-07-01T12:00, 2026-07-07T12:00
            2026-10-30T15:00, 2026-11-04T15:00
            """)
    void minnesota_s_written_hours_leave_weekends_and_holidays_out(LocalDateTime cause, LocalDateTime due) {
        var written = Deadlines.written(law("MN", cause), cause.atZone(CHICAGO).toInstant(), CHICAGO)
                .orElseThrow();
        assertThat(written.at().atZone(CHICAGO).toLocalDateTime()).isEqualTo(due);
    }

    @Test
    void elsewhere_written_hours_run_through() {
        var cause = LocalDateTime.of(2026, 12, 24, 12, 0);
        var zone = ZoneId.of("America/New_York");
        assertThat(Deadlines.written(law("NY", cause), cause.atZone(zone).toInstant(), zone)
                        .orElseThrow()
                        .at())
                .isEqualTo(cause.plusDays(2).atZone(zone).toInstant());
        assertThat(Deadlines.written(law("TX", cause), Instant.EPOCH, zone)).isEmpty();
        assertThat(Deadlines.written(law("NH", cause), Instant.EPOCH, zone)).isEmpty();
        assertThat(Deadlines.writtenOnceAsked(law("NH", cause), Instant.EPOCH, zone)
                        .at())
                .isEqualTo(Instant.EPOCH.plus(Duration.ofHours(48)));
        assertThat(Deadlines.written(law("AL", cause), Instant.EPOCH, zone)
                        .orElseThrow()
                        .atOnce())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-01-01, false
            2026-01-02, true
            2026-01-19, false
            2026-02-16, false
            2026-05-25, false
            2026-06-19, false
            2026-07-03, false
            2026-07-06, true
            2026-09-07, false
            2026-10-12, false
            2026-11-11, false
            2026-11-26, false
            2026-11-27, true
            2026-12-25, false
            2027-12-24, false
            2027-12-31, false
            2028-01-03, true
            2026-03-07, false
            2026-03-09, true
            """)
    void holidays_are_those_of_the_law_also_where_they_are_kept_on_another_day(LocalDate day, boolean workday) {
        assertThat(Deadlines.isWorkday(day)).isEqualTo(workday);
    }

    @Property(tries = 500)
    void hours_of_the_law_are_hours_that_pass(
            @ForAll("moments") Instant cause, @ForAll @IntRange(min = 0, max = 720) int hours) {
        assertThat(Duration.between(cause, Deadlines.after(cause, hours))).isEqualTo(Duration.ofHours(hours));
    }

    @Property(tries = 500)
    void hours_without_weekends_end_on_a_workday_and_never_before_those_that_run_through(
            @ForAll("moments") Instant cause,
            @ForAll @IntRange(min = 1, max = 240) int hours,
            @ForAll("zones") ZoneId zone) {
        var due = Deadlines.afterWorkdayHours(cause, hours, zone);
        assertThat(due).isAfterOrEqualTo(Deadlines.after(cause, hours));
        // The last moment of them lies on a workday; midnight is the end of the day before.
        var last = due.minusNanos(1).atZone(zone).toLocalDate();
        assertThat(Deadlines.isWorkday(last)).isTrue();
        assertThat(workdayTime(cause, due, zone)).isEqualTo(Duration.ofHours(hours));
    }

    @Property(tries = 300)
    void more_hours_or_a_later_cause_are_never_due_earlier(
            @ForAll("moments") Instant cause,
            @ForAll @IntRange(min = 0, max = 200) int hours,
            @ForAll @IntRange(min = 0, max = 100_000) int later,
            @ForAll("zones") ZoneId zone) {
        var due = Deadlines.afterWorkdayHours(cause, hours, zone);
        assertThat(Deadlines.afterWorkdayHours(cause, hours + 1, zone)).isAfter(due);
        assertThat(Deadlines.afterWorkdayHours(cause.plusSeconds(later), hours, zone))
                .isAfterOrEqualTo(due);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2024-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2032-12-31T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "America/Chicago",
                        "America/Phoenix",
                        "America/New_York",
                        "Pacific/Honolulu",
                        "America/Anchorage")
                .map(ZoneId::of);
    }

    /** The same time, counted minute by minute of whole hours, in another way. */
    private static Duration workdayTime(Instant from, Instant to, ZoneId zone) {
        var sum = Duration.ZERO;
        var day = from.atZone(zone).toLocalDate();
        for (; !day.atStartOfDay(zone).toInstant().isAfter(to); day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SATURDAY || !Deadlines.isWorkday(day)) {
                continue;
            }
            var begins = day.atStartOfDay(zone).toInstant();
            var ends = day.plusDays(1).atStartOfDay(zone).toInstant();
            var opens = begins.isBefore(from) ? from : begins;
            var closes = ends.isAfter(to) ? to : ends;
            if (opens.isBefore(closes)) {
                sum = sum.plus(Duration.between(opens, closes));
            }
        }
        return sum;
    }

    private static Law law(String state, LocalDateTime at) {
        return Law.shipped(Objects.requireNonNull(SHIPPED.laws().get(state)), at.toLocalDate());
    }
}
