package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.havenward.casework.CaseId;
import org.havenward.casework.FormDrafts;
import org.havenward.casework.LegalHolds;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernAddedTo;
import org.havenward.concern.ConcernId;
import org.havenward.concern.Concerns;
import org.havenward.concern.NewConcern;
import org.havenward.concern.Outcome;
import org.havenward.concern.Triage;
import org.havenward.district.StaffId;
import org.havenward.platform.ReusedKeyException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** Reports that several share, reports by form, and what comes up after a report was made. */
@SuppressWarnings("NullAway.Init")
class FurtherReportsTest extends ReportsHouse {
    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Concerns concerns;

    @Autowired
    private Triage triage;

    @Autowired
    private Disclosures disclosures;

    @Autowired
    private LegalHolds holds;

    @Autowired
    private FormDrafts forms;

    // ---- one report for several people

    @Test
    void a_shared_report_counts_for_the_agency_that_it_went_to_and_for_no_other() {
        settle("CA", "America/Los_Angeles");
        var id = aCase();
        calls(id, Agency.CHILD_PROTECTION, Way.PHONE);
        var mine = dutyOf(id, ortiz);
        var offer = as(ortiz, viewer -> reports.open(viewer, mine.id(), null))
                .joint()
                .getFirst();
        as(ortiz, viewer -> reports.confirmJoint(viewer, mine.id(), offer.call(), key()));
        assertThat(dutyOf(id, ortiz).callOwed()).isTrue();
        var opened = as(ortiz, viewer -> reports.open(viewer, mine.id(), null));
        assertThat(opened.missing()).containsExactly(Agency.LAW_ENFORCEMENT);
        assertThat(opened.joint()).isEmpty();
        as(ortiz, viewer -> reports.call(viewer, mine.id(), callTo(Agency.LAW_ENFORCEMENT, clock.instant()), key()));
        assertThat(dutyOf(id, ortiz).callOwed()).isFalse();
    }

    @Test
    void no_report_that_was_made_before_further_cause_meets_a_further_duty() {
        settle("CA", "America/Los_Angeles");
        var id = aCase();
        callsBoth(driver, dutyOf(id, driver));
        callsBoth(ortiz, dutyOf(id, ortiz));
        var reported = Objects.requireNonNull(dutyOf(id, driver).calledAt());
        clock.forward(hours(2));
        joins(id, driver);
        var further = dutyOf(id, driver);
        assertThat(further.follows()).isNotNull();
        assertThat(as(driver, viewer -> reports.open(viewer, further.id(), null))
                        .joint())
                .isEmpty();
        assertThatThrownBy(() -> callsAt(further, reported.minus(Duration.ofMinutes(5))))
                .hasMessage("reports.error.earlier_report");
        callsAt(further, clock.instant().minus(Duration.ofMinutes(10)));
        as(
                ortiz,
                viewer -> reports.call(
                        viewer, dutyOf(id, ortiz).id(), callTo(Agency.LAW_ENFORCEMENT, clock.instant()), key()));
        assertThat(as(driver, viewer -> reports.open(viewer, further.id(), null))
                        .joint())
                .extracting(OpenedDuty.Joint::agency)
                .containsExactly(Agency.LAW_ENFORCEMENT);
    }

    @Test
    void a_further_duty_begins_though_the_clock_went_back_meanwhile() {
        clock.forward(hours(1));
        var id = aCase();
        callsBoth(driver, dutyOf(id, driver));
        clock.back();
        joins(id, driver);
        var second = dutyOf(id, driver);
        assertThat(second.follows()).isNotNull();
        inDistrict(
                district,
                () -> database.sql("update mandate_duty set status = 'CALLED', called_at = now() where id = ?")
                        .param(second.id().value())
                        .update());
        joins(id, driver);
        assertThat(dutyOf(id, driver).follows()).isEqualTo(second.id());
    }

    private void callsAt(Duty duty, Instant at) {
        as(driver, viewer -> reports.call(viewer, duty.id(), callTo(Agency.CHILD_PROTECTION, at), key()));
    }

    private void calls(CaseId id, Agency agency, Way way) {
        as(
                driver,
                viewer -> reports.call(
                        viewer,
                        dutyOf(id, driver).id(),
                        new NewCall(agency, way, Suspected.UNKNOWN, clock.instant(), "State line", "", "", "", false),
                        key()));
    }

    // ---- a report by form

    @Test
    void a_form_to_the_police_leaves_the_written_report_owed_and_one_to_child_protection_lifts_it_for_all_to_see() {
        settle("PA", "America/New_York");
        var id = aCase();
        assertThat(dutyOf(id, driver).writtenOpen()).isTrue();
        calls(id, Agency.LAW_ENFORCEMENT, Way.ONLINE);
        assertThat(dutyOf(id, driver).writtenOpen()).isTrue();
        var other = aCase();
        var before = ofTheHouse(other);
        calls(other, Agency.CHILD_PROTECTION, Way.ONLINE);
        assertThat(dutyOf(other, driver).writtenOpen()).isFalse();
        assertThat(count(
                        "select count(*) from case_entry where case_id = ? and kind = 'OBLIGATION_LIFTED'"
                                + " and code = 'reports.owed.written'",
                        other.value()))
                .isEqualTo(1);
        assertThat(ofTheHouse(other)).isEqualTo(before + 1);
        assertThat(browser(ortiz).get("/cases/" + other.value()).body()).contains("Not owed any more");
    }

    private int ofTheHouse(CaseId id) {
        return count("select count(*) from audit_entry where subject = ? and actor is null", id.value());
    }

    // ---- the written report

    @Test
    void what_is_frozen_is_what_the_window_showed_and_nothing_where_another_window_changed_it() {
        var duty = dutyOf(aCase(), driver);
        var draft = new HashMap<>(
                as(driver, viewer -> packets.draft(viewer, duty.id())).fields());
        draft.putAll(Map.of("reporter_contact", "555-0100", "what", "First words.", "harm", "Cut hands."));
        keeps(duty, draft);
        var shown = Packets.content(
                as(driver, viewer -> packets.draft(viewer, duty.id())).fields());
        var elsewhere = new HashMap<>(draft);
        elsewhere.put("what", "Words from another window.");
        keeps(duty, elsewhere);
        assertThatThrownBy(() -> as(driver, viewer -> packets.freeze(viewer, duty.id(), shown, draft, key())))
                .hasMessage("reports.cannot.changed");
        assertThat(as(driver, viewer -> packets.draft(viewer, duty.id())).fields())
                .containsEntry("what", "Words from another window.");
        draft.put("what", "Typed here since.");
        var key = key();
        as(driver, viewer -> packets.freeze(viewer, duty.id(), shown, draft, key));
        assertThat(as(driver, viewer -> packets.draft(viewer, duty.id())).fields())
                .containsEntry("what", "Typed here since.");
        assertThatThrownBy(() -> as(driver, viewer -> packets.freeze(viewer, duty.id(), shown, elsewhere, key)))
                .isInstanceOf(ReusedKeyException.class);
        var page = browser(driver);
        assertThat(fill(
                                page,
                                "/my-reports/" + duty.id().value() + "/packet",
                                "/my-reports/" + duty.id().value() + "/packet",
                                Map.of("then", "freeze", "shown", shown, "what", "First words."))
                        .statusCode())
                .isEqualTo(409);
    }

    private void keeps(Duty duty, Map<String, String> fields) {
        as(driver, viewer -> {
            packets.keep(viewer, duty.id(), fields);
            return true;
        });
    }

    @Test
    void nothing_that_was_begun_vanishes_under_a_legal_hold() {
        var id = aCase();
        var duty = dutyOf(id, driver);
        keeps(duty, Map.of("what", "Before the hold."));
        as(
                hale,
                viewer -> holds.place(
                        viewer,
                        new LegalHolds.NewHold(duty.caseNumber(), false, "A subpoena came.", "CV-2026-118"),
                        key()));
        keeps(duty, Map.of("what", "After it."));
        as(ortiz, viewer -> {
            forms.keep(viewer, id, "safety", Map.of("reasons", List.of("Half a thought")));
            forms.keep(viewer, id, "safety", Map.of("reasons", List.of()));
            return true;
        });
        assertThat(count(
                        "select count(*) from mandate_packet_draft_kept where duty_id = ?",
                        duty.id().value()))
                .isEqualTo(1);
        assertThat(count("select count(*) from case_form_draft_kept where case_id = ?", id.value()))
                .isEqualTo(1);
    }

    // ---- the record of disclosures

    @Test
    void what_a_report_told_an_agency_is_in_the_record_of_disclosures_and_paper_does_not_say_who_reported() {
        var other = aCase();
        var id = aCase();
        callsBoth(driver, dutyOf(other, driver));
        var duty = dutyOf(id, driver);
        callsBoth(driver, duty);
        var fields = new HashMap<>(
                as(driver, viewer -> packets.draft(viewer, duty.id())).fields());
        fields.putAll(Map.of("reporter_contact", "555-0100", "what", "What I saw.", "harm", "Cut hands."));
        var packet = as(driver, viewer -> packets.freeze(viewer, duty.id(), null, fields, key()));
        as(
                driver,
                viewer -> packets.sent(
                        viewer, duty.id(), packet, SendingWay.FAX, clock.instant(), "DCS intake, fax 555-0101", key()));
        List<Disclosures.Disclosure> record = as(ortiz, viewer -> disclosures.of(viewer, id, false));
        assertThat(record)
                .hasSize(3)
                .allMatch(one -> one.basis() == DisclosureBasis.MANDATED_REPORT
                        && one.by().equals("Sam Doyle"))
                .extracting(one -> one.party().text())
                .containsOnly("State line", "DCS intake, fax 555-0101");
        List<Disclosures.Disclosure> paper = as(ortiz, viewer -> disclosures.print(viewer, id));
        assertThat(paper).hasSize(5).allMatch(one -> one.by().isEmpty());
        for (var read : List.of(id, other)) {
            assertThat(count(
                            "select count(*) from audit_entry where subject = ? and action = 'EXPORTED'", read.value()))
                    .isEqualTo(1);
        }
        assertThat(count(
                        "select count(*) from audit_entry where subject = ? and action = 'DISCLOSED'"
                                + " and purpose = 'MANDATED_REPORT'",
                        id.value()))
                .isEqualTo(3);
    }

    // ---- what staff add to their own concern

    @Test
    void what_one_adds_after_reporting_and_says_is_new_is_a_further_report_of_ones_own() {
        var concern = raises(driver);
        var id = opens(concern);
        addsByPage(concern, "The car was blue.", false);
        addsByPage(concern, "He had a knife.", true);
        assertThat(dutiesOf(id))
                .as("it goes into the report that is still owed")
                .hasSize(2);
        var first = dutyOf(id, driver);
        callsBoth(driver, first);
        addsByPage(concern, "I mean dark blue.", false);
        assertThat(dutyOf(id, driver).id()).isEqualTo(first.id());
        addsByPage(concern, "She has new bruises.", true);
        var further = dutyOf(id, driver);
        assertThat(further.follows()).isEqualTo(first.id());
        assertThat(further.reason()).isEqualTo(Reason.NEW_FACTS);
        assertThat(further.concern()).isEqualTo(concern);
        assertThat(further.callOwed()).isTrue();
        assertThat(browser(driver).get("/my-reports").body())
                .contains("/my-reports/" + further.id().value());
        addsByApi(concern, "And he drives past the school.", "");
        addsByApi(concern, "And he waits at the gate.", ",\"newFact\":true");
        assertThat(dutiesOf(id)).as("it is still owed").hasSize(3);
        callsBoth(driver, further);
        addsByApi(concern, "It was the west gate.", "");
        assertThat(dutyOf(id, driver).id()).isEqualTo(further.id());
        addsByApi(concern, "He took her with him.", ",\"newFact\":true");
        assertThat(dutyOf(id, driver).follows()).isEqualTo(further.id());
        assertThat(dutyOf(id, ortiz).follows()).as("it is not the lead's").isNull();
    }

    private ConcernId raises(StaffId who) {
        return as(
                who,
                viewer -> concerns.raise(
                                viewer,
                                new NewConcern(
                                        school,
                                        maya,
                                        null,
                                        "She went off with him again.",
                                        clock.instant(),
                                        null,
                                        List.of(),
                                        false,
                                        Set.of(),
                                        null),
                                key())
                        .id());
    }

    private CaseId opens(ConcernId concern) {
        return as(ortiz, viewer -> {
            triage.decide(viewer, concern, new Outcome.OpenCase(true), null, key());
            return inDistrict(
                    district,
                    () -> new CaseId(database.sql("select case_id from case_concern where concern_id = ?")
                            .param(concern.value())
                            .query(UUID.class)
                            .single()));
        });
    }

    private void addsByPage(ConcernId concern, String text, boolean newFact) {
        var own = "/concerns/" + concern.value();
        var typed = newFact ? Map.of("text", text, "newFact", "yes") : Map.of("text", text);
        assertThat(fill(browser(driver), own, own + "/additions", typed).statusCode())
                .isEqualTo(303);
    }

    private void addsByApi(ConcernId concern, String text, String more) {
        var path = "/api/v1/concerns/" + concern.value() + "/additions";
        var program = browser(driver);
        program.get("/my-reports");
        assertThat(program.postJson(path, "{\"text\":\"" + text + "\"" + more + "}")
                        .statusCode())
                .isEqualTo(201);
    }

    // ---- what students and families tell

    @Test
    void what_a_student_tells_after_the_lead_reported_is_a_further_report_of_the_leads() {
        var id = aCase();
        var told = new CaseDesk.Source(new ConcernId(UUID.randomUUID()), school, maya, null, null, clock.instant());
        callsBoth(ortiz, dutyOf(id, ortiz));
        as(
                ortiz,
                viewer -> inDistrict(district, () -> {
                    desk.join(viewer, told, id.value());
                    return true;
                }));
        var further = dutyOf(id, ortiz);
        assertThat(further.reason()).isEqualTo(Reason.NEW_FACTS);
        assertThat(further.concern()).isEqualTo(told.concern());
        assertThat(further.callOwed()).isTrue();
        writesAgain(told.concern());
        assertThat(dutiesOf(id)).hasSize(3);
        callsBoth(ortiz, further);
        writesAgain(told.concern());
        assertThat(dutyOf(id, ortiz).follows()).isEqualTo(further.id());
        assertThat(dutiesOf(id)).hasSize(4);
        assertThat(owed(id)).isEqualTo(2);
    }

    /** A student writes again in a conversation that had become a concern of the case. */
    private void writesAgain(ConcernId concern) {
        inDistrict(
                district,
                () -> events.publishEvent(
                        new ConcernAddedTo(district, concern, school, UUID.randomUUID(), true, false, null, Set.of())));
    }
}
