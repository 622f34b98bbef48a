package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.havenward.casework.CaseId;
import org.havenward.casework.IllegalTransition;
import org.havenward.casework.Outcome;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.platform.Job;
import org.havenward.protocol.CaseSteps;
import org.havenward.protocol.LawFacts.Written;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where the reports that people owe and the protocol of the case meet: what is owed, and what a change of the law does to it. */
class ReportsAndStepsTest extends ReportsHouse {
    private static final LocalDate LONG_AGO = LocalDate.of(2022, 1, 1);

    @Autowired
    private CaseSteps steps;

    @Autowired
    private LawDesk law;

    @Autowired
    private SchoolCalendar calendar;

    @Autowired
    private List<Job> jobs;

    private void look() {
        jobs.stream().filter(job -> job.name().equals("protocol-steps")).forEach(Job::run);
    }

    private void found(LawValue.WrittenReport written) {
        as(hale, viewer -> {
            var today = law.today(viewer);
            return law.review(
                    viewer,
                    LawField.WRITTEN_REPORT,
                    new LawDesk.Finding(LONG_AGO, written, "Asked counsel", today, today.plusYears(1)),
                    key());
        });
    }

    private static LawValue.WrittenReport asked(Written asked, @org.jspecify.annotations.Nullable Integer hours) {
        return new LawValue.WrittenReport(asked, hours, false, false, null);
    }

    private int owedInWriting(CaseId id) {
        return count(
                "select count(*) from case_obligation where case_id = ? and settled_at is null and key like '%/written'",
                id.value());
    }

    private void close(CaseId id) {
        as(ortiz, viewer -> {
            life.close(viewer, id, new Outcome(Outcome.Kind.SUPPORT_IN_PLACE, "She is well.", true), key());
            return true;
        });
    }

    /** All that is owed but the reports is taken as done. */
    private void nothingElseOwed(CaseId id) {
        inDistrict(
                district,
                () -> database.sql(
                                "update case_obligation set settled_at = now() where case_id = ? and key not like 'mandate.%'")
                        .param(id.value())
                        .update());
    }

    @Test
    void where_nobody_knows_whether_the_law_asks_for_writing_a_written_report_is_owed_by_each() {
        settle("ZZ", "America/Puerto_Rico");
        var id = aCase();
        assertThat(dutiesOf(id)).hasSize(2).allMatch(Duty::writtenOwed);
        assertThat(owedInWriting(id)).isEqualTo(2);
        callsBoth(driver, dutyOf(id, driver));
        callsBoth(ortiz, dutyOf(id, ortiz));
        assertThat(owed(id)).isEqualTo(2);
        assertThat(dutyOf(id, driver).met()).isFalse();
        var step = as(ortiz, viewer -> steps.open(viewer, id)).line("report-in-writing");
        assertThat(step.state().status().open()).isTrue();
        var page = browser(driver).get("/my-reports/" + dutyOf(id, driver).id().value());
        assertThat(page.body()).contains("We do not know whether your state asks for it");
    }

    @Test
    void once_the_district_finds_that_the_law_does_not_ask_for_it_it_is_owed_no_more_unless_an_agency_asked() {
        settle("ZZ", "America/Puerto_Rico");
        var id = aCase();
        as(driver, viewer -> reports.call(viewer, dutyOf(id, driver).id(), asking(), key()));
        found(asked(Written.NONE, null));
        look();
        assertThat(dutyOf(id, ortiz).writtenOwed()).isFalse();
        assertThat(dutyOf(id, driver).writtenOwed()).isTrue();
        assertThat(owedInWriting(id)).isOne();
        assertThat(count(
                        "select count(*) from case_entry where case_id = ? and code = 'reports.told.not_in_writing'",
                        id.value()))
                .isOne();
    }

    @Test
    void a_report_by_form_that_is_the_written_one_as_well_closes_the_step_for_it() {
        settle("PA", "America/New_York");
        var id = aCase();
        callsBoth(ortiz, dutyOf(id, ortiz));
        callsByForm(driver, dutyOf(id, driver));
        assertThat(inWriting(id)).as("the lead called, and owes it still").isTrue();
        var other = aCase();
        callsByForm(ortiz, dutyOf(other, ortiz));
        assertThat(inWriting(other)).as("the driver has not reported").isTrue();
        callsByForm(driver, dutyOf(other, driver));
        assertThat(owedInWriting(other)).isZero();
        assertThat(inWriting(other)).isFalse();
    }

    private void callsByForm(StaffId who, Duty duty) {
        for (var agency : Agency.values()) {
            var call = callTo(agency, clock.instant());
            var byForm = new NewCall(
                    agency, Way.ONLINE, call.suspected(), clock.instant(), "State form", "", "F-1", "", false);
            as(who, viewer -> reports.call(viewer, duty.id(), byForm, key()));
        }
    }

    private boolean inWriting(CaseId id) {
        var step = as(ortiz, viewer -> steps.open(viewer, id)).line("report-in-writing");
        return step.state().status().open();
    }

    private NewCall asking() {
        return new NewCall(
                Agency.CHILD_PROTECTION,
                Way.PHONE,
                Suspected.UNKNOWN,
                clock.instant(),
                "Line",
                "Ms. Ode",
                "R-1",
                "Write to us.",
                true);
    }

    @Test
    void once_the_district_finds_that_the_law_asks_for_it_within_hours_it_is_due_by_then() {
        settle("ZZ", "America/Puerto_Rico");
        var id = aCase();
        assertThat(dutyOf(id, ortiz).writtenDue()).isNull();
        found(asked(Written.REQUIRED, 48));
        look();
        var duty = dutyOf(id, ortiz);
        assertThat(duty.writtenDue()).isEqualTo(duty.causeAt().plus(Duration.ofHours(48)));
        assertThat(owedInWriting(id)).isEqualTo(2);
    }

    @Test
    void a_correction_of_the_law_brings_the_written_report_to_duties_that_began_before_it() {
        settle("WI", "America/Chicago");
        var id = aCase();
        assertThat(owedInWriting(id)).isZero();
        found(asked(Written.REQUIRED, 48));
        assertThat(owedInWriting(id)).isZero();
        look();
        assertThat(owedInWriting(id)).isEqualTo(2);
        assertThat(dutyOf(id, driver).writtenOwed()).isTrue();
    }

    @Test
    void closing_counts_what_is_owed_at_that_moment_and_a_refusal_keeps_what_it_found() {
        settle("WI", "America/Chicago");
        var id = aCase();
        callsBoth(driver, dutyOf(id, driver));
        callsBoth(ortiz, dutyOf(id, ortiz));
        assertThat(owed(id)).isZero();
        found(asked(Written.REQUIRED, 48));
        // Nobody has looked at the case since.
        assertThatThrownBy(() -> close(id)).isInstanceOf(IllegalTransition.class);
        assertThat(owedInWriting(id)).isEqualTo(2);
    }

    @Test
    void rows_of_the_protocol_that_are_behind_do_not_let_a_case_close() {
        settle("WI", "America/Chicago");
        var id = aCase();
        callsBoth(driver, dutyOf(id, driver));
        callsBoth(ortiz, dutyOf(id, ortiz));
        as(ortiz, viewer -> steps.answer(viewer, id, new CaseSteps.NewAnswer("danger", "yes", "", ""), key()));
        nothingElseOwed(id);
        assertThatThrownBy(() -> close(id)).isInstanceOf(IllegalTransition.class);
        assertThat(count(
                        "select count(*) from case_obligation where case_id = ? and settled_at is null and key = 'protocol.steps'",
                        id.value()))
                .isOne();
    }

    @Test
    void a_calendar_or_a_roster_that_changes_sends_open_cases_to_be_looked_at_again() {
        var id = aCase();
        var soon = "select count(*) from protocol_watch where case_id = ? and look_at <= '%s'";
        for (var change : Map.<String, Runnable>of(
                        "calendar",
                        () -> calendar.addNoSchoolDays(Map.of(LocalDate.of(2027, 1, 4), "Storm")),
                        "roster",
                        () -> accounts.suspend(null, bell))
                .entrySet()) {
            look();
            assertThat(count(soon.formatted(clock.instant()), id.value()))
                    .as(change.getKey())
                    .isZero();
            inDistrict(district, change.getValue());
            assertThat(count(soon.formatted(clock.instant()), id.value()))
                    .as(change.getKey())
                    .isOne();
        }
    }
}
