package org.havenward.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.ADMIN_KIM;
import static org.havenward.Person.BACKUP_LIN;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.havenward.Town;
import org.havenward.district.SchoolCalendar;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The acknowledgment clock: school days from 7:30 am to 3:30 pm, two hours; urgent ones half an hour by the wall. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EscalationTest extends ConcernHouse {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Autowired
    private SchoolCalendar calendar;

    @Autowired
    private Escalation escalation;

    @Test
    void past_its_time_the_backup_is_told_and_after_the_same_time_again_the_coordinator() {
        itIs("2027-02-01T08:00:30");
        var id = aConcern().raisedBy(BUS_DRIVER);
        assertThat(told(id)).isEmpty();

        itIs("2027-02-01T09:59");
        escalationJob.run();
        assertThat(told(id)).isEmpty();
        assertThat(seenBy(COUNSELOR_ORTIZ, id).overdue()).isFalse();

        itIs("2027-02-01T10:00:05");
        assertThat(seenBy(COUNSELOR_ORTIZ, id).overdue())
                .as("late whether or not the job ran")
                .isTrue();
        escalationJob.run();
        escalationJob.run();
        assertThat(told(id)).containsExactly(StepKind.BACKUP_TOLD);

        itIs("2027-02-01T12:00:05");
        escalationJob.run();
        assertThat(told(id)).containsExactly(StepKind.BACKUP_TOLD, StepKind.COORDINATOR_TOLD);
        assertThat(seenBy(BACKUP_LIN, id).readers())
                .as("one reader never silences the others")
                .contains(COUNSELOR_ORTIZ.fullName(), BACKUP_LIN.fullName(), COORDINATOR_HALE.fullName());
        assertThat(count(
                        town(),
                        "select count(*) from audit_entry where action = 'ESCALATED' and subject = ?",
                        id.value()))
                .isEqualTo(2);
    }

    @Test
    void what_was_acknowledged_is_not_escalated() {
        itIs("2027-02-02T08:00");
        var id = aConcern().raisedBy(BUS_DRIVER);
        acknowledge(BACKUP_LIN, id);

        itIs("2027-02-03T15:00");
        escalationJob.run();
        assertThat(told(id)).isEmpty();
    }

    @Test
    void the_clock_stands_at_night_over_the_weekend_and_on_holidays() {
        DistrictScope.run(
                town().district(),
                () -> calendar.addNoSchoolDays(Map.of(LocalDate.parse("2027-02-15"), "Presidents' Day")));

        itIs("2027-02-12T15:00"); // Friday; Monday is a holiday
        var id = aConcern().raisedBy(BUS_DRIVER);

        assertThat(dueOf(id)).isEqualTo(at("2027-02-16T09:00", PHOENIX));
        itIs("2027-02-15T12:00");
        escalationJob.run();
        assertThat(told(id)).isEmpty();
        itIs("2027-02-16T09:00:10");
        escalationJob.run();
        assertThat(told(id)).containsExactly(StepKind.BACKUP_TOLD);
    }

    @Test
    void what_the_administrator_changes_in_the_calendar_moves_what_is_raised_from_then_on() {
        var friday = LocalDate.ofInstant(clock.instant(), PHOENIX)
                .plusDays(14)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        var monday = friday.plusDays(3);
        itIs(friday + "T15:00:10");
        var before = aConcern().raisedBy(BUS_DRIVER);
        assertThat(dueOf(before)).isEqualTo(at(monday + "T09:00", PHOENIX));

        clock.back();
        var added =
                as(ADMIN_KIM).post("/school-calendar/days", Map.of("firstDate", monday.toString(), "name", "Snow day"));
        assertThat(added.statusCode()).isEqualTo(303);
        itIs(friday + "T15:00:20");
        var after = aConcern().raisedBy(BUS_DRIVER);
        assertThat(dueOf(after)).as("the same minute").isEqualTo(at(friday.plusDays(4) + "T09:00", PHOENIX));
        assertThat(dueOf(before)).as("what waits keeps its time").isEqualTo(at(monday + "T09:00", PHOENIX));

        clock.back();
        var admin = program(ADMIN_KIM);
        assertThat(admin.send("DELETE", "/api/v1/school-calendar/no-school-days/" + monday, null)
                        .statusCode())
                .isEqualTo(204);
        var settings = admin.get("/api/v1/school-calendar").body();
        assertThat(admin.postJson("/api/v1/school-calendar", settings.replace(":120", ":60"))
                        .statusCode())
                .isEqualTo(200);
        try {
            itIs(friday + "T15:00:30");
            assertThat(dueOf(aConcern().raisedBy(BUS_DRIVER))).isEqualTo(at(monday + "T08:00", PHOENIX));
        } finally {
            clock.back();
            admin.postJson("/api/v1/school-calendar", settings);
        }
    }

    @Test
    void the_hour_that_daylight_saving_takes_or_gives_is_not_counted() {
        var town = elsewhere();
        town.in(() ->
                database.sql("update district set zone = 'America/New_York'").update());

        itIs("2027-03-12T14:30", NEW_YORK); // Friday before the clocks go forward
        var spring = aConcern(town).raisedBy(BUS_DRIVER);
        assertThat(dueOf(town, spring)).isEqualTo(at("2027-03-15T08:30", NEW_YORK));

        itIs("2027-11-05T14:30", NEW_YORK); // Friday before they go back
        var fall = aConcern(town).raisedBy(BUS_DRIVER);
        assertThat(dueOf(town, fall)).isEqualTo(at("2027-11-08T08:30", NEW_YORK));
    }

    @Test
    void immediate_danger_counts_half_an_hour_by_the_wall_also_on_a_sunday_night() {
        itIs("2027-02-21T22:10");
        var id = aConcern().inDanger().raisedBy(BUS_DRIVER);

        assertThat(dueOf(id)).isEqualTo(at("2027-02-21T22:40", PHOENIX));
        assertThat(seenBy(COORDINATOR_HALE, id).readers())
                .as("all three are told at once")
                .containsExactlyInAnyOrder(
                        COUNSELOR_ORTIZ.fullName(), BACKUP_LIN.fullName(), COORDINATOR_HALE.fullName());
        itIs("2027-02-21T22:40:05");
        escalationJob.run();
        assertThat(told(id)).containsExactlyInAnyOrder(StepKind.BACKUP_TOLD, StepKind.COORDINATOR_TOLD);
    }

    @Test
    void a_concern_that_names_the_counselor_goes_straight_to_the_backup() {
        itIs("2027-02-23T08:00");
        var id = aConcern().naming(COUNSELOR_ORTIZ).raisedBy(BUS_DRIVER);

        assertThat(seenBy(BACKUP_LIN, id).readers()).containsExactly(BACKUP_LIN.fullName());
        itIs("2027-02-23T10:00:05");
        escalationJob.run();
        assertThat(seenBy(BACKUP_LIN, id).readers())
                .containsExactly(BACKUP_LIN.fullName(), COORDINATOR_HALE.fullName());
    }

    @Test
    void a_concern_that_names_both_counselors_goes_straight_to_the_coordinator() {
        itIs("2027-02-24T08:00");
        var id = aConcern().naming(COUNSELOR_ORTIZ).naming(BACKUP_LIN).raisedBy(BUS_DRIVER);

        assertThat(seenBy(COORDINATOR_HALE, id).readers()).containsExactly(COORDINATOR_HALE.fullName());
    }

    /** Safety rule 13: no duty silently disappears. */
    @Test
    void where_nobody_is_left_to_tell_the_health_check_says_so() {
        itIs("2027-03-01T08:00");
        var id = aConcern()
                .naming(COUNSELOR_ORTIZ)
                .naming(BACKUP_LIN)
                .naming(COORDINATOR_HALE)
                .raisedBy(BUS_DRIVER);
        itIs("2027-03-01T08:10");
        escalationJob.run();

        assertThat(escalationHealth.check().well()).isFalse();
        // Once someone may see it again, they are told.
        town().in(() -> database.sql(
                        "update record_exclusion set lifted_at = now() where record_id = ? and staff_id = ?")
                .params(id.value(), town().staff(COORDINATOR_HALE).value())
                .update());
        escalationJob.run();
        assertThat(told(id)).containsExactly(StepKind.COORDINATOR_TOLD);
    }

    @Test
    void those_with_nobody_to_tell_never_keep_the_others_waiting() {
        itIs("2027-01-11T08:00");
        var nobody = aConcern()
                .naming(COUNSELOR_ORTIZ)
                .naming(BACKUP_LIN)
                .naming(COORDINATOR_HALE)
                .raisedBy(BUS_DRIVER);
        itIs("2027-01-11T08:05");
        var other = aConcern().raisedBy(BUS_DRIVER);
        itIs("2027-01-11T10:10");

        in(() -> {
            assertThat(escalation.escalateDue(0, 1)).isEqualTo(new Escalation.Round(1, 1));
            assertThat(escalation.escalateDue(1, 1)).isEqualTo(new Escalation.Round(1, 0));
        });

        assertThat(told(other)).containsExactly(StepKind.BACKUP_TOLD);
        town().in(() -> database.sql("update record_exclusion set lifted_at = now() where record_id = ?")
                .param(nobody.value())
                .update());
        escalationJob.run();
        assertThat(told(nobody)).isNotEmpty();
    }

    @Test
    void a_stopped_scheduler_makes_nothing_less_late_and_the_health_check_says_so() {
        itIs("2027-03-03T08:00");
        var id = aConcern().raisedBy(BUS_DRIVER);
        itIs("2027-03-03T10:20");

        assertThat(seenBy(COUNSELOR_ORTIZ, id).overdue()).isTrue();
        assertThat(as(COUNSELOR_ORTIZ).get("/health").body()).isNotNull();
        assertThat(escalationHealth.check().well()).isFalse();
        var late = DistrictScope.call(
                town().district(),
                () -> queue.queue(town().viewer(COUNSELOR_ORTIZ), QueueFilter.OVERDUE, null, null, 200));
        assertThat(late.lines()).extracting(TriageQueue.Line::id).contains(id);
        escalationJob.run();
        assertThat(told(id)).containsExactly(StepKind.BACKUP_TOLD);
    }

    @Test
    void a_clock_that_jumps_backwards_loses_nothing() {
        itIs("2027-03-08T10:00");
        var id = aConcern().raisedBy(BUS_DRIVER);
        itIs("2027-03-08T07:00");

        acknowledge(COUNSELOR_ORTIZ, id);
        in(() ->
                concerns.add(town().viewer(BUS_DRIVER), id, new Concerns.Addition("Later words", false, false), key()));
        escalationJob.run();
        var whole = seenBy(COUNSELOR_ORTIZ, id);
        assertThat(whole.status()).isEqualTo(ConcernStatus.BEING_LOOKED_AT);
        assertThat(whole.texts())
                .extracting(ConcernText::words)
                .hasSize(2)
                .last()
                .isEqualTo("Later words");
        assertThat(as(COUNSELOR_ORTIZ)).isNotNull();
    }

    private List<StepKind> told(ConcernId id) {
        return town()
                .in(() -> database.sql(
                                "select step from concern_step where concern_id = ? and step like '%TOLD' order by id")
                        .params(id.value())
                        .query(String.class)
                        .list())
                .stream()
                .map(StepKind::valueOf)
                .toList();
    }

    private Instant dueOf(ConcernId id) {
        return dueOf(town(), id);
    }

    private Instant dueOf(Town town, ConcernId id) {
        return DistrictScope.call(
                town.district(),
                () -> reading.open(town.viewer(COUNSELOR_ORTIZ), id).acknowledgeBy());
    }

    private static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }
}
