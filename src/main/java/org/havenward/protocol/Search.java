package org.havenward.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.havenward.protocol.Condition.Claim;
import org.havenward.protocol.Condition.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a case in which some conditions hold and others do not: over all answers to the questions, all facts that a
 * case can have together, and all laws given. Exact, since whatever a condition looks at has few values: it fixes one thing
 * after the other and leaves a branch as soon as what is fixed decides. Bounded, since branches can be many.
 */
final class Search {
    /** How many times conditions are looked at before it is given up: about a second. */
    private static final int MOST = 200_000;

    private final Map<String, Protocol.Item> items = new HashMap<>();
    private final Map<String, Protocol.Phase> phaseOf = new HashMap<>();
    private final CaseSpace space;

    private final Map<String, Integer> fixed = new LinkedHashMap<>();
    private final Map<String, Asked> asked = new HashMap<>();
    private final Set<String> beingWorkedOut = new HashSet<>();
    private @Nullable String open;
    private int looks;

    /** A condition that is to hold, or is not to. */
    record Want(Condition condition, boolean here) {}

    sealed interface Answer {
        /** There is such a case: what it is like. */
        record Such(List<Finding.Example> path) implements Answer {}

        record None() implements Answer {}

        /** There are too many cases to try. */
        record GaveUp() implements Answer {}
    }

    /** How much a condition can still be. */
    private record Bounds(Truth least, Truth most) {
        static final Bounds ANY = new Bounds(Truth.NO, Truth.YES);

        static Bounds of(Truth truth) {
            return new Bounds(truth, truth);
        }

        Bounds and(Bounds other) {
            return new Bounds(least.and(other.least), most.and(other.most));
        }

        Bounds or(Bounds other) {
            return new Bounds(least.or(other.least), most.or(other.most));
        }

        Bounds not() {
            return new Bounds(most.not(), least.not());
        }

        boolean surelyHere() {
            return least != Truth.NO;
        }

        boolean surelyAway() {
            return most == Truth.NO;
        }
    }

    /** @param open what it hangs on where it is not decided */
    private record Asked(Bounds bounds, @Nullable String open) {}

    Search(Protocol protocol, Collection<LawFacts> laws) {
        this.space = new CaseSpace(protocol, laws);
        for (var phase : protocol.phases()) {
            for (var item : phase.items()) {
                items.put(item.id(), item);
                phaseOf.put(item.id(), phase);
            }
        }
    }

    // ---- searching -------------------------------------------------------------------------------------------------

    /** A case in which all that is wanted is so, under any of the laws. */
    Answer find(Want... wants) {
        return find(null, wants);
    }

    /** The same under one law. */
    Answer find(@Nullable LawFacts under, Want... wants) {
        fixed.clear();
        looks = 0;
        if (under != null) {
            fixed.put(CaseSpace.LAW, space.at(under));
        }
        if (!search(List.of(wants))) {
            return looks >= MOST ? new Answer.GaveUp() : new Answer.None();
        }
        return new Answer.Such(fixed.entrySet().stream()
                .flatMap(each -> space.example(each.getKey(), each.getValue()).stream())
                .toList());
    }

    private boolean search(List<Want> wants) {
        if (++looks > MOST) {
            return false;
        }
        String branch = null;
        asked.clear();
        for (var want : wants) {
            open = null;
            var bounds = bounds(want.condition());
            if (want.here() ? bounds.surelyAway() : bounds.surelyHere()) {
                return false;
            }
            if (!(want.here() ? bounds.surelyHere() : bounds.surelyAway()) && branch == null) {
                branch = open;
            }
        }
        if (branch == null) {
            return true;
        }
        for (var at = 0; at < space.size(branch); at++) {
            fixed.put(branch, at);
            if (search(wants)) {
                return true;
            }
            fixed.remove(branch);
        }
        return false;
    }

    // ---- how much is decided ---------------------------------------------------------------------------------------

    /** Whether an item is here: its own condition and its phase's. */
    Condition here(Protocol.Item item) {
        var phase = phaseOf.get(item.id());
        var parts = new ArrayList<Condition>();
        if (phase != null && phase.when() != null) {
            parts.add(phase.when());
        }
        if (item.when() != null) {
            parts.add(item.when());
        }
        return new Condition.All(parts);
    }

    private Bounds bounds(Condition condition) {
        return switch (condition) {
            case Condition.All all -> {
                var bounds = Bounds.of(Truth.YES);
                for (var part : all.of()) {
                    bounds = bounds.and(bounds(part));
                    if (bounds.surelyAway()) {
                        yield bounds;
                    }
                }
                yield bounds;
            }
            case Condition.Any any -> {
                var bounds = Bounds.of(Truth.NO);
                for (var part : any.of()) {
                    bounds = bounds.or(bounds(part));
                }
                yield bounds;
            }
            case Condition.Not not -> bounds(not.of()).not();
            case Condition.That that -> bounds(that);
        };
    }

    private Bounds bounds(Condition.That that) {
        return switch (that.subject()) {
            case Subject.Answer answer -> ofAnswer(answer, that.claim());
            case Subject.Fact fact -> ofFact(fact, that.claim());
            case Subject.Law field -> {
                var law = law();
                yield law == null
                        ? Bounds.ANY
                        : Bounds.of(Truths.holds(that.claim(), field.field().value(law)));
            }
            case Subject.Recorded recorded -> ofOne(recorded, that.claim());
        };
    }

    private Bounds ofAnswer(Subject.Answer answer, Claim claim) {
        if (!(items.get(answer.question()) instanceof Protocol.Question question)) {
            return Bounds.of(Truth.UNKNOWN);
        }
        var asked = asked(question);
        var notAsked = Truth.of(claim instanceof Claim.Known known && !known.known());
        if (asked.surelyAway()) {
            return Bounds.of(notAsked);
        }
        var at = fixed(CaseSpace.name(answer));
        if (at == null) {
            return Bounds.ANY;
        }
        var truth = Truths.ofAnswer(question, space.value(CaseSpace.name(answer), at), claim);
        return asked.surelyHere() ? Bounds.of(truth) : new Bounds(truth.and(notAsked), truth.or(notAsked));
    }

    private Bounds asked(Protocol.Question question) {
        var known = asked.get(question.id());
        if (known == null) {
            if (!beingWorkedOut.add(question.id())) {
                return Bounds.ANY;
            }
            var outer = open;
            open = null;
            known = new Asked(bounds(here(question)), open);
            open = outer;
            beingWorkedOut.remove(question.id());
            asked.put(question.id(), known);
        }
        if (open == null) {
            open = known.open();
        }
        return known.bounds();
    }

    private Bounds ofFact(Subject.Fact fact, Claim claim) {
        return switch (fact.fact()) {
            case AGE, CHILD -> {
                var at = fixed(CaseSpace.PERSON);
                yield at == null ? Bounds.ANY : Bounds.of(Truths.holds(claim, space.person(at, fact.fact())));
            }
            case OF_AGE -> {
                var at = fixed(CaseSpace.PERSON);
                if (at != null && space.person(at, CaseFact.AGE).equals(Protocol.UNKNOWN)) {
                    yield Bounds.of(Truths.holds(claim, Protocol.UNKNOWN));
                }
                var law = at == null ? null : law();
                yield at == null || law == null ? Bounds.ANY : Bounds.of(Truths.holds(claim, space.ofAge(at, law)));
            }
            case CONFIRMED, RETRACTED, STATUS -> {
                var at = fixed(CaseSpace.STAGE);
                yield at == null ? Bounds.ANY : Bounds.of(Truths.holds(claim, CaseSpace.stage(at, fact.fact())));
            }
            case UNSAFE, REOPENED, EXPLOITER -> ofOne(fact, claim);
        };
    }

    private Bounds ofOne(Subject subject, Claim claim) {
        var at = fixed(CaseSpace.name(subject));
        return at == null ? Bounds.ANY : Bounds.of(Truths.holds(claim, space.value(CaseSpace.name(subject), at)));
    }

    private @Nullable LawFacts law() {
        var at = fixed(CaseSpace.LAW);
        return at == null ? null : space.law(at);
    }

    /** Which value something has on this branch; null where that is still open. */
    private @Nullable Integer fixed(String name) {
        var at = fixed.get(name);
        if (at == null && open == null) {
            open = name;
        }
        return at;
    }
}
