package org.havenward.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.havenward.protocol.Condition;
import org.havenward.protocol.DefaultProtocol;
import org.havenward.protocol.Evaluation;
import org.havenward.protocol.Evaluator;
import org.havenward.protocol.GivenAnswer;
import org.havenward.protocol.LawFacts;
import org.havenward.protocol.LawField;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolFacts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long it takes to work out where a case stands: a protocol of so many steps with a question for every four, answered. */
@State(Scope.Benchmark)
public class Steps {
    private static final String SHIPPED = "shipped";
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

    /** How many steps it has, or the one that ships. */
    @Param({"200", SHIPPED})
    public String steps = SHIPPED;

    private final ProtocolFacts facts = ProtocolFacts.opened(BEGAN, ZoneId.of("America/Chicago"));
    private Protocol protocol = DefaultProtocol.protocol();
    private List<GivenAnswer> answers = List.of();
    private long second;

    static void run(int steps) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(Steps.class.getName())
                        .param("steps", String.valueOf(steps), SHIPPED)
                        .mode(Mode.SampleTime)
                        .timeUnit(TimeUnit.MILLISECONDS)
                        .forks(2)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .jvmArgs("-XX:+UseSerialGC", "-Xmx512m")
                        .build())
                .run();
    }

    @Setup
    public void answerAll() {
        protocol = steps.equals(SHIPPED) ? DefaultProtocol.protocol() : protocol(Integer.parseInt(steps));
        var given = new ArrayList<GivenAnswer>();
        protocol.questions()
                .filter(question -> !question.values().isEmpty())
                .forEach(question -> given.add(new GivenAnswer(
                        question.id(), question.values().getFirst(), "R. Vega", BEGAN.plusSeconds(given.size()))));
        answers = List.copyOf(given);
    }

    /** Each at a moment of its own, so that nothing of the last can be taken for this one. */
    @Benchmark
    public Evaluation evaluate() {
        return Evaluator.evaluate(protocol, answers, LAW, facts, BEGAN.plusSeconds(second++), Steps::days);
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
