package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.havenward.access.Accounts;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.concern.ConcernId;
import org.havenward.concern.ConcernReading;
import org.havenward.concern.ConcernStatus;
import org.havenward.concern.Concerns;
import org.havenward.concern.NewConcern;
import org.havenward.concern.Outcome;
import org.havenward.concern.StepKind;
import org.havenward.concern.Triage;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Job;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever looks at a concern or leads a case is shut out, leaves, or loses the role: nothing waits for who is not there. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LostPeopleTest extends CaseHouse {
    @Autowired
    private CaseDoor door;

    @Autowired
    private Concerns concerns;

    @Autowired
    private Triage triage;

    @Autowired
    private ConcernReading concernReading;

    @Autowired
    private Accounts accounts;

    @Autowired
    private List<Job> jobs;

    // ---- shutting the lead out through a concern

    @Test
    void who_shuts_the_lead_out_of_a_concern_does_not_come_to_lead_its_case_which_waits_for_the_coordinator() {
        var concern = aConcern();
        var id = opened(counselorOrtiz, concern);
        here(counselorOrtiz, viewer -> tasks.add(viewer, id, "Call the aunt", counselorOrtiz, tomorrow(), key()));

        shutOut(backupLin, concern, counselorOrtiz);

        assertThat(leads(id)).isEmpty();
        assertRefused(backupLin, id);
        assertRefused(counselorOrtiz, id);
        var cover = cover(id);
        assertThat(cover.leadThere()).isFalse();
        assertThat(isTold(coordinatorHale, id.value(), "CASE_WITHOUT_LEAD")).isTrue();

        here(
                coordinatorHale,
                viewer -> coordination.appoint(viewer, id, cover.lead(), backupLin, "Ms. Ortiz is shut out.", key()));
        var whole = open(backupLin, id);
        assertThat(whole.header().leads()).isTrue();
        assertThat(whole.team()).extracting(CaseReading.Member::who).containsExactly(backupLin);
        assertThat(whole.tasks()).extracting(CaseReading.Task::owner).containsExactly(backupLin);
        assertRefused(counselorOrtiz, id);
    }

    @Test
    void a_lead_who_shuts_themselves_out_of_the_concern_leaves_the_case_and_nothing_fails() {
        var concern = aConcern();
        var id = opened(counselorOrtiz, concern);

        var answer = browser(counselorOrtiz)
                .fill(
                        "/triage/" + concern.value(),
                        "/triage/" + concern.value() + "/exclusions",
                        java.util.Map.of("staffId", counselorOrtiz.value().toString()));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertRefused(counselorOrtiz, id);
        assertThat(leads(id)).isEmpty();
        assertThat(isTold(coordinatorHale, id.value(), "CASE_WITHOUT_LEAD")).isTrue();
        assertThat(browser(coordinatorHale).get("/coordination/" + id.value()).body())
                .contains("has no lead who can work on it");
    }

    @Test
    void someone_who_was_let_back_to_the_case_stays_there_when_another_is_shut_out_of_the_concern() {
        var concern = aConcern();
        var id = opened(counselorOrtiz, concern);
        shutOut(counselorOrtiz, concern, nurseBell);
        here(counselorOrtiz, viewer -> team.letBack(viewer, id, nurseBell, key()));

        shutOut(counselorOrtiz, concern, principalReed);

        assertThat(inDistrict(district, () -> gate.excludedFrom(ref(id)))).containsExactly(principalReed);
    }

    // ---- leaving, suspension, roles

    @Test
    void a_case_whose_lead_is_suspended_waits_for_a_lead_and_comes_first_and_the_coordinator_is_told() {
        var id = opened(counselorOrtiz, aConcern());
        var later = opened(backupLin, aConcern());
        run("casework-lost-leads");
        assertThat(covers()).extracting(Coordination.Cover::id).containsExactly(later, id);

        inDistrict(district, () -> accounts.suspend(null, counselorOrtiz));
        run("casework-lost-leads");
        run("casework-lost-leads");

        assertThat(covers()).extracting(Coordination.Cover::id).containsExactly(id, later);
        assertThat(covers()).extracting(Coordination.Cover::leadThere).containsExactly(false, true);
        assertThat(paged()).containsExactly(id, later);
        assertThat(isTold(coordinatorHale, id.value(), "CASE_WITHOUT_LEAD")).isTrue();

        inDistrict(district, () -> accounts.restore(null, counselorOrtiz));
        run("casework-lost-leads");
        assertThat(cover(id).leadThere()).isTrue();
        assertThat(open(counselorOrtiz, id).header().leads()).isTrue();
    }

    @Test
    void a_concern_is_freed_when_who_looks_at_it_loses_the_role_and_the_next_one_is_told() {
        var concern = aConcern();
        here(counselorOrtiz, viewer -> {
            triage.acknowledge(viewer, concern, key());
            return viewer;
        });
        run("concern-lost-readers");
        assertThat(seenBy(backupLin, concern).status()).isEqualTo(ConcernStatus.BEING_LOOKED_AT);

        inDistrict(
                district,
                () -> accounts.find(null, counselorOrtiz)
                        .orElseThrow()
                        .roles()
                        .forEach(held -> accounts.take(null, counselorOrtiz, held.id())));
        run("concern-lost-readers");

        var whole = seenBy(backupLin, concern);
        assertThat(whole.status()).isEqualTo(ConcernStatus.WAITING);
        assertThat(whole.history())
                .extracting(ConcernReading.HistoryLine::kind)
                .contains(StepKind.READER_GONE, StepKind.BACKUP_TOLD);
        assertThat(isTold(backupLin, concern.value(), "CONCERN_LATE")).isTrue();
    }

    @Test
    void a_concern_is_freed_when_who_looks_at_it_leaves_the_roster() {
        var concern = aConcern();
        here(backupLin, viewer -> {
            triage.decide(viewer, concern, new Outcome.AskMore("Which bus?"), null, key());
            return viewer;
        });
        inDistrict(
                district,
                () -> database.sql("update staff set left_at = now() where id = ?")
                        .param(backupLin.value())
                        .update());
        run("concern-lost-readers");

        assertThat(seenBy(counselorOrtiz, concern).status()).isEqualTo(ConcernStatus.WAITING);
        assertThat(isTold(counselorOrtiz, concern.value(), "CONCERN_WAITS_AGAIN"))
                .isTrue();
    }

    // ---- what is added to a concern in a case

    @Test
    void what_is_added_to_a_concern_in_a_case_stands_in_its_chronology_and_reaches_reader_and_team() {
        var concern = aConcern();
        here(backupLin, viewer -> {
            triage.acknowledge(viewer, concern, key());
            return viewer;
        });
        var id = opened(counselorOrtiz, concern);
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));

        here(
                busDriver,
                viewer -> concerns.add(
                        viewer, concern, new Concerns.Addition("They leave tonight", false, false), key()));

        var entry = here(counselorOrtiz, viewer -> reading.chronology(viewer, id, null, null, 10))
                .items()
                .getFirst();
        assertThat(entry.kind()).isEqualTo(EntryKind.CONCERN_ADDED_TO);
        assertThat(entry.refersTo()).isEqualTo(concern.value());
        assertThat(entry.words().text()).as("the words stay with the concern").isNull();
        for (var who : List.of(counselorOrtiz, nurseBell)) {
            assertThat(isTold(who, id.value(), "CASE_CONCERN_ADDED_TO")).isTrue();
        }
        assertThat(isTold(backupLin, concern.value(), "CONCERN_ADDED_TO")).isTrue();
        assertThat(browser(nurseBell)
                        .get("/cases/" + id.value() + "/concerns/" + concern.value())
                        .body())
                .contains("They leave tonight");
    }

    @Test
    void danger_that_is_added_in_a_case_makes_the_student_unsafe_from_then_on_and_waits_to_be_read() {
        var concern = aConcern();
        var id = opened(counselorOrtiz, concern);
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        assertThat(inDistrict(district, () -> door.facts(id).unsafeSince())).isNull();
        clock.forward(Duration.ofMinutes(90));
        var now = clock.instant();

        here(
                busDriver,
                viewer ->
                        concerns.add(viewer, concern, new Concerns.Addition("They leave tonight", false, true), key()));
        clock.back();

        assertThat(inDistrict(district, () -> door.facts(id).unsafeSince()))
                .isBetween(now.minusMillis(1), now.plusSeconds(60));
        for (var who : List.of(counselorOrtiz, nurseBell)) {
            assertThat(isTold(who, id.value(), "CASE_STUDENT_UNSAFE")).isTrue();
        }
        assertThat(here(counselorOrtiz, viewer -> reading.chronology(viewer, id, null, null, 10))
                        .items())
                .extracting(entry -> entry.kind())
                .contains(EntryKind.CONCERN_ADDED_TO, EntryKind.SAFETY);
        assertThat(count("select count(*) from concern where id = ? and escalate_at is not null", concern.value()))
                .as("someone is told further until it is read")
                .isOne();
        assertThat(browser(busDriver).get("/concerns/" + concern.value()).body())
                .contains("It is read before")
                .doesNotContain("The counselor has finished with it");
        browser(counselorOrtiz).get("/cases/" + id.value() + "/concerns/" + concern.value());
        assertThat(count("select count(*) from concern where id = ? and escalate_at is not null", concern.value()))
                .isZero();
    }

    @Test
    void danger_that_is_added_after_the_case_was_closed_opens_it_again() {
        var concern = aConcern();
        var id = opened(counselorOrtiz, concern);
        inDistrict(
                district,
                () -> database.sql("update case_file set status = 'CLOSED', status_before = 'SUSPICION',"
                                + " outcome = 'SUPPORT_IN_PLACE', closed_at = now() where id = ?")
                        .param(id.value())
                        .update());
        here(
                busDriver,
                viewer -> concerns.add(viewer, concern, new Concerns.Addition("He is back", false, false), key()));
        assertThat(status(id)).as("words alone do not").isEqualTo(CaseStatus.CLOSED);
        here(
                busDriver,
                viewer -> concerns.add(viewer, concern, new Concerns.Addition("He has a gun", false, true), key()));
        assertThat(status(id)).isEqualTo(CaseStatus.SUSPICION);
        assertThat(isTold(counselorOrtiz, id.value(), "CASE_REOPENED")).isTrue();
        assertThat(isTold(counselorOrtiz, id.value(), "CASE_STUDENT_UNSAFE")).isTrue();
    }

    private CaseStatus status(CaseId id) {
        return inDistrict(district, () -> door.facts(id).status());
    }

    private int count(String sql, UUID of) {
        return inDistrict(
                district, () -> database.sql(sql).param(of).query(Integer.class).single());
    }

    @Test
    void whom_a_concern_of_the_case_names_is_not_told_that_it_was_added_to() {
        var about = aConcern();
        var id = opened(counselorOrtiz, aConcern());
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        here(counselorOrtiz, viewer -> {
            triage.decide(viewer, about, new Outcome.JoinCase(id.value()), null, key());
            return viewer;
        });
        inDistrict(district, () -> gate.exclude(RecordRef.concern(about.value(), school), nurseBell, counselorOrtiz));

        here(
                busDriver,
                viewer -> concerns.add(viewer, about, new Concerns.Addition("It was the nurse", false, false), key()));

        assertThat(isTold(counselorOrtiz, id.value(), "CASE_CONCERN_ADDED_TO")).isTrue();
        assertThat(told(nurseBell, id.value(), "CASE_CONCERN_ADDED_TO")).isFalse();
    }

    @Test
    void an_answer_reaches_whoever_asked() {
        var concern = aConcern();
        here(coordinatorHale, viewer -> {
            triage.decide(viewer, concern, new Outcome.AskMore("Which bus?"), null, key());
            return viewer;
        });
        here(busDriver, viewer -> concerns.add(viewer, concern, new Concerns.Addition("Bus 14", false, false), key()));

        assertThat(isTold(coordinatorHale, concern.value(), "CONCERN_ADDED_TO")).isTrue();
    }

    @Test
    void a_concern_that_joins_a_case_is_told_to_its_team_but_not_to_who_joined_it() {
        var id = opened(counselorOrtiz, aConcern());
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        var second = aConcern();
        here(counselorOrtiz, viewer -> {
            triage.decide(viewer, second, new Outcome.JoinCase(id.value()), null, key());
            return viewer;
        });

        assertThat(isTold(nurseBell, id.value(), "CONCERN_ADDED_TO_CASE")).isTrue();
        assertThat(told(counselorOrtiz, id.value(), "CONCERN_ADDED_TO_CASE")).isFalse();
    }

    // ---- helpers

    private ConcernId aConcern() {
        var said = new NewConcern(
                school,
                maya,
                null,
                "She said a man waits for her at the gate every day.",
                clock.instant().minusSeconds(600),
                null,
                List.of(),
                false,
                Set.of(),
                null);
        return here(busDriver, viewer -> concerns.raise(viewer, said, key()).id());
    }

    private CaseId opened(StaffId who, ConcernId concern) {
        here(who, viewer -> {
            triage.decide(viewer, concern, new Outcome.OpenCase(true), null, key());
            return viewer;
        });
        return new CaseId(
                here(who, viewer -> desk.caseOf(viewer, concern)).orElseThrow().id());
    }

    private void shutOut(StaffId by, ConcernId concern, StaffId who) {
        here(by, viewer -> {
            triage.exclude(viewer, concern, who, key());
            return viewer;
        });
    }

    private ConcernReading.Whole seenBy(StaffId who, ConcernId concern) {
        return here(who, viewer -> concernReading.open(viewer, concern));
    }

    private CaseReading.Whole open(StaffId who, CaseId id) {
        return here(who, viewer -> reading.look(viewer, id));
    }

    private Coordination.Cover cover(CaseId id) {
        return here(coordinatorHale, viewer -> coordination.cover(viewer, id));
    }

    private List<Coordination.Cover> covers() {
        return here(coordinatorHale, viewer -> coordination.covers(viewer, false, null, 50))
                .items();
    }

    private List<CaseId> paged() {
        var first = here(coordinatorHale, viewer -> coordination.covers(viewer, false, null, 1));
        var second = here(coordinatorHale, viewer -> coordination.covers(viewer, false, first.next(), 1));
        assertThat(second.next()).isNull();
        return List.of(first.items().getFirst().id(), second.items().getFirst().id());
    }

    private Set<StaffId> leads(CaseId id) {
        return inDistrict(district, () -> gate.with(ref(id), Standing.LEAD));
    }

    private RecordRef ref(CaseId id) {
        return RecordRef.caseFile(id.value(), school);
    }

    private void run(String job) {
        jobs.stream()
                .filter(one -> one.name().equals(job))
                .findFirst()
                .orElseThrow()
                .run();
    }

    private boolean isTold(StaffId who, UUID subject, String kind) {
        for (int tries = 0; tries < 100; tries++) {
            if (told(who, subject, kind)) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return false;
    }

    private boolean told(StaffId who, UUID subject, String kind) {
        return inDistrict(
                        district,
                        () -> database.sql("select count(*) from notice where person = ? and subject = ? and kind = ?")
                                .params(who.value(), subject, kind)
                                .query(Long.class)
                                .single())
                > 0;
    }

    private void assertRefused(StaffId who, CaseId id) {
        assertThatThrownBy(() -> open(who, id)).isInstanceOf(RefusedException.class);
    }

    private static LocalDate tomorrow() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1);
    }

    private <T> T here(StaffId who, Function<Viewer, T> work) {
        var viewer = as(who);
        return DistrictScope.call(district, () -> work.apply(viewer));
    }
}
