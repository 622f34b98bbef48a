package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.NURSE_BELL;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.access.Viewer;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseId;
import org.havenward.casework.Family;
import org.havenward.casework.FamilyMemberId;
import org.havenward.casework.FamilyVerdict;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Disclosures, releases, and a parent's right to inspect: what the law allows, and the guard that comes first. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DisclosuresTest extends House {
    @Autowired
    private CaseDesk desk;

    @Autowired
    private Family family;

    @Autowired
    private Disclosures disclosures;

    @Autowired
    private Releases releases;

    @Autowired
    private Inspections inspections;

    @AfterEach
    void theClockIsRightAgain() {
        clock.back();
        born(null);
    }

    private <T> T here(Person who, java.util.function.Function<Viewer, T> work) {
        var viewer = town().viewer(who);
        return DistrictScope.call(town().district(), () -> work.apply(viewer));
    }

    private CaseId aCase() {
        return aCaseAbout(town().maya());
    }

    private CaseId aCaseAbout(StudentId student) {
        return new CaseId(here(
                COUNSELOR_ORTIZ,
                viewer -> town().in(() -> desk.open(
                        viewer,
                        new CaseDesk.Source(
                                new ConcernId(UUID.randomUUID()),
                                town().school(Person.School.QUAY),
                                student,
                                null,
                                town().staff(BUS_DRIVER),
                                Instant.now())))));
    }

    private void born(@org.jspecify.annotations.Nullable LocalDate on) {
        town().in(() -> database.sql("update student set born_on = :on where id = :id")
                .param("on", on)
                .param("id", town().maya().value())
                .update());
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("America/Phoenix"));
    }

    private FamilyMemberId mother(CaseId id) {
        return new FamilyMemberId(here(
                COUNSELOR_ORTIZ,
                viewer -> family.add(viewer, id, new Family.Words("Rosa Rivera", "mother", ""), key())));
    }

    private void judgedSafe(CaseId id, FamilyMemberId who) {
        here(
                COUNSELOR_ORTIZ,
                viewer -> family.judge(
                        viewer,
                        id,
                        who,
                        new Family.Verdict(FamilyVerdict.SAFE, "She said so.", "this request", today().plusDays(60)),
                        key()));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private UUID release(CaseId id, @org.jspecify.annotations.Nullable FamilyMemberId parent, int days) {
        return here(
                COUNSELOR_ORTIZ,
                viewer -> releases.give(
                        viewer,
                        id,
                        new Releases.NewRelease(
                                parent,
                                "Harbor House",
                                "her name and her wishes",
                                "a room",
                                today(),
                                today().plusDays(days)),
                        key()));
    }

    private UUID tell(
            CaseId id, DisclosureBasis basis, String threat, @org.jspecify.annotations.Nullable UUID release) {
        return here(
                COUNSELOR_ORTIZ,
                viewer -> disclosures.disclose(
                        viewer,
                        id,
                        NewDisclosure.outside(
                                basis,
                                "Dana Hill, Harbor House",
                                "her name and her wishes",
                                "a room",
                                threat,
                                release,
                                clock.instant().plus(Duration.ofSeconds(1))),
                        key()));
    }

    // ---- disclosures and releases

    @Test
    void consent_needs_a_release_in_force_and_an_ended_or_withdrawn_one_refuses_with_words_why() {
        var id = aCase();
        assertThatThrownBy(() -> tell(id, DisclosureBasis.CONSENT, "", null))
                .hasMessage("mandate.disclosure.error.release_missing");
        var release = release(id, null, 10);
        tell(id, DisclosureBasis.CONSENT, "", release);
        clock.forward(Duration.ofDays(12));
        assertThatThrownBy(() -> tell(id, DisclosureBasis.CONSENT, "", release))
                .hasMessage("mandate.disclosure.error.release_ended");
        clock.back();
        here(COUNSELOR_ORTIZ, viewer -> releases.withdraw(viewer, id, release, "She took it back.", key()));
        assertThatThrownBy(() -> tell(id, DisclosureBasis.CONSENT, "", release))
                .hasMessage("mandate.disclosure.error.release_withdrawn");
        var other = aCaseAbout(town().leo());
        assertThatThrownBy(() -> tell(other, DisclosureBasis.CONSENT, "", release(id, null, 10)))
                .hasMessage("mandate.disclosure.error.release_missing");
    }

    @Test
    void an_emergency_records_its_threat_and_nothing_is_recorded_before_it_was_told() {
        var id = aCase();
        assertThatThrownBy(() -> tell(id, DisclosureBasis.HEALTH_OR_SAFETY, " ", null))
                .hasMessage("mandate.disclosure.error.threat_missing");
        tell(id, DisclosureBasis.HEALTH_OR_SAFETY, "He said that he would come to the school.", null);
        assertThatThrownBy(() -> here(
                        COUNSELOR_ORTIZ,
                        viewer -> disclosures.disclose(
                                viewer,
                                id,
                                NewDisclosure.report(
                                        "Child protection",
                                        "the report",
                                        "their duty",
                                        Instant.now().plus(Duration.ofDays(2))),
                                key())))
                .hasMessage("mandate.disclosure.error.future");
        assertThat(here(COUNSELOR_ORTIZ, viewer -> disclosures.of(viewer, id, false))
                        .getFirst()
                        .threat()
                        .text())
                .isEqualTo("He said that he would come to the school.");
    }

    @Test
    void the_record_of_disclosures_prints_whole_and_cannot_be_changed() {
        var id = aCase();
        tell(id, DisclosureBasis.HEALTH_OR_SAFETY, "A knife.", null);
        town().in(() -> disclosures.record(
                town().viewer(NURSE_BELL),
                id,
                NewDisclosure.report("State hotline", "what she saw", "a duty of state law", Instant.now())));
        var page = as(COUNSELOR_ORTIZ).get("/cases/" + id.value() + "/disclosures/print");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Dana Hill, Harbor House", "A knife.", "State hotline", "99.32(a)(5)")
                .doesNotContain("Ann Bell")
                .contains("Before this paper leaves your hands")
                .doesNotContain("mandate.", "casework.");
        assertThatThrownBy(() -> town().in(() -> database.sql("update mandate_disclosure set basis = 'CONSENT'")
                        .update()))
                .hasStackTraceContaining("permission denied");
        assertThat(town().in(() -> database.sql("select party from mandate_disclosure limit 1")
                        .query(byte[].class)
                        .single()))
                .asString()
                .doesNotContain("Harbor");
    }

    @Test
    void a_parent_signs_only_where_the_guard_allows_it_and_not_once_the_student_is_18() {
        var id = aCase();
        var rosa = mother(id);
        assertThatThrownBy(() -> release(id, rosa, 10)).hasMessage("casework.family.refused.never_judged");
        judgedSafe(id, rosa);
        release(id, rosa, 10);
        born(today().minusYears(18));
        assertThatThrownBy(() -> release(id, rosa, 10)).hasMessage("mandate.release.error.rights_moved");
        release(id, null, 10);
    }

    @Test
    void nothing_is_told_to_someone_of_the_family_whom_the_guard_refuses() {
        var id = aCase();
        var rosa = mother(id);
        var told = new NewDisclosure(
                DisclosureBasis.PARENT_OR_STUDENT,
                "Rosa",
                "how she is",
                "she asked",
                "",
                null,
                rosa,
                false,
                false,
                Instant.now(),
                null);
        assertThatThrownBy(() -> here(COUNSELOR_ORTIZ, viewer -> disclosures.disclose(viewer, id, told, key())))
                .isInstanceOf(CannotDo.class)
                .hasMessage("casework.family.refused.never_judged");
        judgedSafe(id, rosa);
        here(COUNSELOR_ORTIZ, viewer -> disclosures.disclose(viewer, id, told, key()));
        assertThatThrownBy(() -> told(id, null, false, false)).hasMessage("mandate.disclosure.error.whom_missing");
        assertThatThrownBy(() -> told(id, rosa, true, false)).hasMessage("mandate.disclosure.error.whom_missing");
        told(id, null, true, false);
    }

    private UUID told(
            CaseId id, @org.jspecify.annotations.Nullable FamilyMemberId who, boolean toStudent, boolean against) {
        return here(
                COUNSELOR_ORTIZ,
                viewer -> disclosures.disclose(
                        viewer,
                        id,
                        new NewDisclosure(
                                DisclosureBasis.PARENT_OR_STUDENT,
                                "At the door",
                                "how she is",
                                "to know",
                                "",
                                null,
                                who,
                                toStudent,
                                against,
                                Instant.now(),
                                null),
                        key()));
    }

    @Test
    void safety_10_what_was_told_in_spite_of_the_guard_is_recorded_as_that_and_the_coordinator_is_told() {
        var id = aCase();
        var rosa = mother(id);
        told(id, rosa, false, true);
        assertThat(onRecord(id)).singleElement().matches(Disclosures.Disclosure::againstGuard);
        var path = "/cases/" + id.value() + "/disclosures";
        var ortiz = as(COUNSELOR_ORTIZ);
        assertThat(ortiz.get(path).body())
                .contains("Told against the family guard")
                .doesNotContain("mandate.", "name=\"against\"");
        var typed = new java.util.HashMap<>(Map.of(
                "basis", "PARENT_OR_STUDENT",
                "party", "At the door",
                "what", "how she is",
                "why", "to know",
                "toldDate", today().minusDays(1).toString()));
        assertThat(ortiz.post(path, typed).body()).doesNotContain("name=\"against\"");
        typed.put("member", rosa.value().toString());
        assertThat(ortiz.post(path, typed).body()).contains("name=\"against\"", "the coordinator is told");
        for (int tries = 0; tries < 50 && breachNotices(id) == 0; tries++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(breachNotices(id)).isEqualTo(1);
        judgedSafe(id, rosa);
        told(id, rosa, false, true);
        assertThat(onRecord(id).getLast().againstGuard()).isFalse();
    }

    private List<Disclosures.Disclosure> onRecord(CaseId id) {
        return here(COUNSELOR_ORTIZ, viewer -> disclosures.of(viewer, id, false));
    }

    private int breachNotices(CaseId id) {
        return town().in(() -> database.sql(
                        "select count(*) from notice where kind = 'TOLD_AGAINST_GUARD' and subject = ? and person = ?")
                .params(id.value(), town().staff(COORDINATOR_HALE).value())
                .query(Integer.class)
                .single());
    }

    @Test
    void a_release_counts_as_it_was_when_it_was_told_and_guard_and_age_are_asked_again() {
        var id = aCase();
        var release = release(id, null, 10);
        var before = Instant.now().plus(Duration.ofSeconds(1));
        clock.forward(Duration.ofDays(1));
        here(COUNSELOR_ORTIZ, viewer -> releases.withdraw(viewer, id, release, "She took it back.", key()));
        clock.forward(Duration.ofDays(20));
        consented(id, release, before);
        assertThatThrownBy(() -> consented(id, release, before.plus(Duration.ofDays(2))))
                .hasMessage("mandate.disclosure.error.release_withdrawn");
        clock.back();
        var rosa = mother(id);
        judgedSafe(id, rosa);
        var parents = release(id, rosa, 10);
        consented(id, parents, before);
        here(
                COUNSELOR_ORTIZ,
                viewer -> family.judge(
                        viewer,
                        id,
                        rosa,
                        new Family.Verdict(FamilyVerdict.NOT_SAFE, "He is with her.", "", today().plusDays(60)),
                        key()));
        assertThatThrownBy(() -> consented(id, parents, before)).hasMessage("casework.family.refused.not_safe");
        judgedSafe(id, rosa);
        born(today().minusYears(18));
        assertThatThrownBy(() -> consented(id, parents, before)).hasMessage("mandate.disclosure.error.release_rights");
    }

    private void consented(CaseId id, UUID release, Instant at) {
        here(
                COUNSELOR_ORTIZ,
                viewer -> disclosures.disclose(
                        viewer,
                        id,
                        NewDisclosure.outside(
                                DisclosureBasis.CONSENT, "Harbor House", "her name", "a room", "", release, at),
                        key()));
    }

    @Test
    void a_form_says_beside_the_field_what_lacks_and_keeps_what_was_typed() {
        var id = aCase();
        var path = "/cases/" + id.value() + "/disclosures";
        var ortiz = as(COUNSELOR_ORTIZ);
        ortiz.get(path);
        var answer = ortiz.post(path, new java.util.HashMap<>(Map.of("what", "Kept what I typed", "basis", "CONSENT")));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Say to whom.", "Choose the release that it rests on.", "Kept what I typed")
                .doesNotContain("mandate.");
        for (var bad : List.of("", "\u0000", "<script>alert(1)</script>", "x".repeat(30_000), "{0} ${7*7}")) {
            for (var form : List.of("/disclosures", "/releases", "/inspections", "/family", "/shares")) {
                var fields = new java.util.HashMap<String, String>();
                for (var name : List.of(
                        "party",
                        "what",
                        "why",
                        "basis",
                        "toldDate",
                        "toldTime",
                        "giver",
                        "who",
                        "how",
                        "askedDate",
                        "name",
                        "relation",
                        "words",
                        "purpose",
                        "recipient",
                        "untilDate",
                        "release",
                        "member",
                        "corrects")) {
                    fields.put(name, bad);
                }
                var sent = ortiz.post("/cases/" + id.value() + form, fields);
                assertThat(sent.statusCode()).as(form).isIn(303, 422);
                assertThat(sent.body()).doesNotContain("<script>alert(1)");
            }
        }
    }

    // ---- the right to inspect

    private UUID asks(CaseId id, @org.jspecify.annotations.Nullable FamilyMemberId who) {
        return here(
                COUNSELOR_ORTIZ,
                viewer -> inspections.ask(
                        viewer, id, new Inspections.NewInspection(who, "By letter.", today().minusDays(1)), key()));
    }

    private UUID decides(
            CaseId id, UUID inspection, Inspections.Outcome outcome, Set<EducationRecord.Kind> shown, String counsel) {
        return here(
                COUNSELOR_ORTIZ,
                viewer -> inspections.decide(
                        viewer,
                        id,
                        inspection,
                        new Inspections.NewOutcome(outcome, shown, counsel, "Because."),
                        key()));
    }

    @Test
    void a_parents_request_has_45_days_as_a_duty_of_the_case_and_shows_nothing_by_itself() {
        var id = aCase();
        var rosa = mother(id);
        var asked = asks(id, rosa);
        var due = town().in(() -> database.sql("select due_at from case_obligation where key = :key")
                .param("key", "mandate.inspection/" + asked)
                .query((row, number) -> row.getTimestamp("due_at").toInstant())
                .single());
        assertThat(LocalDate.ofInstant(due, ZoneId.of("America/Phoenix"))).isEqualTo(today().plusDays(44));
        var page = as(COUNSELOR_ORTIZ)
                .get("/cases/" + id.value() + "/inspections/" + asked)
                .body();
        assertThat(page)
                .contains(
                        "The family guard says no.",
                        "In the education record",
                        "Drafts that only their writer has seen")
                .contains("34 CFR 99.3(b)(1)", "99.8")
                .doesNotContain("mandate.");
        assertThatThrownBy(() -> decides(
                        id, asked, Inspections.Outcome.SHOWN, Set.of(EducationRecord.Kind.CHRONOLOGY), "Agreed."))
                .hasMessage("casework.family.refused.never_judged");
        judgedSafe(id, rosa);
        assertThatThrownBy(() ->
                        decides(id, asked, Inspections.Outcome.SHOWN, Set.of(EducationRecord.Kind.CHRONOLOGY), ""))
                .hasMessage("mandate.inspection.error.counsel_missing");
        assertThatThrownBy(() ->
                        decides(id, asked, Inspections.Outcome.SHOWN, Set.of(EducationRecord.Kind.DRAFTS), "Agreed."))
                .hasMessage("mandate.inspection.error.shown_out");
        decides(
                id,
                asked,
                Inspections.Outcome.PARTLY_SHOWN,
                Set.of(EducationRecord.Kind.CHRONOLOGY),
                "Ms. Lane agreed.");
        assertThat(town().in(() -> database.sql("select settled_at is not null from case_obligation where key = :key")
                        .param("key", "mandate.inspection/" + asked)
                        .query(Boolean.class)
                        .single()))
                .isTrue();
        assertThatThrownBy(() -> decides(id, asked, Inspections.Outcome.NOT_SHOWN, Set.of(), ""))
                .hasMessage("mandate.inspection.error.decided");
    }

    @Test
    void the_rights_of_a_student_of_18_are_their_own() {
        var id = aCase();
        var rosa = mother(id);
        judgedSafe(id, rosa);
        var asked = asks(id, rosa);
        born(today().minusYears(18));
        assertThatThrownBy(() -> decides(
                        id, asked, Inspections.Outcome.SHOWN, Set.of(EducationRecord.Kind.CHRONOLOGY), "Agreed."))
                .hasMessage("mandate.inspection.error.rights_moved");
        assertThat(here(COUNSELOR_ORTIZ, viewer -> inspections.one(viewer, id, asked))
                        .record()
                        .on(EducationRecord.Side.IN))
                .isEmpty();
        decides(id, asked, Inspections.Outcome.NOT_SHOWN, Set.of(), "Ms. Lane: the rights are hers.");
        var own = asks(id, null);
        decides(id, own, Inspections.Outcome.SHOWN, Set.of(EducationRecord.Kind.CHRONOLOGY), "Ms. Lane agreed.");
    }

    @Test
    void what_is_in_the_record_and_what_is_not_is_said_with_its_reason() {
        var held = new EducationRecord.Held(9, 1, 2, 3, 1, 2, 1);
        var record = EducationRecord.of(held, true, LocalDate.of(2012, 5, 4), LocalDate.of(2026, 3, 6));
        assertThat(record.on(EducationRecord.Side.IN))
                .extracting(EducationRecord.Part::kind)
                .containsExactly(
                        EducationRecord.Kind.CHRONOLOGY, EducationRecord.Kind.SHARES, EducationRecord.Kind.DISCLOSURES);
        assertThat(record.on(EducationRecord.Side.OUT))
                .extracting(EducationRecord.Part::kind)
                .contains(EducationRecord.Kind.DRAFTS, EducationRecord.Kind.POLICE_UNIT);
        assertThat(EducationRecord.rightsAreTheStudents(LocalDate.of(2008, 3, 6), LocalDate.of(2026, 3, 6)))
                .isTrue();
        assertThat(EducationRecord.rightsAreTheStudents(LocalDate.of(2008, 3, 7), LocalDate.of(2026, 3, 6)))
                .isFalse();
        assertThat(EducationRecord.rightsAreTheStudents(null, LocalDate.of(2026, 3, 6)))
                .isFalse();
    }

    @Test
    void every_page_speaks_english_and_spanish_and_is_shut_to_others() {
        var id = aCase();
        var rosa = mother(id);
        judgedSafe(id, rosa);
        release(id, rosa, 10);
        tell(id, DisclosureBasis.HEALTH_OR_SAFETY, "A knife.", null);
        var asked = asks(id, rosa);
        for (var rest : List.of(
                "/disclosures", "/disclosures/print", "/releases/new", "/inspections", "/inspections/" + asked, "")) {
            for (var language : List.of("en", "es")) {
                var page = as(COUNSELOR_ORTIZ).get("/cases/" + id.value() + rest + "?lang=" + language);
                assertThat(page.statusCode()).as(rest).isEqualTo(200);
                assertThat(page.body()).as(rest).doesNotContain("mandate.", "casework.");
            }
            assertThat(as(COORDINATOR_HALE).get("/cases/" + id.value() + rest).statusCode())
                    .isEqualTo(404);
        }
        as(COUNSELOR_ORTIZ).get("/?lang=en");
        for (var list : List.of("disclosures", "releases", "inspections")) {
            var path = "/api/v1/cases/" + id.value() + "/" + list;
            assertThat(program(COUNSELOR_ORTIZ).get(path).statusCode()).isEqualTo(200);
            assertThat(program(COORDINATOR_HALE).get(path).statusCode()).isEqualTo(404);
        }
    }
}
