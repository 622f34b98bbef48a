package org.havenward.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.havenward.protocol.Condition;
import org.havenward.protocol.DefaultProtocol;
import org.havenward.protocol.Evaluator;
import org.havenward.protocol.GivenAnswer;
import org.havenward.protocol.LawFacts;
import org.havenward.protocol.LawField;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolFacts;

/** How long it takes to work out where a case stands: a protocol of so many steps with a question for every four, answered. */
final class Steps {
    private static final int WARM_UP = 20_000;
    private static final int TIMES = 20_000;
    private static final Instant BEGAN = Instant.parse("2026-03-06T21:10:00Z");
    private static final Protocol.Text WORDS = new Protocol.Text("Do it", "Hágalo");
    private static final LawFacts LAW = new LawFacts(
            "TX",
            LocalDate.of(2026, 3, 6),
            18,
            24,
            LawFacts.Written.REQUIRED,
            48,
            LawFacts.Known.YES,
            LawFacts.Known.YES,
            LawFacts.SafeHarbor.PARTIAL,
            Set.of());

    private Steps() {}

    static void run(int steps) {
        measure(steps + " steps and " + steps / 4 + " questions", protocol(steps));
        measure("the protocol that ships", DefaultProtocol.protocol());
    }

    private static void measure(String what, Protocol protocol) {
        var answers = new ArrayList<GivenAnswer>();
        protocol.questions()
                .filter(question -> !question.values().isEmpty())
                .forEach(question -> answers.add(new GivenAnswer(
                        question.id(), question.values().getFirst(), "R. Vega", BEGAN.plusSeconds(answers.size()))));
        var facts = ProtocolFacts.opened(BEGAN, ZoneId.of("America/Chicago"));
        var times = new long[TIMES];
        var items = 0L;
        for (var at = -WARM_UP; at < TIMES; at++) {
            var now = BEGAN.plusSeconds(at + WARM_UP);
            var began = System.nanoTime();
            items += Evaluator.evaluate(protocol, answers, LAW, facts, now, Steps::days)
                    .items()
                    .size();
            if (at >= 0) {
                times[at] = System.nanoTime() - began;
            }
        }
        Arrays.sort(times);
        System.out.printf(
                "%s: %,d evaluations, mean %.3f ms, p50 %.3f ms, p99 %.3f ms, longest %.3f ms (%,d items)%n",
                what,
                TIMES,
                Arrays.stream(times).average().orElseThrow() / 1e6,
                times[TIMES / 2] / 1e6,
                times[TIMES * 99 / 100] / 1e6,
                times[TIMES - 1] / 1e6,
                items);
    }

    private static Instant days(Instant from, int days) {
        return from.plus(Duration.ofDays(days));
    }

    private static Protocol protocol(int steps) {
        var items = new ArrayList<Protocol.Item>();
        for (var at = 0; at < steps; at++) {
            if (at % 4 == 0) {
                items.add(question(at));
            }
            items.add(step(at));
        }
        var half = items.size() / 2;
        return new Protocol(
                "bench.steps",
                1,
                WORDS,
                WORDS,
                List.of(
                        new Protocol.Phase("one", WORDS, null, items.subList(0, half)),
                        new Protocol.Phase(
                                "two", WORDS, new Condition.Not(Condition.answer("q0", "no")), items.subList(half, items.size()))));
    }

    private static Protocol.Question question(int at) {
        return new Protocol.Question(
                "q" + at,
                WORDS,
                WORDS,
                "lead",
                at == 0 ? null : Condition.answer("q" + (at - 4), "yes", "unknown"),
                List.of(),
                null,
                List.of(Protocol.Happening.REOPENED),
                Protocol.Kind.YES_NO,
                List.of(),
                "yes");
    }

    private static Protocol.Step step(int at) {
        var question = "q" + at / 4 * 4;
        return new Protocol.Step(
                "s" + at,
                WORDS,
                WORDS,
                "lead",
                new Condition.All(List.of(
                        Condition.answer(question, "yes"), Condition.law(LawField.NEEDS_CAREGIVER, "yes", "unknown"))),
                at == 0 ? List.of() : List.of("s" + (at - 1)),
                new Protocol.Due(new Protocol.Start.Answered(question), new Protocol.Within.SchoolDays(at % 5)),
                List.of(),
                List.of(new Protocol.Proof.Note()),
                false,
                null);
    }
}
