package org.havenward.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.havenward.casework.CaseStatus;
import org.havenward.protocol.Evaluation.Status;
import org.havenward.protocol.ProtocolFacts.Exploiter;
import org.havenward.protocol.ProtocolFacts.Mark;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What follows from a protocol, answers, law, and facts; nothing else. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EvaluatorTest {
    private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");
    private static final Instant FRIDAY = Instant.parse("2026-03-06T21:10:00Z");
    private static final LawFacts IN_24_HOURS = law(24, LawFacts.Known.NO);

    private static final Protocol SMALL = ProtocolFormat.read("""
            format: 1
            id: test.small
            version: 1
            title: {en: Small, es: Pequeño}
            phases:
              - id: suspicion
                title: {en: Suspicion, es: Sospecha}
                items:
                  - question: danger
                    title: {en: In danger?, es: ¿En peligro?}
                    role: counselor
                    kind: yes-no
                    unknown-counts-as: yes
                    again: [unsafe, reopened]
                  - step: call-911
                    title: {en: Call 911., es: Llame al 911.}
                    role: counselor
                    when: {answer: danger, is: yes}
                    due: {from: {answered: danger}, hours: 0}
                    done-by: [marked]
                  - question: who
                    title: {en: Who is it?, es: ¿Quién es?}
                    role: counselor
                    kind: choice
                    options:
                      - {value: family, label: {en: Family, es: Familia}}
                      - {value: staff, label: {en: Staff, es: Personal}}
                      - {value: unknown, label: {en: I don't know., es: No sé.}}
                  - step: exclude
                    title: {en: Shut them out., es: Exclúyalo.}
                    role: coordinator
                    when: {answer: who, is: staff}
                    due: {from: {answered: who}, school-days: 1}
                    done-by: [note]
                  - step: report
                    title: {en: Make the report., es: Haga el reporte.}
                    role: reporter
                    when:
                      all:
                        - {fact: child, is: [yes, unknown]}
                        - {answer: danger, is: no}
                    due: {from: concern-raised, law: oral-hours}
                    again: [concern-raised]
                    done-by: [{recorded: report-made}]
                    duty: {rests-on: oral-hours}
                  - step: meet
                    title: {en: Meet., es: Reúnanse.}
                    role: lead
                    after: [report]
                    due: {from: {done: report}, school-days: 2}
                    done-by: [{recorded: meeting-held}]
              - id: confirmed
                title: {en: Confirmed, es: Confirmado}
                when: {fact: confirmed, is: yes}
                items:
                  - step: plan
                    title: {en: Plan., es: Planee.}
                    role: lead
                    due: {from: confirmed, school-days: 5}
                    obliges: true
                    done-by: [note]
            """);

    @Test
    void what_is_written_is_read_the_same_from_yaml_and_from_json() {
        assertThat(ProtocolFormat.read(ProtocolFormat.yaml(SMALL))).isEqualTo(SMALL);
        assertThat(ProtocolFormat.read(ProtocolFormat.json(SMALL))).isEqualTo(SMALL);
        assertThat(ProtocolFormat.yaml(ProtocolFormat.read(ProtocolFormat.yaml(SMALL))))
                .isEqualTo(ProtocolFormat.yaml(SMALL));
    }

    @Test
    void a_bad_file_is_told_by_line_and_place() {
        assertThatThrownBy(
                        () -> ProtocolFormat.read(
                                "format: 1\nid: x\nversion: 1\ntitle: {en: x}\nphases:\n  - id: one\n"
                                        + "    title: {}\n    items:\n      - step: a\n        role: lead\n        colour: red\n"))
                .isInstanceOf(ProtocolFault.class)
                .hasMessageContaining("line 9")
                .hasMessageContaining("/phases/0/items/0")
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> ProtocolFormat.read("format: [")).hasMessageContaining("line");
        assertThatThrownBy(() -> ProtocolFormat.read("")).isInstanceOf(ProtocolFault.class);
        assertThatThrownBy(() -> ProtocolFormat.readCondition("{answer: a, is: b, not: {answer: c, is: d}}"))
                .isInstanceOf(ProtocolFault.class);
        assertThat(ProtocolFormat.readCondition("{not: {fact: age, at-least: 18}}"))
                .isInstanceOf(Condition.Not.class);
    }

    @Test
    void questions_are_open_and_what_waits_for_them_comes_later() {
        var begin = evaluate(List.of(), facts());

        assertThat(status(begin, "danger")).isEqualTo(Status.NOW);
        assertThat(status(begin, "call-911")).isEqualTo(Status.LATER);
        assertThat(begin.find("call-911").orElseThrow().waitsFor()).containsExactly("danger");
        assertThat(status(begin, "meet")).isEqualTo(Status.LATER);
        assertThat(begin.find("danger").orElseThrow().next()).contains("call-911", "report");
        assertThat(status(begin, "plan")).isEqualTo(Status.NOT_NEEDED);
    }

    @Test
    void an_answer_brings_steps_and_says_why_and_a_newer_one_takes_its_place() {
        var danger = answer("danger", "yes", 1);
        var first = evaluate(List.of(danger), facts());
        var call = first.find("call-911").orElseThrow();
        assertThat(call.due()).isEqualTo(danger.at());
        assertThat(call.status()).isEqualTo(Status.LATE);
        assertThat(call.why()).extracting(Evaluation.Why::value).containsExactly("yes");

        var second = evaluate(List.of(answer("danger", "no", 2), danger), facts());
        assertThat(status(second, "call-911")).isEqualTo(Status.NOT_NEEDED);
        assertThat(Evaluation.changed(first, second))
                .extracting(Evaluation.Change::id)
                .contains("call-911");
    }

    @Test
    void not_knowing_takes_the_safe_branch() {
        var unsure = evaluate(List.of(answer("danger", "unknown", 0), answer("who", "unknown", 0)), facts());

        assertThat(status(unsure, "call-911").open()).isTrue();
        assertThat(status(unsure, "exclude").open()).isTrue();
    }

    /** Safety rule 13: the report's condition asks for an answer of "no"; it is owed all the same. */
    @Test
    void no_answer_takes_a_duty_of_the_law_away_and_none_is_waited_for() {
        for (var given : List.of(List.<GivenAnswer>of(), List.of(answer("danger", "yes", 1)))) {
            var report = evaluate(given, facts()).find("report").orElseThrow();
            assertThat(report.status().open()).isTrue();
            assertThat(report.due()).isEqualTo(FRIDAY.plusSeconds(24 * 3600));
        }
        assertThat(status(evaluate(List.of(), born(LocalDate.of(2005, 1, 1))), "report"))
                .isEqualTo(Status.NOT_NEEDED);
        var unknownLaw = Evaluator.evaluate(
                SMALL,
                List.of(),
                law(null, LawFacts.Known.UNKNOWN),
                facts(),
                FRIDAY.plusSeconds(60),
                EvaluatorTest::days);
        assertThat(unknownLaw.find("report").orElseThrow().due()).isEqualTo(FRIDAY);
        assertThat(status(unknownLaw, "report")).isEqualTo(Status.NOW);
    }

    @Test
    void a_step_is_done_by_its_proof_and_a_new_concern_asks_for_it_again() {
        var reported = facts().with(List.of(), Map.of("report-made", FRIDAY.plusSeconds(3600)));
        var done = evaluate(List.of(), reported);
        assertThat(status(done, "report")).isEqualTo(Status.DONE);
        assertThat(status(done, "meet")).isEqualTo(Status.NOW);

        var monday = FRIDAY.plusSeconds(3 * 24 * 3600);
        var again = new ProtocolFacts(
                CENTRAL,
                CaseStatus.SUSPICION,
                FRIDAY,
                List.of(FRIDAY, monday),
                null,
                null,
                null,
                null,
                null,
                Exploiter.UNKNOWN,
                reported.recorded(),
                List.of());
        var report = Evaluator.evaluate(
                        SMALL, List.of(), IN_24_HOURS, again, monday.plusSeconds(60), EvaluatorTest::days)
                .find("report")
                .orElseThrow();
        assertThat(report.status()).isEqualTo(Status.NOW);
        assertThat(report.due()).isEqualTo(monday.plusSeconds(24 * 3600));
    }

    @Test
    void what_was_marked_done_can_be_taken_back_and_a_note_is_needed_where_it_says_so() {
        var staff = List.of(answer("who", "staff", 0));
        assertThat(status(evaluate(staff, facts().with(List.of(mark("exclude", true, false, 5)), Map.of())), "exclude"))
                .isEqualTo(Status.NOW);
        var noted = mark("exclude", true, true, 5);
        assertThat(status(evaluate(staff, facts().with(List.of(noted), Map.of())), "exclude"))
                .isEqualTo(Status.DONE);
        assertThat(status(
                        evaluate(staff, facts().with(List.of(mark("exclude", false, false, 6), noted), Map.of())),
                        "exclude"))
                .isEqualTo(Status.NOW);
    }

    @Test
    void of_what_was_said_about_a_step_the_last_holds_whatever_moment_it_is_about() {
        var staff = List.of(answer("who", "staff", 0));
        var takenBack = said("exclude", false, true, 20, 20);
        var doneEarlier = said("exclude", true, true, 5, 30);
        assertThat(status(evaluate(staff, facts().with(List.of(takenBack, doneEarlier), Map.of())), "exclude"))
                .isEqualTo(Status.DONE);
        var doneFirst = said("exclude", true, true, 25, 10);
        assertThat(status(evaluate(staff, facts().with(List.of(doneFirst, takenBack), Map.of())), "exclude"))
                .isEqualTo(Status.NOW);
    }

    @Test
    void a_duty_that_counts_from_a_step_gets_no_more_time_when_that_step_is_done_anew() {
        var protocol = ProtocolFormat.read("""
                format: 1
                id: test.counts
                version: 1
                title: {en: Counts, es: Cuenta}
                phases:
                  - id: suspicion
                    title: {en: Suspicion, es: Sospecha}
                    items:
                      - step: call
                        title: {en: Call., es: Llame.}
                        role: lead
                        done-by: [marked]
                      - step: report
                        title: {en: Report., es: Reporte.}
                        role: reporter
                        due: {from: {done: call}, hours: 24}
                        done-by: [{recorded: report-made}]
                        duty: {rests-on: oral-hours}
                """);
        var first = mark("call", true, false, 5);
        for (var marks : List.of(
                List.of(first), List.of(first, mark("call", false, false, 20), mark("call", true, false, 60)))) {
            assertThat(Evaluator.evaluate(
                                    protocol,
                                    List.of(),
                                    IN_24_HOURS,
                                    facts().with(marks, Map.of()),
                                    FRIDAY.plusSeconds(2 * 3600),
                                    EvaluatorTest::days)
                            .find("report")
                            .orElseThrow()
                            .due())
                    .isEqualTo(FRIDAY.plusSeconds(5 * 60 + 24 * 3600));
        }
    }

    @Test
    void reopening_asks_again_what_was_answered_before_and_taking_back_a_confirmation_takes_its_steps_away() {
        var safe = answer("danger", "no", 0);
        var reopened = new ProtocolFacts(
                CENTRAL,
                CaseStatus.SUSPICION,
                FRIDAY,
                List.of(FRIDAY),
                null,
                FRIDAY.plusSeconds(500),
                null,
                FRIDAY.plusSeconds(1000),
                null,
                Exploiter.UNKNOWN,
                Map.of(),
                List.of(mark("plan", true, true, 10)));
        var evaluation = evaluate(List.of(safe), reopened);

        assertThat(status(evaluation, "danger")).isEqualTo(Status.NOW);
        assertThat(status(evaluation, "plan")).isEqualTo(Status.DONE);
        assertThat(status(evaluate(List.of(safe), facts()), "plan")).isEqualTo(Status.NOT_NEEDED);
    }

    @Test
    void the_order_in_which_answers_are_passed_changes_nothing() {
        var answers = new ArrayList<>(Arrays.asList(
                answer("danger", "yes", 1),
                answer("who", "staff", 2),
                answer("danger", "no", 3),
                answer("who", "family", 1)));
        var one = evaluate(answers, facts());
        Collections.reverse(answers);

        assertThat(evaluate(answers, facts())).isEqualTo(one);
    }

    static LawFacts law(@org.jspecify.annotations.Nullable Integer oralHours, LawFacts.Known needsCaregiver) {
        return new LawFacts(
                "TX",
                LocalDate.of(2026, 3, 6),
                18,
                oralHours,
                LawFacts.Written.NONE,
                null,
                LawFacts.Known.YES,
                needsCaregiver,
                LawFacts.SafeHarbor.YES,
                Set.of());
    }

    private static ProtocolFacts facts() {
        return ProtocolFacts.opened(FRIDAY, CENTRAL);
    }

    private static ProtocolFacts born(LocalDate day) {
        return new ProtocolFacts(
                CENTRAL,
                CaseStatus.SUSPICION,
                FRIDAY,
                List.of(FRIDAY),
                null,
                null,
                null,
                null,
                day,
                Exploiter.UNKNOWN,
                Map.of(),
                List.of());
    }

    private static GivenAnswer answer(String question, String value, int minute) {
        return new GivenAnswer(question, value, "Rosa Vega", FRIDAY.plusSeconds(60L * minute));
    }

    private static Mark mark(String step, boolean done, boolean note, int minute) {
        return said(step, done, note, minute, minute);
    }

    private static Mark said(String step, boolean done, boolean note, int doneAt, int saidAt) {
        return new Mark(
                step, done, note, "Rosa Vega", FRIDAY.plusSeconds(60L * doneAt), FRIDAY.plusSeconds(60L * saidAt));
    }

    private static Evaluation evaluate(List<GivenAnswer> answers, ProtocolFacts facts) {
        return Evaluator.evaluate(
                SMALL, answers, IN_24_HOURS, facts, FRIDAY.plusSeconds(2 * 3600), EvaluatorTest::days);
    }

    private static Status status(Evaluation evaluation, String id) {
        return evaluation.find(id).orElseThrow().status();
    }

    /** Every day is a school day that ends at midnight, UTC. */
    static Instant days(Instant from, int days) {
        return from.truncatedTo(java.time.temporal.ChronoUnit.DAYS).plusSeconds((days + 1L) * 24 * 3600);
    }
}
