package org.havenward.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.havenward.Person.BACKUP_LIN;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.PRINCIPAL_REED;
import static org.havenward.Person.TEACHER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.havenward.Person;
import org.havenward.access.RefusedException;
import org.havenward.district.NamesForTests;
import org.havenward.district.Student;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Triage (B2): the queue, acknowledging, excluding, and deciding. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class TriageTest extends ConcernHouse {
    @Autowired
    private ConcernDanger dangers;

    @Test
    void danger_comes_first_and_then_who_waits_longest() {
        itIs("2027-02-01T09:00");
        var first = aConcern().at(Person.School.HARBOR).about(town().ada()).raisedBy(COORDINATOR_HALE);
        itIs("2027-02-01T09:30");
        var second = aConcern().at(Person.School.HARBOR).about(town().ada()).raisedBy(COORDINATOR_HALE);
        itIs("2027-02-01T10:00");
        var danger = aConcern()
                .at(Person.School.HARBOR)
                .about(town().ada())
                .inDanger()
                .raisedBy(COORDINATOR_HALE);

        var lines =
                queueOf(Person.OTHER_COUNSELOR, QueueFilter.WAITING, null, 50).lines();

        assertThat(lines).extracting(TriageQueue.Line::id).containsExactly(danger, first, second);
    }

    @Test
    void the_queue_is_paged_without_losing_or_repeating_a_line() {
        for (int i = 0; i < 7; i++) {
            aConcern().raisedBy(BUS_DRIVER);
        }
        var all = queueOf(COUNSELOR_ORTIZ, QueueFilter.WAITING, null, 200).lines().stream()
                .map(TriageQueue.Line::id)
                .toList();
        var paged = new ArrayList<ConcernId>();
        @Nullable String after = null;
        do {
            var page = queueOf(COUNSELOR_ORTIZ, QueueFilter.WAITING, after, 3);
            page.lines().forEach(line -> paged.add(line.id()));
            after = page.next();
        } while (after != null);

        assertThat(paged).containsExactlyElementsOf(all).doesNotHaveDuplicates();
    }

    @Test
    void the_coordinator_sees_all_schools_in_one_order() {
        aConcern().raisedBy(BUS_DRIVER);
        aConcern().at(Person.School.HARBOR).about(town().ada()).raisedBy(COORDINATOR_HALE);

        var lines = queueOf(COORDINATOR_HALE, QueueFilter.WAITING, null, 200).lines();

        assertThat(lines)
                .extracting(TriageQueue.Line::school)
                .contains(town().school(Person.School.QUAY), town().school(Person.School.HARBOR));
        assertThat(lines.stream()
                        .filter(line -> !line.urgent())
                        .map(TriageQueue.Line::waitingSince)
                        .toList())
                .isSorted();
    }

    @Test
    void each_count_equals_its_list() {
        var acknowledged = aConcern().raisedBy(BUS_DRIVER);
        acknowledge(COUNSELOR_ORTIZ, acknowledged);
        var routed = aConcern().raisedBy(BUS_DRIVER);
        decide(COUNSELOR_ORTIZ, routed, new Outcome.RouteElsewhere(Outcome.Route.DUPLICATE, "Known"));
        var asked = aConcern().raisedBy(BUS_DRIVER);
        decide(BACKUP_LIN, asked, new Outcome.AskMore("Which bus?"));

        for (var part : QueueFilter.values()) {
            var shown = queueOf(COUNSELOR_ORTIZ, part, null, 200);
            assertThat(shown.counts().get(part))
                    .as(part.name())
                    .isEqualTo(shown.lines().size());
        }
    }

    @Test
    void the_queue_page_shows_names_and_times_and_no_word_of_what_was_said() {
        var id = aConcern().saying("Unmistakable narrative").raisedBy(BUS_DRIVER);

        var page = as(COUNSELOR_ORTIZ).get("/triage");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(id.value().toString(), "Maya Rivera", BUS_DRIVER.fullName(), "since ")
                .doesNotContain("Unmistakable");
    }

    @Test
    void any_number_can_be_acknowledged_at_once() {
        var ids = IntStream.range(0, 120)
                .mapToObj(i -> aConcern().raisedBy(BUS_DRIVER))
                .toList();

        var done = DistrictScope.call(
                town().district(), () -> triage.acknowledgeAll(town().viewer(COUNSELOR_ORTIZ), ids, key()));

        assertThat(done).isEqualTo(120);
        assertThat(ids).allMatch(id -> seenBy(COUNSELOR_ORTIZ, id).status() == ConcernStatus.BEING_LOOKED_AT);
    }

    @Test
    void acknowledging_in_bulk_leaves_out_what_one_may_not_triage() {
        var shut = aConcern().naming(COUNSELOR_ORTIZ).raisedBy(BUS_DRIVER);
        var open = aConcern().raisedBy(BUS_DRIVER);

        var done = DistrictScope.call(
                town().district(),
                () -> triage.acknowledgeAll(town().viewer(COUNSELOR_ORTIZ), List.of(shut, open), key()));

        assertThat(done).isEqualTo(1);
        assertThat(seenBy(BACKUP_LIN, shut).status()).isEqualTo(ConcernStatus.WAITING);
    }

    @Test
    void who_acknowledges_second_changes_nothing_and_sees_who_was_first() {
        var id = aConcern().raisedBy(BUS_DRIVER);
        acknowledge(COUNSELOR_ORTIZ, id);
        acknowledge(BACKUP_LIN, id);

        assertThat(seenBy(BACKUP_LIN, id).acknowledgedBy()).isEqualTo(COUNSELOR_ORTIZ.fullName());
        assertThat(as(BACKUP_LIN).get("/triage/" + id.value()).body())
                .contains(COUNSELOR_ORTIZ.fullName() + " is looking at it.");
    }

    @Test
    void of_two_who_decide_at_once_one_decides_and_the_other_sees_what_happened_with_their_words_kept()
            throws Exception {
        var id = aConcern().raisedBy(BUS_DRIVER);
        var version = String.valueOf(seenBy(COUNSELOR_ORTIZ, id).version());
        var people = List.of(COUNSELOR_ORTIZ, BACKUP_LIN, COORDINATOR_HALE);
        var visitors = people.stream().map(this::as).toList();
        visitors.forEach(visitor -> visitor.get("/triage/" + id.value()));
        var next = new java.util.concurrent.atomic.AtomicInteger();

        var answers = ConcernTest.atOnce(3, () -> {
            var mine = next.getAndIncrement();
            return visitors.get(mine)
                    .post(
                            "/triage/" + id.value() + "/outcome",
                            Map.of(
                                    "outcome",
                                    "route",
                                    "to",
                                    "health",
                                    "reason",
                                    "Reason of " + mine,
                                    "version",
                                    version));
        });

        assertThat(answers).extracting(answer -> answer.statusCode()).containsExactlyInAnyOrder(303, 409, 409);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .allMatch(answer -> answer.body().contains("Something happened while you had this open")
                        && answer.body().contains("Routed elsewhere"));
        assertThat(seenBy(COUNSELOR_ORTIZ, id).texts())
                .filteredOn(text -> text.kind() == TextKind.REASON)
                .hasSize(1);
    }

    @Test
    void whoever_decides_sees_first_what_the_reporter_added_meanwhile() {
        var id = aConcern().raisedBy(BUS_DRIVER);
        var version = String.valueOf(seenBy(COUNSELOR_ORTIZ, id).version());
        in(() -> concerns.add(
                town().viewer(BUS_DRIVER), id, new Concerns.Addition("She is crying now", false, false), key()));

        var answer = as(COUNSELOR_ORTIZ)
                .post(
                        "/triage/" + id.value() + "/outcome",
                        Map.of("outcome", "ask-more", "question", "Kept question", "version", version));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("She is crying now", "Kept question");
        assertThat(seenBy(COUNSELOR_ORTIZ, id).status()).isEqualTo(ConcernStatus.WAITING);
    }

    @Test
    void danger_is_first_on_the_day_whatever_else_is_late() {
        clock.forward(java.time.Duration.ofDays(-20));
        aConcern().raisedBy(BUS_DRIVER);
        clock.back();
        var danger = aConcern().inDanger().raisedBy(BUS_DRIVER);
        var day = as(COUNSELOR_ORTIZ).get("/").body();
        assertThat(day).contains(">First<", ">Overdue<");
        assertThat(day.indexOf("/triage/" + danger.value())).isPositive().isLessThan(day.indexOf(">Overdue<"));
    }

    @Test
    void danger_that_is_added_to_what_is_late_already_waits_anew_and_counts_from_when_it_was_first_said() {
        clock.forward(java.time.Duration.ofDays(-20));
        var late = aConcern().raisedBy(BUS_DRIVER);
        var urgent = aConcern().inDanger().raisedBy(BUS_DRIVER);
        clock.back();
        var received = town().in(() -> dangers.saidAt(urgent).orElseThrow());
        assertThat(town().in(() -> dangers.saidAt(late))).isEmpty();
        var before = clock.instant();
        addsDanger(late);
        addsDanger(urgent);
        var since = town().in(() -> database.sql("select waiting_since from concern where id = ?")
                .param(late.value())
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant());
        assertThat(since).as("so that each is told anew that it is late").isAfterOrEqualTo(before.minusMillis(1));
        var said = town().in(() -> dangers.saidAt(late).orElseThrow());
        assertThat(said).isAfterOrEqualTo(before.minusMillis(1));
        clock.forward(java.time.Duration.ofMinutes(10));
        addsDanger(late);
        clock.back();
        assertThat(town().in(() -> dangers.saidAt(late).orElseThrow())).isEqualTo(said);
        assertThat(town().in(() -> dangers.saidAt(urgent).orElseThrow())).isEqualTo(received);
    }

    private void addsDanger(ConcernId id) {
        in(() ->
                concerns.add(town().viewer(BUS_DRIVER), id, new Concerns.Addition("Now " + key(), false, true), key()));
    }

    @Test
    void danger_that_is_added_later_makes_it_urgent_for_everyone_whoever_had_read_it() {
        var quiet = aConcern().raisedBy(BUS_DRIVER);
        var id = aConcern().raisedBy(BUS_DRIVER);
        acknowledge(COUNSELOR_ORTIZ, id);
        var path = "/concerns/" + id.value();
        var empty = as(BUS_DRIVER).post(path + "/additions", Map.of("danger", "yes"));
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).containsPattern("name=\"danger\"[^>]*checked");
        var before = clock.instant();
        assertThat(as(BUS_DRIVER)
                        .post(path + "/additions", Map.of("text", "They leave tonight", "danger", "yes"))
                        .statusCode())
                .isEqualTo(303);

        var whole = seenBy(BACKUP_LIN, id);
        assertThat(whole.status()).isEqualTo(ConcernStatus.WAITING);
        assertThat(whole.urgent()).isTrue();
        var lines = queueOf(COUNSELOR_ORTIZ, QueueFilter.WAITING, null, 200).lines();
        assertThat(lines.stream().map(TriageQueue.Line::id).toList().indexOf(id))
                .isLessThan(lines.stream().map(TriageQueue.Line::id).toList().indexOf(quiet));
        var by = town().in(() -> database.sql("select acknowledge_by from concern where id = ?")
                .param(id.value())
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant());
        assertThat(by).isBetween(before, before.plus(Deadlines.URGENT).plusSeconds(60));
        assertThat(as(BACKUP_LIN).get("/triage/" + id.value()).body())
                .contains("They leave tonight", "The reporter added that someone is in danger now");
        for (var person : List.of(COUNSELOR_ORTIZ, BACKUP_LIN, COORDINATOR_HALE)) {
            await(() -> town().in(() -> database.sql(
                                    "select count(*) from notice where person = ? and subject = ? and kind = 'CONCERN_URGENT'")
                            .param(town().staff(person).value())
                            .param(id.value())
                            .query(Integer.class)
                            .single())
                    == 1);
        }
        var answer = program(BUS_DRIVER)
                .postJson("/api/v1" + path + "/additions", "{\"text\":\"Now\",\"immediateDanger\":true}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(town().in(() -> database.sql("select acknowledge_by from concern where id = ?")
                        .param(id.value())
                        .query(java.time.OffsetDateTime.class)
                        .single()
                        .toInstant()))
                .as("said twice, it is not later")
                .isEqualTo(by);
    }

    private static void await(java.util.function.BooleanSupplier what) {
        for (var tries = 0; tries < 100 && !what.getAsBoolean(); tries++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        assertThat(what.getAsBoolean()).isTrue();
    }

    @Test
    void a_question_goes_to_the_reporter_and_the_answer_comes_back() {
        var id = aConcern().raisedBy(BUS_DRIVER);
        decide(COUNSELOR_ORTIZ, id, new Outcome.AskMore("Which bus was it?"));
        assertThat(as(BUS_DRIVER).get("/concerns/" + id.value()).body())
                .contains("Which bus was it?", "The counselor asks you for more");
        assertThat(as(BUS_DRIVER).get("/").body()).contains("/concerns/" + id.value());

        as(BUS_DRIVER).post("/concerns/" + id.value() + "/additions", Map.of("text", "Bus 14"));

        var whole = seenBy(COUNSELOR_ORTIZ, id);
        assertThat(whole.status()).isEqualTo(ConcernStatus.BEING_LOOKED_AT);
        assertThat(whole.texts())
                .extracting(ConcernText::kind)
                .containsExactly(TextKind.NARRATIVE, TextKind.QUESTION, TextKind.ANSWER);
    }

    @Test
    void a_case_is_opened_only_after_a_look_at_what_came_before() {
        var earlier = aConcern().raisedBy(TEACHER);
        var id = aConcern().raisedBy(BUS_DRIVER);
        var counselor = as(COUNSELOR_ORTIZ);

        var page = counselor.get("/triage/" + id.value());
        assertThat(page.body()).contains("/triage/" + earlier.value());
        var refused = counselor.post("/triage/" + id.value() + "/outcome", Map.of("outcome", "open-case"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"earlier-error\"");

        var opened =
                counselor.post("/triage/" + id.value() + "/outcome", Map.of("outcome", "open-case", "earlier", "yes"));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(303);
        assertThat(seenBy(COUNSELOR_ORTIZ, id).status()).isEqualTo(ConcernStatus.IN_CASE);
        assertThat(counselor.get("/triage/" + id.value()).body()).contains("It went into case");

        // The other concern now finds that case, and joins it.
        var cases = DistrictScope.call(
                town().district(),
                () -> reading.earlier(town().viewer(COUNSELOR_ORTIZ), earlier).cases());
        assertThat(cases).isNotEmpty();
        decide(COUNSELOR_ORTIZ, earlier, new Outcome.JoinCase(cases.getFirst().id()));
        assertThat(seenBy(COUNSELOR_ORTIZ, earlier).status()).isEqualTo(ConcernStatus.IN_CASE);
    }

    @Test
    void someone_elses_case_about_the_student_is_said_without_naming_it_and_the_coordinator_adds_the_concern()
            throws InterruptedException {
        var first = aConcern().about(town().leo()).raisedBy(TEACHER);
        decide(BACKUP_LIN, first, new Outcome.OpenCase(true));
        var id = aConcern().about(town().leo()).raisedBy(BUS_DRIVER);
        var path = "/triage/" + id.value();
        var counselor = as(COUNSELOR_ORTIZ);

        assertThat(counselor.get(path).body())
                .contains("Someone already has a case about this student", "Ask the coordinator")
                .doesNotContain("name=\"caseId\"");
        assertThat(counselor.post(path + "/coordinator", Map.of()).statusCode()).isEqualTo(303);
        assertThat(counselor.get(path).body()).contains("The coordinator was asked: ");

        var coordinator = as(COORDINATOR_HALE);
        var told = "Someone asks for your help with a concern.";
        for (int i = 0; i < 100 && !coordinator.get("/notices").body().contains(told); i++) {
            Thread.sleep(100);
        }
        assertThat(coordinator.get("/notices").body()).contains(told).doesNotContain("Castillo");
        var addable = DistrictScope.call(
                town().district(),
                () -> reading.earlier(town().viewer(COORDINATOR_HALE), id)
                        .elsewhere()
                        .addable());
        assertThat(addable).isNotEmpty();
        assertThat(coordinator.get("/cases/" + addable.getFirst().id()).statusCode())
                .isEqualTo(404);
        decide(COORDINATOR_HALE, id, new Outcome.JoinCase(addable.getFirst().id()));
        assertThat(seenBy(COUNSELOR_ORTIZ, id).status()).isEqualTo(ConcernStatus.IN_CASE);
    }

    @Test
    void whoever_is_shut_out_of_the_other_case_learns_nothing_of_it() {
        var first = aConcern().raisedBy(TEACHER);
        exclude(BACKUP_LIN, first, COUNSELOR_ORTIZ);
        decide(BACKUP_LIN, first, new Outcome.OpenCase(true));
        var id = aConcern().raisedBy(BUS_DRIVER);
        var counselor = as(COUNSELOR_ORTIZ);

        assertThat(counselor.get("/triage/" + id.value()).body())
                .doesNotContain("Someone already has a case", "Ask the coordinator");
        counselor.post("/triage/" + id.value() + "/coordinator", Map.of());
        assertThat(seenBy(COUNSELOR_ORTIZ, id).history())
                .extracting(ConcernReading.HistoryLine::kind)
                .doesNotContain(StepKind.COORDINATOR_ASKED);
    }

    @Test
    void a_student_who_was_only_described_can_be_linked_and_the_description_stays() {
        var id = aConcern().aboutSomeone("Boy with a green cap, eighth grade").raisedBy(BUS_DRIVER);
        var like = aConcern().aboutSomeone("A boy who wears a green cap").raisedBy(TEACHER);
        aConcern().aboutSomeone("Someone in red").raisedBy(TEACHER);
        var counselor = as(COUNSELOR_ORTIZ);

        var page = counselor.get("/triage/" + id.value() + "?student=castilo");
        assertThat(page.body()).contains("green cap", "Leo Castillo");
        var unnamed = DistrictScope.call(
                town().district(),
                () -> reading.earlier(town().viewer(COUNSELOR_ORTIZ), id).unnamed());
        assertThat(unnamed.getFirst().line().id()).isEqualTo(like);

        counselor.post(
                "/triage/" + id.value() + "/student",
                Map.of("studentId", town().leo().value().toString()));
        var whole = seenBy(COUNSELOR_ORTIZ, id);
        assertThat(whole.student()).extracting(Student::name).isEqualTo("Leo Castillo");
        assertThat(whole.description()).contains("green cap");
    }

    /** Safety rule 4: from that moment, in every view. */
    @Test
    void someone_who_is_shut_out_loses_sight_of_it_at_once_and_another_reader_is_told() {
        var id = aConcern().raisedBy(BUS_DRIVER);
        acknowledge(BACKUP_LIN, id);
        exclude(COORDINATOR_HALE, id, BACKUP_LIN);

        assertThat(as(BACKUP_LIN).get("/triage/" + id.value()).statusCode()).isEqualTo(404);
        var whole = seenBy(COUNSELOR_ORTIZ, id);
        assertThat(whole.status()).as("its reader is gone, so it waits again").isEqualTo(ConcernStatus.WAITING);
        assertThat(isTold(COUNSELOR_ORTIZ, id, "CONCERN_WAITS_AGAIN")).isTrue();

        in(() -> triage.readmit(town().viewer(COUNSELOR_ORTIZ), id, town().staff(BACKUP_LIN), key()));
        assertThat(as(BACKUP_LIN).get("/triage/" + id.value()).statusCode()).isEqualTo(200);
    }

    @Test
    void where_the_only_counselor_is_shut_out_of_what_she_looks_at_the_backup_is_told() {
        var id = aConcern().raisedBy(BUS_DRIVER);
        acknowledge(COUNSELOR_ORTIZ, id);
        exclude(COORDINATOR_HALE, id, COUNSELOR_ORTIZ);

        var whole = seenBy(BACKUP_LIN, id);
        assertThat(whole.status()).isEqualTo(ConcernStatus.WAITING);
        assertThat(whole.history()).extracting(ConcernReading.HistoryLine::kind).contains(StepKind.BACKUP_TOLD);
        assertThat(isTold(BACKUP_LIN, id, "CONCERN_LATE")).isTrue();
    }

    @Test
    void where_neither_counselor_may_read_it_any_more_the_coordinator_is_told() {
        var id = aConcern().naming(COUNSELOR_ORTIZ).raisedBy(BUS_DRIVER);
        acknowledge(BACKUP_LIN, id);
        exclude(COORDINATOR_HALE, id, BACKUP_LIN);

        assertThat(seenBy(COORDINATOR_HALE, id).history())
                .extracting(ConcernReading.HistoryLine::kind)
                .contains(StepKind.COORDINATOR_TOLD);
        assertThat(isTold(COORDINATOR_HALE, id, "CONCERN_LATE")).isTrue();
    }

    private boolean isTold(Person person, ConcernId id, String kind) {
        for (int tries = 0; tries < 100; tries++) {
            if (count(
                            town(),
                            "select count(*) from notice where person = ? and subject = ? and kind = ?",
                            town().staff(person).value(),
                            id.value(),
                            kind)
                    > 0) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return false;
    }

    @Test
    void a_counselor_who_shuts_themselves_out_hands_it_to_the_backup_at_once() {
        var id = aConcern().raisedBy(BUS_DRIVER);
        exclude(COUNSELOR_ORTIZ, id, COUNSELOR_ORTIZ);

        assertThatThrownBy(() -> seenBy(COUNSELOR_ORTIZ, id)).isInstanceOf(RefusedException.class);
        var whole = seenBy(BACKUP_LIN, id);
        assertThat(whole.history()).extracting(ConcernReading.HistoryLine::kind).contains(StepKind.BACKUP_TOLD);
        assertThat(whole.readers()).containsExactly(BACKUP_LIN.fullName());
    }

    @Test
    void staff_who_do_not_triage_are_refused_everywhere() {
        var id = aConcern().raisedBy(BUS_DRIVER);

        for (var person : List.of(BUS_DRIVER, TEACHER, Person.PRINCIPAL_REED, Person.ADMIN_KIM, Person.NURSE_BELL)) {
            assertThat(as(person).get("/triage").statusCode()).as(person.name()).isEqualTo(403);
            assertThat(as(person).get("/triage/" + id.value()).statusCode()).isIn(403, 404);
            assertThat(program(person)
                            .postJson("/api/v1/concerns/" + id.value() + "/acknowledgment", "{}")
                            .statusCode())
                    .isIn(403, 404);
            assertThat(program(person).get("/api/v1/concerns?view=triage").statusCode())
                    .isEqualTo(403);
        }
        assertThat(seenBy(COUNSELOR_ORTIZ, id).status()).isEqualTo(ConcernStatus.WAITING);
    }

    @Test
    void safety_4_whoever_is_shut_out_while_they_wait_to_decide_is_refused() {
        var id = aConcern().raisedBy(BUS_DRIVER);
        var route = new Outcome.RouteElsewhere(Outcome.Route.values()[0], "Nothing to see here.");

        var late = town().in(() -> {
            triage.exclude(town().viewer(COUNSELOR_ORTIZ), id, town().staff(BACKUP_LIN), key());
            var waiting = CompletableFuture.runAsync(() -> decide(BACKUP_LIN, id, route));
            waitUntilSomeoneWaitsForALock();
            return waiting;
        });

        assertThatThrownBy(late::join).hasCauseInstanceOf(RefusedException.class);
        assertThat(seenBy(COUNSELOR_ORTIZ, id).status()).isEqualTo(ConcernStatus.WAITING);
    }

    private void waitUntilSomeoneWaitsForALock() {
        for (int tries = 0; tries < 200; tries++) {
            if (database.sql("select exists (select from pg_locks where not granted)")
                    .query(Boolean.class)
                    .single()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("Nobody waits");
    }

    @Test
    void safety_4_whether_a_concern_is_there_and_names_them_stays_unknown_to_who_does_not_triage() {
        var there = aConcern().raisedBy(BUS_DRIVER);
        var namesThem = aConcern().naming(PRINCIPAL_REED).raisedBy(BUS_DRIVER);
        var nowhere = new ConcernId(UUID.randomUUID());

        assertThat(Stream.of(there, namesThem, nowhere)
                        .map(id -> program(PRINCIPAL_REED)
                                .get("/api/v1/concerns/" + id.value() + "?view=triage")
                                .statusCode()))
                .containsOnly(403);
    }

    @Test
    void a_case_of_another_lead_cannot_be_joined_by_guessing_its_id() {
        var id = aConcern().raisedBy(BUS_DRIVER);

        assertThatThrownBy(() -> decide(COUNSELOR_ORTIZ, id, new Outcome.JoinCase(UUID.randomUUID())))
                .isInstanceOf(RuntimeException.class);
        assertThat(seenBy(COUNSELOR_ORTIZ, id).status()).isEqualTo(ConcernStatus.WAITING);
        assertThat(as(COUNSELOR_ORTIZ)
                        .post(
                                "/triage/" + id.value() + "/outcome",
                                Map.of(
                                        "outcome",
                                        "join-case",
                                        "caseId",
                                        UUID.randomUUID().toString()))
                        .statusCode())
                .isLessThan(500);
    }

    @Test
    void a_student_of_a_school_that_one_does_not_triage_cannot_be_linked() {
        var id = aConcern().aboutSomeone("A girl with a red bag").raisedBy(BUS_DRIVER);

        assertThatThrownBy(() -> in(() -> triage.linkStudent(town().viewer(COUNSELOR_ORTIZ), id, town().ada(), key())))
                .isInstanceOf(RefusedException.class);
        assertThat(as(COUNSELOR_ORTIZ)
                        .post(
                                "/triage/" + id.value() + "/student",
                                Map.of("studentId", town().ada().value().toString()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(seenBy(COUNSELOR_ORTIZ, id).student()).isNull();
        in(() -> triage.linkStudent(town().viewer(COORDINATOR_HALE), id, town().ada(), key()));
        assertThat(seenBy(COORDINATOR_HALE, id).student()).isNotNull();
    }

    @Test
    void whoever_opens_a_second_case_about_a_student_sees_first_that_someone_opened_one_meanwhile() {
        var about = town().in(() ->
                NamesForTests.student(database, "Ines", "Duarte", "08", town().school(Person.School.QUAY)));
        var mine = aConcern().about(about).raisedBy(TEACHER);
        var theirs = aConcern().about(about).raisedBy(BUS_DRIVER);
        var counselor = as(COUNSELOR_ORTIZ);
        var path = "/triage/" + mine.value();
        var seen = seenIn(counselor.get(path).body());
        decide(BACKUP_LIN, theirs, new Outcome.OpenCase(true));

        var late = counselor.post(path + "/outcome", Map.of("outcome", "open-case", "earlier", "yes", "seen", seen));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("Someone opened a case about this student a moment ago", "Someone already has a case")
                .doesNotContain("checked");
        assertThat(seenBy(COUNSELOR_ORTIZ, mine).status()).isEqualTo(ConcernStatus.WAITING);
        var knowing = counselor.post(
                path + "/outcome", Map.of("outcome", "open-case", "earlier", "yes", "seen", seenIn(late.body())));
        assertThat(knowing.statusCode()).isEqualTo(303);
    }

    @Test
    void of_two_who_open_a_case_about_one_student_at_once_the_second_is_told_of_the_first() throws Exception {
        var about = town().in(() ->
                NamesForTests.student(database, "Noor", "Haddad", "08", town().school(Person.School.QUAY)));
        var people = List.of(COUNSELOR_ORTIZ, BACKUP_LIN);
        var ids = people.stream()
                .map(person -> aConcern().about(about).raisedBy(TEACHER))
                .toList();
        var visitors = people.stream().map(this::as).toList();
        var seen = IntStream.range(0, 2)
                .mapToObj(i -> seenIn(
                        visitors.get(i).get("/triage/" + ids.get(i).value()).body()))
                .toList();
        var next = new java.util.concurrent.atomic.AtomicInteger();

        var answers = ConcernTest.atOnce(2, () -> {
            var i = next.getAndIncrement();
            return visitors.get(i)
                    .post(
                            "/triage/" + ids.get(i).value() + "/outcome",
                            Map.of("outcome", "open-case", "earlier", "yes", "seen", seen.get(i)));
        });

        assertThat(answers).extracting(answer -> answer.statusCode()).containsExactlyInAnyOrder(303, 409);
    }

    @Test
    void all_that_the_list_holds_is_acknowledged_at_once_but_not_what_came_after_it_was_seen() {
        var school = town().school(Person.School.HARBOR);
        var before = IntStream.range(0, 260)
                .mapToObj(i ->
                        aConcern().at(Person.School.HARBOR).about(town().ada()).raisedBy(COORDINATOR_HALE))
                .toList();
        var page = as(COORDINATOR_HALE).get("/triage?school=" + school.value()).body();
        var seenAt = java.util.regex.Pattern.compile("name=\"seenAt\" value=\"([^\"]+)\"")
                .matcher(page);
        assertThat(seenAt.find()).isTrue();
        var later = aConcern().at(Person.School.HARBOR).about(town().ada()).raisedBy(COORDINATOR_HALE);

        var answer = as(COORDINATOR_HALE)
                .post(
                        "/triage/acknowledgments",
                        Map.of(
                                "all",
                                "yes",
                                "part",
                                "waiting",
                                "school",
                                school.value().toString(),
                                "seenAt",
                                seenAt.group(1)));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(before).allMatch(id -> seenBy(COORDINATOR_HALE, id).status() == ConcernStatus.BEING_LOOKED_AT);
        assertThat(seenBy(COORDINATOR_HALE, later).status()).isEqualTo(ConcernStatus.WAITING);

        var api = program(COORDINATOR_HALE)
                .postJson(
                        "/api/v1/concerns/acknowledgments",
                        "{\"seenAt\": \"%s\", \"schoolId\": \"%s\"}"
                                .formatted(clock.instant().plusSeconds(1), school.value()));
        assertThat(api.statusCode()).as(api.body()).isEqualTo(200);
        assertThat(seenBy(COORDINATOR_HALE, later).status()).isEqualTo(ConcernStatus.BEING_LOOKED_AT);
    }

    @Test
    void several_are_passed_on_for_one_reason_and_what_one_may_not_triage_is_left_out() {
        var open = aConcern().raisedBy(BUS_DRIVER);
        var shut = aConcern().naming(COUNSELOR_ORTIZ).raisedBy(BUS_DRIVER);
        var ids = "[\"%s\", \"%s\"]".formatted(open.value(), shut.value());

        var refused = as(COUNSELOR_ORTIZ)
                .post("/triage/routings", Map.of("ids", open.value().toString(), "to", "duplicate", "reason", " "));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"reason-error\"");
        var answer = program(COUNSELOR_ORTIZ)
                .postJson(
                        "/api/v1/concerns/outcomes",
                        "{\"ids\": %s, \"outcome\": \"route\", \"to\": \"duplicate\", \"reason\": \"Known\"}"
                                .formatted(ids));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"count\":1");
        assertThat(seenBy(COUNSELOR_ORTIZ, open).status()).isEqualTo(ConcernStatus.ROUTED);
        assertThat(seenBy(BACKUP_LIN, shut).status()).isEqualTo(ConcernStatus.WAITING);

        var third = aConcern().raisedBy(BUS_DRIVER);
        var page = as(COUNSELOR_ORTIZ)
                .post(
                        "/triage/routings",
                        Map.of("ids", third.value().toString(), "to", "duplicate", "reason", "Known"));
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(seenBy(COUNSELOR_ORTIZ, third).status()).isEqualTo(ConcernStatus.ROUTED);
    }

    @Test
    void programs_read_what_came_before_and_unknown_words_are_refused() {
        var earlier = aConcern().raisedBy(TEACHER);
        var id = aConcern().raisedBy(BUS_DRIVER);
        var program = program(COUNSELOR_ORTIZ);

        var answer = program.get("/api/v1/concerns/" + id.value() + "/earlier");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(earlier.value().toString(), "\"seen\":\"");
        for (var path : List.of("?view=triage&part=nonsense", "?view=nonsense", "/" + id.value() + "?view=nonsense")) {
            var refused = program.get("/api/v1/concerns" + path);
            assertThat(refused.statusCode()).as(path).isEqualTo(400);
            assertThat(refused.body()).contains("Use one of");
        }
    }

    private static String seenIn(String page) {
        var found = java.util.regex.Pattern.compile("name=\"seen\" value=\"([0-9a-f]{64})\"")
                .matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private TriageQueue.Queue queueOf(Person person, QueueFilter part, @Nullable String after, int limit) {
        return DistrictScope.call(
                town().district(), () -> queue.queue(town().viewer(person), part, null, after, limit));
    }
}
