package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.mandate.Agency.CHILD_PROTECTION;
import static org.havenward.mandate.Agency.LAW_ENFORCEMENT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.havenward.casework.CaseId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.junit.jupiter.api.Test;

/** What a law asks of a reporter, worked out from its facts alone: times, reminders, and where a report goes. */
class LawOfReportsTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final StateWays WAYS = new StateWays();

    private static final java.util.Map<String, StateLaw> LAWS =
            new LawReader().shipped().laws();

    private static Law law(String state) {
        return Law.shipped(java.util.Objects.requireNonNull(LAWS.get(state)), LocalDate.of(2026, 11, 25));
    }

    private static Law unknown() {
        return Law.shipped(StateLaw.unknown("ZZ", CHICAGO), LocalDate.of(2026, 11, 25));
    }

    private static Duty duty(Law law, Instant cause) {
        var written = Deadlines.written(law, cause, CHICAGO);
        return new Duty(
                new DutyId(UUID.randomUUID()),
                new CaseId(UUID.randomUUID()),
                "HW-2026-0001",
                new SchoolId(UUID.randomUUID()),
                new StaffId(UUID.randomUUID()),
                Reason.RAISED,
                null,
                null,
                cause,
                WhatTheLawAsks.kept(law),
                Deadlines.call(law, cause).at(),
                WhatTheLawAsks.lateAfter(law, cause),
                written.isPresent(),
                written.map(Deadlines.Due::at).orElse(null),
                ReportStatus.OWED,
                null,
                null,
                null);
    }

    private static Instant chicago(String local) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(local), CHICAGO).toInstant();
    }

    @Test
    void a_duty_is_due_by_the_hours_of_its_law_through_nights_weekends_and_clock_changes() {
        assertThat(duty(law("TX"), chicago("2026-10-31T15:10")).callDue()).isEqualTo(chicago("2026-11-01T14:10"));
        assertThat(duty(law("TX"), chicago("2026-11-27T16:45")).lateAfter()).isEqualTo(chicago("2026-11-28T16:45"));
    }

    @Test
    void at_once_is_late_after_an_hour_and_an_unknown_time_is_at_once() {
        var cause = chicago("2026-11-25T10:00");
        for (var law : List.of(law("AZ"), unknown())) {
            var duty = duty(law, cause);
            assertThat(duty.callDue()).isEqualTo(cause);
            assertThat(duty.call(cause.plusSeconds(3_600))).isEqualTo(Duty.Timing.OPEN);
            assertThat(duty.call(cause.plusSeconds(3_601))).isEqualTo(Duty.Timing.OVERDUE);
            var made = duty.moved(ReportStatus.CALLED, cause.plusSeconds(3_659), null);
            assertThat(made.call(cause.plus(Duration.ofDays(3)))).isEqualTo(Duty.Timing.IN_TIME);
            assertThat(duty.moved(ReportStatus.CALLED, cause.plusSeconds(3_660), null)
                            .call(cause))
                    .isEqualTo(Duty.Timing.LATE);
        }
    }

    @Test
    void an_employer_in_arizona_goes_to_law_enforcement_and_an_unknown_person_to_both() {
        var child = LocalDate.of(2009, 5, 1);
        assertThat(WhatTheLawAsks.route(law("AZ"), Suspected.EMPLOYER, child).agencies())
                .containsExactly(LAW_ENFORCEMENT);
        assertThat(WhatTheLawAsks.route(law("AZ"), Suspected.CAREGIVER, child).agencies())
                .containsExactly(CHILD_PROTECTION);
        for (var law : List.of(law("AZ"), law("TX"), unknown())) {
            assertThat(WhatTheLawAsks.route(law, Suspected.UNKNOWN, null).agencies())
                    .containsExactlyInAnyOrder(CHILD_PROTECTION, LAW_ENFORCEMENT);
        }
    }

    @Test
    void people_are_reminded_ahead_of_the_time_and_the_coordinator_before_it_passes() {
        var cause = chicago("2026-11-25T10:00");
        var steps = steps(duty(law("TX"), cause), 5);
        assertThat(steps)
                .extracting(Reminders.Step::at)
                .containsExactly(
                        cause.plus(Duration.ofHours(12)),
                        cause.plus(Duration.ofHours(23)),
                        cause.plus(Duration.ofHours(24)),
                        cause.plus(Duration.ofHours(48)),
                        cause.plus(Duration.ofHours(72)));
        assertThat(steps).extracting(Reminders.Step::coordinatorToo).containsExactly(false, true, true, true, true);
    }

    @Test
    void at_once_reminds_after_an_hour_the_coordinator_after_two_and_then_each_day() {
        var cause = chicago("2026-11-25T10:00");
        var steps = steps(duty(law("AZ"), cause), 4);
        assertThat(steps)
                .extracting(Reminders.Step::at)
                .containsExactly(
                        cause.plus(Duration.ofHours(1)),
                        cause.plus(Duration.ofHours(2)),
                        cause.plus(Duration.ofHours(26)),
                        cause.plus(Duration.ofHours(50)));
        assertThat(steps).extracting(Reminders.Step::coordinatorToo).containsExactly(false, true, true, true);
    }

    @Test
    void a_scheduler_that_stood_still_gives_one_reminder_the_latest() {
        var cause = chicago("2026-11-25T10:00");
        var duty = duty(law("TX"), cause);
        var first = java.util.Objects.requireNonNull(Reminders.first(duty));
        assertThat(Reminders.latest(duty, first, cause.plus(Duration.ofHours(50)))
                        .number())
                .isEqualTo(3);
    }

    @Test
    void a_written_report_reminds_too_and_who_owes_nothing_is_left_alone() {
        var cause = chicago("2026-11-25T10:00");
        var called = duty(law("IL"), cause).moved(ReportStatus.CALLED, cause.plusSeconds(600), null);
        assertThat(steps(called, 3)).extracting(Reminders.Step::at).last().isEqualTo(cause.plus(Duration.ofHours(48)));
        assertThat(called.written(cause.plus(Duration.ofHours(49)))).isEqualTo(Duty.Timing.OVERDUE);
        assertThat(Reminders.first(called.moved(ReportStatus.SENT, called.calledAt(), cause.plusSeconds(900))))
                .isNull();
    }

    @Test
    void the_age_of_majority_counts_by_the_law_and_an_unknown_birth_date_is_a_childs() {
        var law = law("TX");
        assertThat(WhatTheLawAsks.ofAge(law, LocalDate.of(2008, 11, 25))).isTrue();
        assertThat(WhatTheLawAsks.ofAge(law, LocalDate.of(2008, 11, 26))).isFalse();
        assertThat(WhatTheLawAsks.ofAge(law, null)).isFalse();
    }

    @Test
    void a_written_report_asks_what_the_state_asks_and_never_for_race_or_status() {
        assertThat(WAYS.form("TX").fields())
                .containsExactly(
                        "child_name",
                        "child_where",
                        "caregivers",
                        "what",
                        "reporter_name",
                        "reporter_contact",
                        "reporter_work",
                        "other");
        assertThat(WAYS.form("WY").fields()).contains("reporter_name", "what", "harm");
        assertThat(StateWays.FIELDS).noneMatch(field -> field.matches(".*(race|ethnic|immigra|status|orient).*"));
        assertThat(WAYS.designee("GA")).isPresent();
        assertThat(WAYS.designee("TX")).isEmpty();
        assertThat(WAYS.joint("CA")).isPresent();
    }

    @Test
    void a_sheet_of_paper_is_a_tagged_pdf_whatever_was_typed() {
        var pdf = new String(
                new Paper("Title <b>", java.util.Locale.US)
                        .lead("\u0000\u0007 \ud83d\ude00 אבג & < >")
                        .field("Name", "x".repeat(3_000) + "\n\n'\"")
                        .table(List.of("a", "b"), List.of(List.of("1", "2")))
                        .pdf(),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(pdf).startsWith("%PDF-").contains("/StructTreeRoot", "/MarkInfo", "pdfuaid");
    }

    private static List<Reminders.Step> steps(Duty duty, int count) {
        var steps = new ArrayList<Reminders.Step>();
        for (int number = 0; number < count; number++) {
            steps.add(java.util.Objects.requireNonNull(Reminders.step(duty, number)));
        }
        return steps;
    }
}
