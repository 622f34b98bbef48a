package org.havenward.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.havenward.casework.CaseStatus;
import org.havenward.protocol.Evaluation.State;
import org.havenward.protocol.Evaluation.Status;
import org.havenward.protocol.ProtocolFacts.Exploiter;
import org.havenward.protocol.ProtocolFacts.Mark;

/** Over protocols, answers, facts, and laws made by chance, circles and names that lead nowhere among them. */
class EvaluatorPropertiesTest {
    private static final Instant BEGAN = Instant.parse("2026-03-06T21:10:00Z");

    @Property(tries = 400)
    void it_always_ends_and_says_the_same_again(@ForAll long seed) {
        var made = new Made(seed);
        var once = made.evaluate(made.answers);

        assertThat(once.items()).hasSize((int) made.protocol.items().count());
        assertThat(made.evaluate(made.answers)).isEqualTo(once);
    }

    @Property(tries = 400)
    void an_answer_never_makes_a_duty_vanish_or_due_later(@ForAll long seed) {
        var made = new Made(seed);
        var before = made.evaluate(List.of());
        for (var count = 1; count <= made.answers.size(); count++) {
            var after = made.evaluate(made.answers.subList(0, count));
            assertThat(duties(after)).isEqualTo(duties(before));
            before.duties()
                    .filter(duty -> startsWithTheCase(duty.item()))
                    .forEach(duty -> assertThat(
                                    after.find(duty.id()).orElseThrow().due())
                            .isEqualTo(duty.due()));
            before = after;
        }
    }

    @Property(tries = 400)
    void a_duty_is_owed_or_done_as_the_law_and_age_alone_say(@ForAll long seed) {
        var made = new Made(seed);
        made.evaluate(made.answers)
                .steps()
                .filter(State::isDuty)
                .forEach(duty -> assertThat(duty.status()).isNotEqualTo(Status.LATER));
    }

    @Property(tries = 400)
    void the_order_of_independent_answers_does_not_matter(@ForAll long seed) {
        var made = new Made(seed);
        var shuffled = new ArrayList<>(made.answers);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(made.evaluate(shuffled)).isEqualTo(made.evaluate(made.answers));

        // Given in another order in time too: the same questions with the same answers come to the same steps.
        var latest = made.answers.stream()
                .collect(Collectors.toMap(GivenAnswer::question, answer -> answer, (one, other) -> other));
        var one = new ArrayList<GivenAnswer>();
        var other = new ArrayList<GivenAnswer>();
        var names = latest.keySet().stream().sorted().toList();
        for (var at = 0; at < names.size(); at++) {
            var answer = Objects.requireNonNull(latest.get(names.get(at)));
            one.add(new GivenAnswer(answer.question(), answer.value(), "", BEGAN.plusSeconds(at)));
            other.add(new GivenAnswer(answer.question(), answer.value(), "", BEGAN.plusSeconds(names.size() - at)));
        }
        assertThat(here(made.evaluate(other))).isEqualTo(here(made.evaluate(one)));
    }

    @Property(tries = 300)
    void what_is_written_is_read_the_same(@ForAll long seed) {
        var protocol = new Made(seed).protocol;
        assertThat(ProtocolFormat.read(ProtocolFormat.yaml(protocol))).isEqualTo(protocol);
        assertThat(ProtocolFormat.read(ProtocolFormat.json(protocol))).isEqualTo(protocol);
    }

    /** What the search says is reachable is so in a case, and what it says is not comes up in none. */
    @Property(tries = 300)
    void the_check_is_right_about_what_cannot_come_up(@ForAll long seed) {
        var made = new Made(seed);
        var unreachable = Check.check(made.protocol, List.of(made.law), ProtocolRoles.ALL, ProtocolRecords.ALL).stream()
                .filter(finding -> finding.kind() == Finding.Kind.UNREACHABLE)
                .map(Finding::item)
                .collect(Collectors.toSet());
        made.evaluate(made.answers)
                .items()
                .forEach(state -> assertThat(!state.isDuty()
                                && state.status().open()
                                && (unreachable.contains(state.id()) || unreachable.contains(state.phase())))
                        .as(state.id())
                        .isFalse());
    }

    private static Set<String> duties(Evaluation evaluation) {
        return evaluation.duties().map(State::id).collect(Collectors.toSet());
    }

    private static Map<String, Status> here(Evaluation evaluation) {
        return evaluation.items().stream()
                .collect(Collectors.toMap(
                        State::id, state -> state.status() == Status.LATE ? Status.NOW : state.status()));
    }

    private static boolean startsWithTheCase(Protocol.Item item) {
        var due = item.due();
        return due == null || due.from() instanceof Protocol.Start.At;
    }

    /** A case and its protocol, all from one number. */
    private static final class Made {
        private final Random random;
        /** Whether names lead only to what stands before, so that the check gets to the cases. */
        private final boolean tidy;

        private int current;
        private final Protocol protocol;
        private final LawFacts law;
        private final ProtocolFacts facts;
        private final List<GivenAnswer> answers = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();

        Made(long seed) {
            random = new Random(seed);
            tidy = random.nextBoolean();
            protocol = protocol();
            law = EvaluatorTest.law(random.nextBoolean() ? null : random.nextInt(0, 72), one(LawFacts.Known.values()));
            facts = facts();
            var questions = protocol.questions().toList();
            for (var count = random.nextInt(12); count > 0 && !questions.isEmpty(); count--) {
                var question = questions.get(random.nextInt(questions.size()));
                var value = question.values().isEmpty()
                        ? Protocol.UNKNOWN
                        : question.values().get(random.nextInt(question.values().size()));
                answers.add(new GivenAnswer(question.id(), value, "", BEGAN.plusSeconds(answers.size() + 1L)));
            }
        }

        Evaluation evaluate(List<GivenAnswer> given) {
            return Evaluator.evaluate(
                    protocol, given, law, facts, BEGAN.plus(Duration.ofHours(30)), EvaluatorTest::days);
        }

        private Protocol protocol() {
            var count = random.nextInt(1, 25);
            for (var at = 0; at < count; at++) {
                ids.add((at == 0 || random.nextInt(3) == 0 ? "q" : "s") + at);
            }
            var phases = new ArrayList<Protocol.Phase>();
            for (var at = 0; at < ids.size(); ) {
                var to = Math.min(ids.size(), at + random.nextInt(1, 10));
                current = at;
                phases.add(new Protocol.Phase(
                        "phase" + at,
                        words(),
                        random.nextBoolean() ? null : condition(2),
                        ids.subList(at, to).stream().map(this::item).toList()));
                at = to;
            }
            return new Protocol("test.made", 1, words(), words(), phases);
        }

        private Protocol.Item item(String id) {
            current = ids.indexOf(id);
            var when = random.nextInt(3) == 0 ? null : condition(3);
            List<String> after = random.nextInt(4) == 0 ? List.of(anyId()) : List.of();
            var again =
                    random.nextInt(4) == 0 ? List.of(one(Protocol.Happening.values())) : List.<Protocol.Happening>of();
            if (id.startsWith("q")) {
                return new Protocol.Question(
                        id,
                        words(),
                        words(),
                        "lead",
                        when,
                        after,
                        due(),
                        again,
                        Protocol.Kind.YES_NO,
                        List.of(),
                        random.nextBoolean() ? null : random.nextBoolean() ? Protocol.YES : Protocol.NO);
            }
            var duty = random.nextInt(3) == 0 ? new Protocol.Duty(one(LawField.values()), "") : null;
            return new Protocol.Step(
                    id,
                    words(),
                    words(),
                    "nurse",
                    when,
                    after,
                    due(),
                    again,
                    List.of(proof()),
                    random.nextBoolean(),
                    duty);
        }

        private Protocol.Proof proof() {
            return switch (random.nextInt(4)) {
                case 0 -> new Protocol.Proof.Marked();
                case 1 -> new Protocol.Proof.Note();
                default -> new Protocol.Proof.Recorded(Protocol.Proof.Recorded.MEETING);
            };
        }

        private Protocol.@org.jspecify.annotations.Nullable Due due() {
            return switch (random.nextInt(4)) {
                case 0 -> null;
                case 1 ->
                    new Protocol.Due(
                            new Protocol.Start.At(one(Protocol.Happening.values())),
                            new Protocol.Within.ByLaw(LawField.ORAL_HOURS));
                case 2 ->
                    new Protocol.Due(
                            new Protocol.Start.Answered(questionId()), new Protocol.Within.Hours(random.nextInt(50)));
                default ->
                    new Protocol.Due(
                            new Protocol.Start.Done(anyId()), new Protocol.Within.SchoolDays(random.nextInt(9)));
            };
        }

        private Condition condition(int depth) {
            if (depth > 0) {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        return new Condition.All(List.of(condition(depth - 1), condition(depth - 1)));
                    }
                    case 1 -> {
                        return new Condition.Any(List.of(condition(depth - 1), condition(depth - 1)));
                    }
                    case 2 -> {
                        return new Condition.Not(condition(depth - 1));
                    }
                    default -> {}
                }
            }
            return switch (random.nextInt(6)) {
                case 0 -> Condition.fact(CaseFact.CHILD, yesNo());
                case 1 -> Condition.fact(CaseFact.CONFIRMED, yesNo());
                case 2 -> Condition.law(LawField.NEEDS_CAREGIVER, yesNo());
                case 3 ->
                    new Condition.That(
                            new Condition.Subject.Law(LawField.ORAL_HOURS),
                            new Condition.Claim.AtLeast(random.nextInt(50)));
                default -> Condition.answer(questionId(), yesNo());
            };
        }

        private String questionId() {
            var known = ids.subList(0, tidy ? current : ids.size()).stream()
                    .filter(id -> id.startsWith("q"))
                    .toList();
            return known.isEmpty() ? "q0" : known.get(random.nextInt(known.size()));
        }

        private String anyId() {
            return ids.get(random.nextInt(tidy ? Math.max(1, current) : ids.size()));
        }

        private String yesNo() {
            return random.nextBoolean() ? Protocol.YES : Protocol.NO;
        }

        private static Protocol.Text words() {
            return new Protocol.Text("Do: it, \"now\" # yes", "Hágalo: «ya»");
        }

        private ProtocolFacts facts() {
            var marks = new ArrayList<Mark>();
            for (var count = random.nextInt(6); count > 0; count--) {
                var done = BEGAN.plusSeconds(random.nextInt(100, 90_000));
                marks.add(new Mark(
                        anyId(),
                        random.nextInt(4) > 0,
                        random.nextBoolean(),
                        "",
                        done,
                        done.plusSeconds(random.nextInt(90_000))));
            }
            return new ProtocolFacts(
                    ZoneId.of("America/Chicago"),
                    one(new CaseStatus[] {CaseStatus.SUSPICION, CaseStatus.CONFIRMED}),
                    BEGAN,
                    List.of(BEGAN, BEGAN.plusSeconds(random.nextInt(100, 90_000))),
                    null,
                    null,
                    maybe(),
                    maybe(),
                    random.nextBoolean() ? null : LocalDate.of(random.nextInt(2003, 2015), 2, 14),
                    one(Exploiter.values()),
                    random.nextBoolean() ? Map.of() : Map.of(Protocol.Proof.Recorded.MEETING, BEGAN.plusSeconds(60)),
                    marks);
        }

        private @org.jspecify.annotations.Nullable Instant maybe() {
            return random.nextBoolean() ? null : BEGAN.plusSeconds(random.nextInt(100, 90_000));
        }

        private <T> T one(T[] of) {
            return of[random.nextInt(of.length)];
        }
    }
}
