package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseRole;
import org.havenward.casework.IllegalTransition;
import org.havenward.casework.Outcome;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Mandated reports on the real database: whose duty, who meets it, and that it never vanishes. */
class ReportsTest extends ReportsHouse {
    // ---- how duties arise

    @Test
    void opening_a_case_gives_whoever_raised_it_and_its_counselor_a_duty_each() {
        var id = aCase();
        var found = dutiesOf(id);
        assertThat(found).extracting(Duty::holder).containsExactlyInAnyOrder(driver, ortiz);
        assertThat(found).extracting(Duty::reason).containsExactlyInAnyOrder(Reason.RAISED, Reason.LEADS);
        assertThat(found).allMatch(Duty::callOwed);
        assertThat(owed(id)).isEqualTo(2);
        assertThatThrownBy(() -> close(id)).isInstanceOf(IllegalTransition.class);
    }

    @Test
    void the_time_of_each_counts_from_when_that_person_had_cause() {
        var source = concernOf(driver);
        clock.forward(Duration.ofMinutes(50));
        var id = as(ortiz, viewer -> inDistrict(district, () -> new CaseId(desk.open(viewer, source))));
        assertThat(dutyOf(id, driver).causeAt())
                .isCloseTo(
                        source.raisedAt(),
                        org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.MILLIS));
        assertThat(Duration.between(
                        dutyOf(id, driver).causeAt(), dutyOf(id, ortiz).causeAt()))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(49));
    }

    @Test
    void a_counselor_who_raised_it_too_has_one_duty() {
        var id = as(ortiz, viewer -> inDistrict(district, () -> new CaseId(desk.open(viewer, concernOf(ortiz)))));
        assertThat(dutiesOf(id)).singleElement().extracting(Duty::holder).isEqualTo(ortiz);
    }

    @Test
    void what_someone_sees_further_goes_into_the_same_report_until_it_is_made_and_is_a_further_one_after() {
        var id = aCase();
        joins(id, driver);
        assertThat(dutiesOf(id)).hasSize(2);
        var first = dutyOf(id, driver);
        callsBoth(driver, first);
        joins(id, driver);
        var further = dutyOf(id, driver);
        assertThat(further.reason()).isEqualTo(Reason.NEW_FACTS);
        assertThat(further.follows()).isEqualTo(first.id());
        assertThat(further.callOwed()).isTrue();
        joins(id, lin);
        assertThat(dutyOf(id, lin).reason()).isEqualTo(Reason.RAISED);
    }

    @Test
    void a_new_lead_has_a_duty_of_their_own_and_the_old_one_keeps_theirs() {
        var id = aCase();
        as(ortiz, viewer -> team.handOver(viewer, id, ortiz, lin, "I am away from tomorrow.", key()));
        assertThat(dutiesOf(id)).extracting(Duty::holder).containsExactlyInAnyOrder(driver, ortiz, lin);
        callsBoth(lin, dutyOf(id, lin));
        assertThat(dutyOf(id, ortiz).callOwed()).isTrue();
        as(lin, viewer -> team.handOver(viewer, id, lin, ortiz, "Back again.", key()));
        assertThat(dutiesOf(id)).hasSize(3);
    }

    @Test
    void reopening_a_case_brings_no_second_duty_to_who_reported() {
        var id = aCase();
        callsBoth(driver, dutyOf(id, driver));
        callsBoth(ortiz, dutyOf(id, ortiz));
        close(id);
        as(ortiz, viewer -> {
            life.reopen(viewer, id, new org.havenward.casework.Judgment("She came back."), key());
            return true;
        });
        assertThat(dutiesOf(id)).hasSize(2);
        assertThat(owed(id)).isZero();
    }

    @Test
    void a_student_who_is_of_age_brings_no_duty_by_itself_and_the_chronology_says_so() {
        inDistrict(
                district,
                () -> database.sql("update student set born_on = '1990-01-01' where id = :id")
                        .param("id", maya.value())
                        .update());
        var id = aCase();
        assertThat(dutiesOf(id)).isEmpty();
        assertThat(count(
                        "select count(*) from case_entry where case_id = ? and code = 'reports.told.of_age'",
                        id.value()))
                .isPositive();
        as(ortiz, viewer -> cases.addHolder(viewer, id, ortiz, key()));
        assertThat(dutiesOf(id)).hasSize(1);
    }

    @Test
    void the_lead_adds_a_duty_holder_of_the_team_and_everyone_may_add_themself_and_nobody_twice() {
        var id = aCase();
        assertThatThrownBy(() -> as(ortiz, viewer -> cases.addHolder(viewer, id, bell, key())))
                .isInstanceOf(CannotReport.class);
        as(ortiz, viewer -> team.add(viewer, id, bell, CaseRole.NURSE, key()));
        as(ortiz, viewer -> team.add(viewer, id, lin, CaseRole.COUNSELOR, key()));
        assertThatThrownBy(() -> as(bell, viewer -> cases.addHolder(viewer, id, lin, key())))
                .isInstanceOf(RefusedException.class);
        as(bell, viewer -> cases.addHolder(viewer, id, bell, key()));
        as(ortiz, viewer -> cases.addHolder(viewer, id, lin, key()));
        assertThatThrownBy(() -> as(ortiz, viewer -> cases.addHolder(viewer, id, bell, key())))
                .isInstanceOf(CannotReport.class);
        assertThat(owed(id)).isEqualTo(4);
    }

    // ---- who meets them

    @Test
    void safety_6_nobody_meets_stops_or_sees_anothers_duty_not_the_lead_not_the_coordinator() {
        var id = aCase();
        var drivers = dutyOf(id, driver);
        for (var other : List.of(ortiz, lin, reed, hale)) {
            assertThatThrownBy(() -> as(
                            other,
                            viewer -> reports.call(
                                    viewer, drivers.id(), callTo(Agency.CHILD_PROTECTION, clock.instant()), key())))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> as(other, viewer -> reports.open(viewer, drivers.id(), null)))
                    .isInstanceOf(RefusedException.class);
            assertThat(browser(other).get("/my-reports/" + drivers.id().value()).statusCode())
                    .isEqualTo(404);
        }
        assertThat(dutyOf(id, driver).callOwed()).isTrue();
    }

    @Test
    void a_standing_that_slipped_in_is_not_enough_to_meet_anothers_duty() {
        var id = aCase();
        var drivers = dutyOf(id, driver);
        inDistrict(district, () -> gate.admit(drivers.ref(), reed, org.havenward.access.Standing.REPORTER));
        assertThatThrownBy(() -> as(
                        reed,
                        viewer -> reports.call(
                                viewer, drivers.id(), callTo(Agency.CHILD_PROTECTION, clock.instant()), key())))
                .isInstanceOf(CannotReport.class);
    }

    @Test
    void the_database_lets_nobody_take_a_duty_or_its_proof_away() {
        var id = aCase();
        callsBoth(driver, dutyOf(id, driver));
        for (var sql : List.of(
                "delete from mandate_duty",
                "delete from mandate_call",
                "update mandate_call set made_at = now()",
                "update mandate_answer set kind = 'ACCEPTED'",
                "update mandate_packet set sha256 = ''",
                "delete from mandate_sending")) {
            assertThatThrownBy(
                            () -> inDistrict(district, () -> database.sql(sql).update()))
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(dutiesOf(id)).hasSize(2);
    }

    @Test
    void where_it_goes_to_both_one_call_is_not_enough() {
        var id = aCase();
        var duty = dutyOf(id, driver);
        as(driver, viewer -> reports.call(viewer, duty.id(), callTo(Agency.CHILD_PROTECTION, clock.instant()), key()));
        assertThat(dutyOf(id, driver).callOwed()).isTrue();
        assertThat(as(driver, viewer -> reports.open(viewer, duty.id(), null)).missing())
                .containsExactly(Agency.LAW_ENFORCEMENT);
        as(driver, viewer -> reports.call(viewer, duty.id(), callTo(Agency.LAW_ENFORCEMENT, clock.instant()), key()));
        var made = dutyOf(id, driver);
        assertThat(made.status()).isEqualTo(ReportStatus.CALLED);
        assertThat(made.call(clock.instant())).isEqualTo(Duty.Timing.IN_TIME);
        assertThat(owed(id)).isEqualTo(1);
    }

    @Test
    void a_call_sent_twice_or_raced_by_the_same_form_is_one() throws Exception {
        var id = aCase();
        var duty = dutyOf(id, driver);
        var call = callTo(Agency.CHILD_PROTECTION, clock.instant());
        var key = key();
        var made = together(6, () -> as(driver, viewer -> reports.call(viewer, duty.id(), call, key)));
        assertThat(made).hasSize(6).containsOnly(made.getFirst());
        assertThat(count(
                        "select count(*) from mandate_call where duty_id = ?",
                        duty.id().value()))
                .isEqualTo(1);
    }

    @Test
    void two_people_who_report_at_once_and_a_concern_that_joins_meanwhile_lose_nothing() throws Exception {
        var id = aCase();
        var drivers = dutyOf(id, driver);
        var counselors = dutyOf(id, ortiz);
        try (var pool = Executors.newFixedThreadPool(3)) {
            var jobs = List.<Callable<Object>>of(
                    () -> {
                        callsBoth(driver, drivers);
                        return true;
                    },
                    () -> {
                        callsBoth(ortiz, counselors);
                        return true;
                    },
                    () -> {
                        joins(id, driver);
                        joins(id, lin);
                        return true;
                    });
            for (var done : pool.invokeAll(jobs)) {
                done.get();
            }
        }
        assertThat(inDistrict(district, () -> duties.find(drivers.id()))
                        .orElseThrow()
                        .callOwed())
                .isFalse();
        assertThat(dutyOf(id, ortiz).callOwed()).isFalse();
        assertThat(dutyOf(id, lin).callOwed()).isTrue();
    }

    @Test
    void a_time_that_is_still_to_come_is_refused_and_a_clock_a_little_ahead_is_now() {
        var duty = dutyOf(aCase(), driver);
        assertThatThrownBy(() -> as(
                        driver,
                        viewer -> reports.call(
                                viewer,
                                duty.id(),
                                callTo(Agency.CHILD_PROTECTION, clock.instant().plus(hours(1))),
                                key())))
                .isInstanceOf(CannotReport.class);
        as(
                driver,
                viewer -> reports.call(
                        viewer,
                        duty.id(),
                        callTo(Agency.CHILD_PROTECTION, clock.instant().plusSeconds(90)),
                        key()));
        assertThat(as(driver, viewer -> reports.open(viewer, duty.id(), null)).calls())
                .allMatch(call -> !call.madeAt().isAfter(clock.instant()));
    }

    @Test
    void a_call_made_before_anyone_wrote_the_concern_down_counts_and_one_of_last_year_does_not() {
        var id = aCase();
        var duty = dutyOf(id, driver);
        for (var agency : Agency.values()) {
            as(
                    driver,
                    viewer -> reports.call(
                            viewer, duty.id(), callTo(agency, duty.causeAt().minus(hours(2))), key()));
        }
        assertThat(dutyOf(id, driver).call(clock.instant())).isEqualTo(Duty.Timing.IN_TIME);
        assertThatThrownBy(() -> as(
                        driver,
                        viewer -> reports.call(
                                viewer,
                                duty.id(),
                                callTo(Agency.CHILD_PROTECTION, duty.causeAt().minus(hours(24 * 200))),
                                key())))
                .isInstanceOf(CannotReport.class);
    }

    @Test
    void what_is_late_is_said_to_be_late() {
        var id = aCase();
        clock.forward(hours(30));
        assertThat(dutyOf(id, driver).call(clock.instant())).isEqualTo(Duty.Timing.OVERDUE);
        callsBoth(driver, dutyOf(id, driver));
        assertThat(dutyOf(id, driver).call(clock.instant())).isEqualTo(Duty.Timing.LATE);
    }

    // ---- what the agency answers

    @Test
    void screened_out_is_no_dead_end_a_further_report_goes_on_from_it() {
        var id = aCase();
        var duty = dutyOf(id, driver);
        assertThatThrownBy(() -> answers(duty, AnswerKind.ACCEPTED)).isInstanceOf(CannotReport.class);
        callsBoth(driver, duty);
        answers(duty, AnswerKind.PENDING);
        answers(duty, AnswerKind.SCREENED_OUT);
        assertThat(dutyOf(id, driver).status()).isEqualTo(ReportStatus.SCREENED_OUT);
        var key = key();
        var further = as(driver, viewer -> reports.again(viewer, duty.id(), key));
        UUID repeated = as(driver, viewer -> reports.again(viewer, duty.id(), key));
        assertThat(repeated).isEqualTo(further);
        assertThatThrownBy(() -> as(driver, viewer -> reports.again(viewer, duty.id(), key())))
                .isInstanceOf(CannotReport.class);
        var again = dutyOf(id, driver);
        assertThat(again.id().value()).isEqualTo(further);
        assertThat(again.follows()).isEqualTo(duty.id());
        assertThat(again.reason()).isEqualTo(Reason.AGAIN);
        assertThat(again.callOwed()).isTrue();
        var opened = as(driver, viewer -> reports.open(viewer, duty.id(), null));
        assertThat(opened.duty().status()).isEqualTo(ReportStatus.REPORTED_AGAIN);
        assertThat(opened.followedBy()).isEqualTo(again.id());
        callsBoth(driver, again);
        as(
                driver,
                viewer -> reports.answer(
                        viewer, again.id(), new NewAnswer(AnswerKind.ACCEPTED, clock.instant(), "Unit 4"), key()));
        assertThat(dutyOf(id, driver).status()).isEqualTo(ReportStatus.ACCEPTED);
    }

    private void answers(Duty duty, AnswerKind kind) {
        as(
                driver,
                viewer ->
                        reports.answer(viewer, duty.id(), new NewAnswer(kind, clock.instant(), "They say so."), key()));
    }

    // ---- the written report

    @Test
    void a_written_report_is_asked_for_filled_in_frozen_and_sent() throws Exception {
        var id = aCase();
        var duty = dutyOf(id, ortiz);
        callsBoth(ortiz, duty);
        as(
                ortiz,
                viewer -> reports.call(
                        viewer,
                        duty.id(),
                        new NewCall(
                                Agency.CHILD_PROTECTION,
                                Way.PHONE,
                                Suspected.UNKNOWN,
                                clock.instant(),
                                "State line",
                                "",
                                "",
                                "",
                                true),
                        key()));
        assertThat(dutyOf(id, ortiz).writtenOpen()).isTrue();
        assertThat(owed(id)).isEqualTo(2);
        assertThatThrownBy(
                        () -> as(ortiz, viewer -> packets.freeze(viewer, duty.id(), null, java.util.Map.of(), key())))
                .isInstanceOf(CannotReport.class);
        var draft = as(ortiz, viewer -> packets.draft(viewer, duty.id()));
        assertThat(draft.fields())
                .containsEntry("child_name", "Maya Rivera")
                .containsEntry("reporter_name", "Elena Ortiz");
        var fields = new java.util.HashMap<>(draft.fields());
        fields.put("reporter_contact", "555-0100");
        fields.put("what", "She said that he keeps her papers.");
        fields.put("harm", "Cut hands; no sleep.");
        fields.put("race", "must not be kept");
        as(ortiz, viewer -> {
            packets.keep(viewer, duty.id(), fields);
            return true;
        });
        assertThat(as(ortiz, viewer -> packets.draft(viewer, duty.id())).fields())
                .doesNotContainKey("race");
        var packet = as(ortiz, viewer -> packets.freeze(viewer, duty.id(), null, fields, key()));
        var frozen = as(ortiz, viewer -> packets.frozen(viewer, duty.id())).getFirst();
        var pdf = as(ortiz, viewer -> packets.pdf(viewer, duty.id(), packet));
        assertThat(java.util.HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(pdf)))
                .isEqualTo(frozen.sha256());
        assertThat(new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("/StructTreeRoot", "pdfuaid");
        as(
                ortiz,
                viewer -> packets.sent(
                        viewer, duty.id(), packet, SendingWay.FAX, clock.instant(), "DCS intake, fax 555-0101", key()));
        assertThat(dutyOf(id, ortiz).status()).isEqualTo(ReportStatus.SENT);
        assertThat(dutyOf(id, ortiz).met()).isTrue();
        assertThat(owed(id)).isEqualTo(1);
        as(ortiz, viewer -> {
            packets.keep(viewer, duty.id(), fields);
            return true;
        });
        as(ortiz, viewer -> packets.freeze(viewer, duty.id(), null, fields, key()));
        List<Packets.Frozen> versions = as(ortiz, viewer -> packets.frozen(viewer, duty.id()));
        assertThat(versions).extracting(Packets.Frozen::version).containsExactly(2, 1);
    }

    @Test
    void a_reporter_who_is_not_on_the_team_learns_nothing_of_the_case_from_their_written_report() {
        var id = aCase();
        var draft =
                as(driver, viewer -> packets.draft(viewer, dutyOf(id, driver).id()));
        assertThat(draft.fields().get("reporter_name")).isEqualTo("Sam Doyle");
        assertThat(draft.fields().get("child_name")).isEmpty();
        assertThat(draft.fields().values()).noneMatch(value -> value.contains("Maya"));
    }

    @Test
    void safety_8_what_a_reporter_writes_down_is_sealed() {
        var id = aCase();
        callsBoth(driver, dutyOf(id, driver));
        for (var column : List.of("agency_name", "spoke_with", "reference", "said")) {
            assertThat(inDistrict(
                            district,
                            () -> database.sql("select " + column + " from mandate_call limit 1")
                                    .query(byte[].class)
                                    .single()))
                    .asString(java.nio.charset.StandardCharsets.ISO_8859_1)
                    .doesNotContain("Kane")
                    .doesNotContain("REF-77")
                    .doesNotContain("State line");
        }
        assertThat(count(
                        "select count(*) from case_entry where case_id = ? and kind = 'REPORT' and words is not null",
                        id.value()))
                .isZero();
    }

    // ---- exclusion, leaving, and the year

    @Test
    void safety_4_whoever_is_kept_out_of_the_case_is_kept_out_of_their_page_of_it_and_the_coordinator_is_told() {
        var id = aCase();
        var duty = dutyOf(id, driver);
        as(ortiz, viewer -> team.keepOut(viewer, id, driver, key()));
        assertThatThrownBy(() -> as(driver, viewer -> reports.open(viewer, duty.id(), null)))
                .isInstanceOf(RefusedException.class);
        List<Duty> own = as(driver, reports::own);
        assertThat(own).isEmpty();
        assertThat(browser(driver).get("/my-reports").body())
                .doesNotContain(duty.id().value().toString());
        assertThat(dutyOf(id, driver).callOwed()).isTrue();
        clock.forward(hours(1).plusMinutes(1));
        remind();
        assertThat(notices(hale, "REPORT_LATE")).isEqualTo(1);
        assertThat(notices(driver, "REPORT_DUE")).isZero();
    }

    @Test
    void safety_4_a_coordinator_who_is_kept_out_of_a_case_sees_it_in_no_number_list_or_file_of_the_year() {
        var id = aCase();
        aCase();
        assertThat(year(hale, YearFilter.ALL).counts()).containsEntry(YearFilter.ALL, 4L);
        inDistrict(district, () -> gate.exclude(RecordRef.caseFile(id.value(), school), hale, ortiz));
        var year = year(hale, YearFilter.ALL);
        assertThat(year.counts()).containsEntry(YearFilter.ALL, 2L);
        assertThat(year.rows()).noneMatch(row -> row.line().duty().caseId().equals(id));
        var number = dutyOf(id, driver).caseNumber();
        assertThat(browser(hale).get("/reports/year.csv").body()).doesNotContain(number);
        assertThat(browser(hale).get("/reports/year").body()).doesNotContain(number);
    }

    @Test
    void a_duty_stays_when_its_holder_leaves_and_goes_to_the_coordinator() {
        var id = aCase();
        inDistrict(district, () -> accounts.suspend(null, driver));
        look();
        assertThat(dutyOf(id, driver).holderGoneAt()).isNotNull();
        assertThat(dutyOf(id, driver).callOwed()).isTrue();
        assertThat(year(hale, YearFilter.HOLDER_GONE).rows()).hasSize(1);
        assertThat(notices(hale, "REPORT_HOLDER_GONE")).isEqualTo(1);
        inDistrict(district, () -> accounts.restore(null, driver));
        look();
        assertThat(dutyOf(id, driver).holderGoneAt()).isNull();
    }

    @Test
    void every_number_of_the_year_equals_the_list_behind_it() {
        var one = aCase();
        var two = aCase();
        var three = aCase();
        callsBoth(driver, dutyOf(one, driver));
        as(
                driver,
                viewer -> reports.answer(
                        viewer,
                        dutyOf(one, driver).id(),
                        new NewAnswer(AnswerKind.SCREENED_OUT, clock.instant(), ""),
                        key()));
        as(driver, viewer -> reports.again(viewer, dutyOf(one, driver).id(), key()));
        clock.forward(hours(3));
        callsBoth(ortiz, dutyOf(two, ortiz));
        inDistrict(district, () -> accounts.suspend(null, driver));
        look();
        aCase();
        assertThat(dutiesOf(three)).hasSize(2);
        var counts = year(hale, YearFilter.ALL).counts();
        for (var filter : YearFilter.values()) {
            var rows = new ArrayList<UUID>();
            String after = null;
            do {
                var cursor = after;
                var page = as(hale, viewer -> years.year(viewer, years.current(), filter, cursor, 2));
                page.rows().forEach(row -> rows.add(row.line().duty().id().value()));
                after = page.next();
            } while (after != null);
            assertThat(rows)
                    .as(filter.name())
                    .doesNotHaveDuplicates()
                    .hasSize(Math.toIntExact(counts.getOrDefault(filter, -1L)));
            var exported = new ArrayList<YearOfReports.Row>();
            as(hale, viewer -> {
                years.export(viewer, years.current(), filter, exported::add);
                return true;
            });
            assertThat(exported).as(filter.name()).hasSize(rows.size());
        }
        assertThat(counts.get(YearFilter.ALL)).isEqualTo(9);
        assertThat(counts.get(YearFilter.IN_TIME)).isEqualTo(1);
        assertThat(counts.get(YearFilter.LATE)).isEqualTo(1);
        assertThat(counts.get(YearFilter.AGAIN)).isEqualTo(1);
        assertThat(as(hale, viewer -> years.year(viewer, years.current() - 1, YearFilter.ALL, null, 50))
                        .rows())
                .isEmpty();
    }

    // ---- reminders

    @Test
    void safety_13_the_holder_is_told_then_the_coordinator_and_what_is_due_is_data() {
        var id = aCase();
        var duty = dutyOf(id, driver);
        assertThat(notices(driver, "REPORT_OWED")).isEqualTo(1);
        remind();
        assertThat(notices(driver, "REPORT_DUE")).isZero();
        clock.forward(Duration.ofMinutes(61));
        assertThat(inDistrict(district, () -> reminders.stuck(clock.instant()))).isPositive();
        remind();
        remind();
        assertThat(notices(driver, "REPORT_DUE")).isEqualTo(1);
        assertThat(notices(hale, "REPORT_LATE")).isZero();
        clock.forward(Duration.ofMinutes(60));
        remind();
        assertThat(notices(driver, "REPORT_DUE")).isEqualTo(2);
        assertThat(notices(hale, "REPORT_LATE")).isEqualTo(2);
        callsBoth(driver, duty);
        clock.forward(hours(30));
        remind();
        assertThat(notices(driver, "REPORT_DUE")).isEqualTo(2);
    }

    private void remind() {
        DistrictScope.run(district, () -> {
            reminders.remind(100);
        });
    }

    private void look() {
        DistrictScope.run(district, reminders::lookForHolders);
    }

    /** Notices come after the commit, by a thread of their own. */
    private int notices(StaffId who, String kind) {
        var found = -1;
        for (int tries = 0; tries < 20; tries++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            var now = count("select count(*) from notice where person = ? and kind = '" + kind + "'", who.value());
            if (now == found && now > 0) {
                return now;
            }
            found = now;
            if (tries == 7 && now == 0) {
                return 0;
            }
        }
        return found;
    }

    private YearOfReports.Year year(StaffId who, YearFilter filter) {
        return as(who, viewer -> years.year(viewer, years.current(), filter, null, 50));
    }

    private void close(CaseId id) {
        as(ortiz, viewer -> {
            life.close(viewer, id, new Outcome(Outcome.Kind.SUPPORT_IN_PLACE, "Agreed.", true), key());
            return true;
        });
    }

    private static <T> List<T> together(int count, Callable<T> work) throws Exception {
        try (var pool = Executors.newFixedThreadPool(count)) {
            var results = new ArrayList<T>();
            for (var done : pool.invokeAll(java.util.Collections.nCopies(count, work))) {
                results.add(done.get());
            }
            return results;
        }
    }
}
