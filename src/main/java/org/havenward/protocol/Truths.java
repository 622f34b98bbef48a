package org.havenward.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.havenward.protocol.Condition.Claim;
import org.havenward.protocol.Condition.Subject;
import org.jspecify.annotations.Nullable;

/** Whether each condition of a protocol holds, for one set of answers, facts, and law. */
final class Truths {
    private final GivenAnswers given;
    private final LawFacts law;
    private final ProtocolFacts facts;
    private final Instant now;

    private final Map<String, Protocol.Item> items = new HashMap<>();
    private final Map<String, Protocol.Phase> phaseOf = new HashMap<>();
    private final Map<String, Truth> known = new HashMap<>();
    private final Set<String> beingWorkedOut = new HashSet<>();

    Truths(Protocol protocol, GivenAnswers given, LawFacts law, ProtocolFacts facts, Instant now) {
        this.given = given;
        this.law = law;
        this.facts = facts;
        this.now = now;
        for (var phase : protocol.phases()) {
            for (var item : phase.items()) {
                items.putIfAbsent(item.id(), item);
                phaseOf.putIfAbsent(item.id(), phase);
            }
        }
    }

    Protocol.@Nullable Item item(String id) {
        return items.get(id);
    }

    /** Whether an item is here. */
    Truth of(Protocol.Item item) {
        var before = known.get(item.id());
        if (before != null) {
            return before;
        }
        if (!beingWorkedOut.add(item.id())) {
            return Truth.WAITS; // in a circle: it waits for itself
        }
        var duty = isDuty(item);
        var truth = of(phase(item).when(), duty).and(of(item.when(), duty));
        beingWorkedOut.remove(item.id());
        known.put(item.id(), truth);
        return truth;
    }

    private Protocol.Phase phase(Protocol.Item item) {
        return java.util.Objects.requireNonNull(phaseOf.get(item.id()));
    }

    static boolean isDuty(Protocol.Item item) {
        return item instanceof Protocol.Step step && step.duty() != null;
    }

    private Truth of(@Nullable Condition condition, boolean duty) {
        return switch (condition) {
            case null -> Truth.YES;
            case Condition.All all -> {
                var truth = Truth.YES;
                for (var part : all.of()) {
                    truth = truth.and(of(part, duty));
                }
                yield truth;
            }
            case Condition.Any any -> {
                var truth = Truth.NO;
                for (var part : any.of()) {
                    truth = truth.or(of(part, duty));
                }
                yield truth;
            }
            case Condition.Not not -> of(not.of(), duty).not();
            case Condition.That that -> of(that, duty);
        };
    }

    private Truth of(Condition.That that, boolean duty) {
        return switch (that.subject()) {
            // What people answer or decide can't take a duty of the law away.
            case Subject.Answer answer -> duty ? Truth.UNKNOWN : ofAnswer(answer.question(), that.claim());
            case Subject.Recorded recorded ->
                duty
                        ? Truth.UNKNOWN
                        : holds(that.claim(), facts.recordedAt(recorded.name()) != null ? Protocol.YES : Protocol.NO);
            case Subject.Fact fact ->
                duty && !ofThePerson(fact.fact())
                        ? Truth.UNKNOWN
                        : holds(that.claim(), fact.fact().value(facts, law, now));
            case Subject.Law field -> holds(that.claim(), field.field().value(law));
        };
    }

    /** Facts that the law itself looks at, and that nobody decides. */
    static boolean ofThePerson(CaseFact fact) {
        return switch (fact) {
            case AGE, CHILD, OF_AGE -> true;
            case CONFIRMED, RETRACTED, UNSAFE, REOPENED, EXPLOITER, STATUS -> false;
        };
    }

    private Truth ofAnswer(String id, Claim claim) {
        if (!(items.get(id) instanceof Protocol.Question question)) {
            return Truth.UNKNOWN; // a question that is not there: the check finds it
        }
        if (of(question) == Truth.NO) {
            return Truth.of(claim instanceof Claim.Known known && !known.known()); // not asked
        }
        var answer = given.to(id);
        return answer == null ? Truth.WAITS : ofAnswer(question, answer.value(), claim);
    }

    /** What is claimed of an answer; one of not knowing counts as the question says. */
    static Truth ofAnswer(Protocol.Question question, String value, Claim claim) {
        var safe = question.unknownAs();
        if (value.equals(Protocol.UNKNOWN) && safe != null && claim instanceof Claim.Is is) {
            return Truth.of(
                    is.values().contains(Protocol.UNKNOWN) || is.values().contains(safe));
        }
        return holds(claim, value);
    }

    /** Whether what is claimed is so of a value. */
    static Truth holds(Claim claim, String value) {
        var unknown = value.equals(Protocol.UNKNOWN);
        return switch (claim) {
            case Claim.Known known -> Truth.of(known.known() != unknown);
            case Claim.Is is -> is.values().contains(value) ? Truth.YES : unknown ? Truth.UNKNOWN : Truth.NO;
            case Claim.AtLeast atLeast -> unknown ? Truth.UNKNOWN : atLeast(value, atLeast.number());
        };
    }

    private static Truth atLeast(String value, int number) {
        try {
            return Truth.of(Integer.parseInt(value) >= number);
        } catch (NumberFormatException noNumber) {
            return Truth.UNKNOWN;
        }
    }

    /** What made an item be here or not be: the parts of its conditions that decided. */
    List<Evaluation.Why> why(Protocol.Item item) {
        var duty = isDuty(item);
        var parts = new LinkedHashSet<Condition.That>();
        var here = of(item);
        for (var condition : java.util.Arrays.asList(phase(item).when(), item.when())) {
            if (condition != null && (here != Truth.NO || of(condition, duty) == Truth.NO)) {
                gather(condition, duty, parts);
            }
        }
        return parts.stream().map(this::why).toList();
    }

    private void gather(Condition condition, boolean duty, Set<Condition.That> parts) {
        switch (condition) {
            case Condition.All all -> gatherDeciding(all.of(), of(condition, duty), Truth.NO, duty, parts);
            case Condition.Any any -> gatherDeciding(any.of(), of(condition, duty), Truth.YES, duty, parts);
            case Condition.Not not -> gather(not.of(), duty, parts);
            case Condition.That that -> parts.add(that);
        }
    }

    /** One part alone can make "all" fail or "any" hold; otherwise it took every one. */
    private void gatherDeciding(List<Condition> of, Truth whole, Truth byOne, boolean duty, Set<Condition.That> parts) {
        for (var part : of) {
            if (whole != byOne || of(part, duty) == byOne) {
                gather(part, duty, parts);
                if (whole == byOne) {
                    return;
                }
            }
        }
    }

    private Evaluation.Why why(Condition.That that) {
        return switch (that.subject()) {
            case Subject.Answer answer -> {
                var one = given.to(answer.question());
                yield one == null
                        ? new Evaluation.Why(that, "", "", null)
                        : new Evaluation.Why(that, one.value(), one.by(), one.at());
            }
            case Subject.Recorded recorded ->
                new Evaluation.Why(
                        that,
                        facts.recordedAt(recorded.name()) != null ? Protocol.YES : Protocol.NO,
                        "",
                        facts.recordedAt(recorded.name()));
            case Subject.Fact fact -> new Evaluation.Why(that, fact.fact().value(facts, law, now), "", null);
            case Subject.Law field -> new Evaluation.Why(that, field.field().value(law), "", null);
        };
    }

    /** The questions whose answers an item waits for. */
    List<String> waitsFor(Protocol.Item item) {
        var open = new LinkedHashSet<String>();
        for (var condition : java.util.Arrays.asList(phase(item).when(), item.when())) {
            if (condition != null) {
                condition
                        .questions()
                        .filter(id -> items.get(id) instanceof Protocol.Question question
                                && given.to(id) == null
                                && of(question) != Truth.NO)
                        .forEach(open::add);
            }
        }
        return new ArrayList<>(open);
    }
}
