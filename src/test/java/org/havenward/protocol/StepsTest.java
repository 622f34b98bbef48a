package org.havenward.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.NURSE_BELL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.access.Gate;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.casework.Campus;
import org.havenward.casework.CampusKind;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseJudgments;
import org.havenward.casework.CaseRole;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.CaseTeam;
import org.havenward.casework.Conclusion;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.protocol.Evaluation.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The protocol on a case: answers, steps, who owes what by when, and what never goes away. */
class StepsTest extends House {
    @Autowired
    private CaseDesk desk;

    @Autowired
    private CaseTeam team;

    @Autowired
    private CaseJudgments judgments;

    @Autowired
    private CaseSteps steps;

    @Autowired
    private CaseVersion versions;

    @Autowired
    private StepRows rows;

    @Autowired
    private Campus campus;

    @Autowired
    private StepsJob job;

    @Autowired
    private Gate gate;

    @AfterEach
    void timeGoesBack() {
        clock.back();
    }

    private CaseId aCase() {
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        return new CaseId(town().in(() -> desk.open(
                ortiz,
                new CaseDesk.Source(
                        new ConcernId(UUID.randomUUID()),
                        town().school(Person.School.QUAY),
                        town().maya(),
                        null,
                        town().staff(BUS_DRIVER),
                        clock.instant()))));
    }

    private CaseSteps.Whole seen(CaseId id) {
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        return town().in(() -> steps.open(ortiz, id));
    }

    private Status status(CaseId id, String item) {
        return seen(id).line(item).state().status();
    }

    private UUID answer(CaseId id, String question, String value) {
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        var newest = seen(id).line(question).seen();
        return town().in(() -> steps.answer(ortiz, id, new CaseSteps.NewAnswer(question, value, "", newest), key()));
    }

    private UUID mark(CaseId id, String step, boolean done, String note) {
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        var newest = seen(id).line(step).seen();
        return town().in(() -> steps.mark(ortiz, id, new CaseSteps.NewMark(step, done, note, null, newest), key()));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private int count(String sql, CaseId id) {
        return town().in(() ->
                database.sql(sql).param(id.value()).query(Integer.class).single());
    }

    private int owed(CaseId id) {
        return count(
                "select count(*) from case_obligation where case_id = ? and settled_at is null and key = 'protocol.steps'",
                id);
    }

    @Test
    void an_answer_stays_and_a_new_one_says_what_it_changed() {
        var id = aCase();
        assertThat(status(id, "danger")).isEqualTo(Status.NOW);
        assertThat(status(id, "call-911")).isEqualTo(Status.LATER);
        assertThat(owed(id)).isZero();

        var first = answer(id, "danger", "yes");
        assertThat(status(id, "call-911")).isEqualTo(Status.NOW);
        assertThat(owed(id)).isOne();
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        assertThat(town().in(() -> steps.changedBy(ortiz, id, first)))
                .extracting(Evaluation.Change::id)
                .contains("call-911", "tonight", "stay-close")
                .doesNotContain("danger", "report-by-voice");

        var second = answer(id, "danger", "no");
        assertThat(status(id, "call-911")).isEqualTo(Status.NOT_NEEDED);
        assertThat(owed(id)).isZero();
        assertThat(seen(id).line("danger").answers())
                .extracting(answer -> answer.value().text())
                .containsExactly("no", "yes");
        assertThat(town().in(() -> steps.changedBy(ortiz, id, second)))
                .filteredOn(change -> change.id().equals("call-911"))
                .singleElement()
                .satisfies(change -> assertThat(change.after())
                        .isNotNull()
                        .satisfies(after -> assertThat(after.status()).isEqualTo(Status.NOT_NEEDED)));
        assertThat(count("select count(*) from case_entry where case_id = ? and kind = 'STEP'", id))
                .isEqualTo(2);
    }

    @Test
    void that_other_students_are_concerned_answers_the_question_about_them_until_it_is_taken_back() {
        var id = aCase();
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        assertThat(status(id, "other-students").open()).isTrue();
        assertThat(status(id, "concern-for-each")).isEqualTo(Status.LATER);
        var fact = town().in(() -> campus.record(
                ortiz, id, new Campus.NewFact(CampusKind.POSSIBLE_VICTIM, null, "A friend in grade 8"), key()));
        assertThat(status(id, "other-students").open()).isFalse();
        assertThat(status(id, "concern-for-each")).isEqualTo(Status.NOW);
        assertThat(owed(id)).as("what it brings is kept at once").isOne();
        answer(id, "other-students", "no");
        assertThat(status(id, "concern-for-each")).isEqualTo(Status.NOT_NEEDED);
        var second = town().in(() -> campus.record(
                ortiz, id, new Campus.NewFact(CampusKind.POSSIBLY_RECRUITED, null, "A girl in grade 9"), key()));
        assertThat(status(id, "concern-for-each")).as("a later fact counts").isEqualTo(Status.NOW);
        town().in(() -> campus.takeBack(ortiz, id, second, "It was someone else.", key()));
        assertThat(status(id, "concern-for-each")).isEqualTo(Status.NOT_NEEDED);
        town().in(() -> campus.takeBack(ortiz, id, fact, "So was this.", key()));
        assertThat(status(id, "concern-for-each")).isEqualTo(Status.NOT_NEEDED);
    }

    @Test
    void what_was_said_last_counts_though_the_clock_went_back_meanwhile() {
        var id = aCase();
        clock.forward(Duration.ofHours(1));
        answer(id, "danger", "no");
        clock.back();
        answer(id, "danger", "yes");
        assertThat(status(id, "call-911")).isEqualTo(Status.NOW);
        clock.forward(Duration.ofHours(2));
        mark(id, "call-911", true, "They sent a car.");
        clock.back();
        mark(id, "call-911", false, "No, they did not.");
        assertThat(status(id, "call-911").open()).isTrue();
        clock.forward(Duration.ofHours(1));
        pin(id, new ProtocolVersionId(UUID.randomUUID()));
        clock.back();
        pin(id, ProtocolVersionId.SHIPPED);
        assertThat(town().in(() -> rows.pin(id).orElseThrow().version())).isEqualTo(ProtocolVersionId.SHIPPED);
    }

    private void pin(CaseId id, ProtocolVersionId version) {
        town().in(() -> {
            rows.pin(id, UUID.randomUUID(), version, clock.instant(), town().staff(COUNSELOR_ORTIZ));
            return true;
        });
    }

    @Test
    void answers_and_marks_are_sealed_and_never_changed() {
        var id = aCase();
        answer(id, "danger", "yes");
        mark(id, "call-911", true, "They sent a car.");
        for (var table : List.of("protocol_answer", "protocol_mark", "protocol_pin")) {
            assertThatThrownBy(() -> count(
                            "with gone as (delete from " + table + " where case_id = ? returning 1)"
                                    + " select count(*) from gone",
                            id))
                    .as(table)
                    .hasStackTraceContaining("permission denied");
            assertThatThrownBy(() -> count(
                            "with other as (update " + table + " set at = now() where case_id = ?"
                                    + " returning 1) select count(*) from other",
                            id))
                    .as(table)
                    .hasStackTraceContaining("permission denied");
        }
        assertThat(count(
                        "select count(*) from protocol_mark where case_id = ?"
                                + " and position('car'::bytea in note) > 0",
                        id))
                .isZero();
        assertThat(count("select count(*) from protocol_pin where case_id = ?", id))
                .isOne();
    }

    @Test
    void a_step_is_done_by_who_says_so_and_can_come_back() {
        var id = aCase();
        answer(id, "danger", "yes");
        assertThatThrownBy(() -> mark(id, "call-911", true, " ")).isInstanceOf(CannotDo.class);
        mark(id, "call-911", true, "Spoke with Officer Reyes.");
        var line = seen(id).line("call-911");
        assertThat(line.state().status()).isEqualTo(Status.DONE);
        assertThat(seen(id).name(Objects.requireNonNull(line.state().done()).by()))
                .isEqualTo("Elena Ortiz");
        mark(id, "call-911", false, "It was the wrong number.");
        assertThat(status(id, "call-911")).isEqualTo(Status.NOW);
        assertThatThrownBy(() -> mark(id, "report-by-voice", true, "Done.")).isInstanceOf(CannotDo.class);
    }

    @Test
    void no_answer_takes_away_what_the_law_asks_for() {
        var id = aCase();
        for (var value : List.of("no", "unknown", "yes")) {
            answer(id, "danger", value);
            answer(id, "family-safe", value);
            assertThat(seen(id).line("report-by-voice").state().status().open())
                    .as(value)
                    .isTrue();
        }
        answer(id, "exploiter", "family");
        assertThat(seen(id).line("report-by-voice").reported()).isTrue();
        assertThat(seen(id).line("report-by-voice").owners()).contains(town().staff(BUS_DRIVER));
        // Reports are obligations of their own, and are told of once.
        assertThat(count("select count(*) from case_obligation where case_id = ? and key like 'mandate.%'", id))
                .isPositive();
    }

    @Test
    void who_is_not_safe_brings_the_immediate_steps_at_once() {
        var id = aCase();
        answer(id, "danger", "no");
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        town().in(() -> judgments.onSafety(ortiz, id, null, Conclusion.NOT_SAFE, "She can't go home tonight.", key()));
        assertThat(status(id, "call-911")).isEqualTo(Status.NOW);
        assertThat(status(id, "tonight").open()).isTrue();
        // The question is asked anew: what was answered before no longer counts.
        assertThat(status(id, "danger")).isEqualTo(Status.NOW);
        assertThat(owed(id)).isOne();
    }

    @Test
    void confirmation_begins_its_column_and_what_is_not_confirmed_keeps_its_support() {
        var id = aCase();
        assertThat(status(id, "safety-plan")).isEqualTo(Status.NOT_NEEDED);
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        town().in(() -> judgments.onConfirmation(
                ortiz,
                id,
                CaseStatus.SUSPICION,
                Conclusion.CONFIRMED,
                Set.of(Conclusion.Basis.STUDENT_SAID),
                "She told me.",
                "",
                key()));
        assertThat(status(id, "safety-plan")).isEqualTo(Status.NOW);
        assertThat(status(id, "other-needs")).isEqualTo(Status.NOT_NEEDED);
        town().in(() -> judgments.onConfirmation(
                ortiz,
                id,
                CaseStatus.CONFIRMED,
                Conclusion.NOT_CONFIRMED,
                Set.of(),
                "It was something else.",
                "She sees me each week.",
                key()));
        assertThat(status(id, "safety-plan")).isEqualTo(Status.NOT_NEEDED);
        assertThat(status(id, "other-needs")).isEqualTo(Status.NOW);
        assertThat(status(id, "taken-back")).isEqualTo(Status.NOW);
    }

    @Test
    void of_two_who_answer_at_once_one_is_told_and_a_double_press_is_one_answer() {
        var id = aCase();
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        var said = new CaseSteps.NewAnswer("danger", "yes", "", "");
        var once = key();
        var first = town().in(() -> steps.answer(ortiz, id, said, once));
        assertThat(town().in(() -> steps.answer(ortiz, id, said, once))).isEqualTo(first);
        assertThat(count("select count(*) from protocol_answer where case_id = ?", id))
                .isOne();

        var both = new ArrayList<CompletableFuture<Boolean>>();
        for (var value : List.of("no", "unknown")) {
            var anew = new CaseSteps.NewAnswer("danger", value, "", first.toString());
            both.add(CompletableFuture.supplyAsync(() -> {
                try {
                    town().in(() -> steps.answer(ortiz, id, anew, key()));
                    return true;
                } catch (CannotDo overtaken) {
                    return false;
                }
            }));
        }
        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void a_step_of_another_is_theirs_and_who_is_kept_out_sees_none_of_it() {
        var id = aCase();
        answer(id, "needs-care", "yes");
        assertThat(seen(id).line("care-now").held()).isFalse();
        assertThat(seen(id).line("care-now").mine()).isTrue();
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        var bell = town().staff(NURSE_BELL);
        town().in(() -> team.add(ortiz, id, bell, CaseRole.NURSE, key()));
        assertThat(seen(id).line("care-now").mine()).isFalse();
        assertThat(seen(id).line("care-now").owners()).containsExactly(bell);
        assertThat(as(NURSE_BELL).get("/cases/" + id.value() + "/steps").body()).contains("Yours now (1)");

        var ref = RecordRef.caseFile(id.value(), town().school(Person.School.QUAY));
        town().in(() -> {
            gate.exclude(ref, bell, town().staff(COUNSELOR_ORTIZ));
            return true;
        });
        for (var path : List.of("/steps", "/steps/danger")) {
            assertThat(as(NURSE_BELL).get("/cases/" + id.value() + path).statusCode())
                    .isEqualTo(404);
        }
        assertThat(program(NURSE_BELL)
                        .get("/api/v1/cases/" + id.value() + "/protocol")
                        .statusCode())
                .isEqualTo(404);
        var nurse = town().viewer(NURSE_BELL);
        assertThatThrownBy(() -> town().in(() -> steps.open(nurse, id))).isInstanceOf(RefusedException.class);
    }

    @Test
    void pages_take_what_people_send_and_keep_what_they_typed() {
        var id = aCase();
        var at = "/cases/" + id.value();
        var elena = as(COUNSELOR_ORTIZ);
        assertThat(elena.get(at).body()).contains("Is the student in danger right now?");
        var list = elena.get(at + "/steps").body();
        assertThat(list)
                .contains("Yours now", "Owed by others now", "What comes next")
                .doesNotContain("steps.");
        var sent = elena.post(at + "/steps/danger/answers", Map.of("answer", "yes", "seen", ""));
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(elena.get(sent.headers().firstValue("Location").orElseThrow().replace(url(""), ""))
                        .body())
                .contains("What this answer changed", "Call 911");
        assertThat(elena.post(at + "/steps/danger/answers", Map.of("answer", "no", "seen", ""))
                        .statusCode())
                .isEqualTo(409);
        var newest = seen(id).line("call-911").seen();
        var kept = elena.post(
                at + "/steps/call-911/done",
                Map.of("note", "Called.", "doneDate", "tomorrow", "doneTime", "", "seen", newest));
        assertThat(kept.statusCode()).isEqualTo(422);
        assertThat(kept.body()).contains("Called.", "Write a day and a time");
        for (var hostile : List.of("", " ", "\u0000", "<script>alert(1)</script>", "${7*7}", "x".repeat(9_000))) {
            assertThat(elena.post(at + "/steps/exploiter/answers", Map.of("answer", hostile, "seen", hostile))
                            .statusCode())
                    .isIn(409, 422);
            assertThat(elena.post(at + "/steps/call-911/done", Map.of("note", "n", "seen", "?" + hostile))
                            .statusCode())
                    .isIn(409, 422);
        }
        assertThat(elena.get(at + "/steps/no-such-step").statusCode()).isEqualTo(404);
        assertThat(elena.get(at + "/steps?answered=nothing&done=nothing").statusCode())
                .isEqualTo(200);
        assertThat(elena.get(at + "/steps/first-talk?lang=es").statusCode()).isEqualTo(200);
    }

    @Test
    void a_program_does_the_same() {
        var id = aCase();
        var at = "/api/v1/cases/" + id.value() + "/protocol";
        var program = program(COUNSELOR_ORTIZ);
        assertThat(program.get(at).body()).contains("\"call-911\"", "\"LATER\"");
        var made = program.postJson(at + "/answers", "{\"question\":\"danger\",\"value\":\"yes\",\"seen\":\"\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        var answer = made.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(program.get(at + "/answers/" + answer).body()).contains("call-911");
        assertThat(program.postJson(at + "/marks", "{\"step\":\"call-911\",\"seen\":\"\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(program.postJson(at + "/marks", "{\"step\":\"call-911\",\"note\":\"Called.\",\"seen\":\"\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(program.postJson(at + "/marks", "{\"step\":\"call-911\",\"note\":\"Again.\",\"seen\":\"\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(program.postJson(at + "/answers", "{\"question\":\"nothing\",\"value\":\"yes\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void what_is_late_comes_first() {
        var id = aCase();
        clock.forward(java.time.Duration.ofHours(3));
        assertThat(status(id, "danger")).isEqualTo(Status.LATE);
        assertThat(seen(id).due().getFirst().state().status()).isEqualTo(Status.LATE);
    }

    @Test
    void a_case_stays_on_its_version_until_its_lead_moves_it_and_sees_first_what_changes() {
        var town = aTown();
        var ortiz = town.viewer(COUNSELOR_ORTIZ);
        var id = new CaseId(town.in(() -> desk.open(
                ortiz,
                new CaseDesk.Source(
                        new ConcernId(UUID.randomUUID()),
                        town.school(Person.School.QUAY),
                        town.maya(),
                        null,
                        town.staff(BUS_DRIVER),
                        clock.instant()))));
        town.in(() -> steps.answer(ortiz, id, new CaseSteps.NewAnswer("danger", "yes", "", ""), key()));
        town.in(() -> steps.mark(ortiz, id, new CaseSteps.NewMark("stay-close", true, "", null, ""), key()));
        assertThat(town.in(() -> versions.look(ortiz, id))).isEmpty();

        var text = DefaultProtocol.text()
                .replace("\nversion: 1\n", "\nversion: 2\n")
                .replace("- step: stay-close", "- step: stay-with-them");
        town.in(() -> town.jdbc()
                .sql("""
                        insert into protocol_version (district_id, id, number, status, text, author, made_at, published_at)
                        values (havenward_district(), :id, 1, 'PUBLISHED', :text, :author, now(), now())
                        """)
                .param("id", UUID.randomUUID())
                .param("text", text)
                .param("author", town.staff(COUNSELOR_ORTIZ).value())
                .update());
        assertThat(town.in(() -> steps.open(ortiz, id)).versionNumber()).isZero();
        var page = as(town, COUNSELOR_ORTIZ)
                .get("/cases/" + id.value() + "/protocol")
                .body();
        assertThat(page).contains("New (1)", "No longer there (1)", "would not count any more (1)");
        var move = town.in(() -> versions.look(ortiz, id)).orElseThrow();
        assertThat(move.added()).extracting(Evaluation.Change::id).containsExactly("stay-with-them");
        assertThat(move.lost()).extracting(Evaluation.State::id).containsExactly("stay-close");
        assertThat(move.kept()).extracting(Evaluation.State::id).contains("danger");

        assertThatThrownBy(() -> town.in(() ->
                        versions.move(ortiz, id, move.from().id(), move.from().id(), key())))
                .isInstanceOf(CannotDo.class);
        town.in(() -> versions.move(ortiz, id, move.from().id(), move.to().id(), key()));
        assertThat(town.in(() -> steps.open(ortiz, id)).versionNumber()).isOne();
        assertThatThrownBy(() -> town.in(() ->
                        versions.move(ortiz, id, move.from().id(), move.to().id(), key())))
                .isInstanceOf(CannotDo.class);
    }

    @Test
    void people_are_told_once_of_what_is_theirs_and_of_what_is_late() {
        var id = aCase();
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        town().in(() -> team.add(ortiz, id, town().staff(NURSE_BELL), CaseRole.NURSE, key()));
        answer(id, "needs-care", "yes");
        var told = "select count(*) from protocol_told where case_id = ? and item = 'care-now' and told = ";
        assertThat(count(told + "'OWED'", id)).isOne();
        assertThat(count(told + "'LATE'", id)).isZero();
        clock.forward(java.time.Duration.ofHours(3));
        job.run();
        job.run();
        assertThat(count(told + "'OWED'", id)).isOne();
        assertThat(count(told + "'LATE'", id)).isOne();
        assertThat(count("select count(*) from protocol_told where case_id = ? and item = 'danger'", id))
                .isOne();
    }
}
