package org.havenward.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.havenward.casework.CaseStatus;
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
    private final List<LawFacts> laws;
    private final Map<String, List<String>> domains = new LinkedHashMap<>();
    private final List<Person> people;

    private final Map<String, Integer> fixed = new LinkedHashMap<>();
    private final Map<String, Asked> asked = new HashMap<>();
    private final Set<String> beingWorkedOut = new HashSet<>();
    private @Nullable String open;
    private int looks;

    private static final String PERSON = "the student";
    private static final String STAGE = "the stage";
    private static final String LAW = "the law";

    /** A student's age, and whether a report is owed for them; unknown where the age is null. */
    private record Person(@Nullable Integer age, boolean child) {}

    /** Where a case stands. */
    private enum Stage {
        SUSPECTED(CaseStatus.SUSPICION, false, false),
        RETRACTED(CaseStatus.SUSPICION, false, true),
        CONFIRMED(CaseStatus.CONFIRMED, true, false),
        RECOVERY(CaseStatus.RECOVERY, true, false),
        CLOSED(CaseStatus.CLOSED, false, false),
        CLOSED_CONFIRMED(CaseStatus.CLOSED, true, false);

        private final CaseStatus status;
        private final boolean confirmed;
        private final boolean retracted;

        Stage(CaseStatus status, boolean confirmed, boolean retracted) {
            this.status = status;
            this.confirmed = confirmed;
            this.retracted = retracted;
        }
    }

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
        this.laws = distinct(laws);
        for (var phase : protocol.phases()) {
            for (var item : phase.items()) {
                items.put(item.id(), item);
                phaseOf.put(item.id(), phase);
            }
        }
        var parts = parts(protocol);
        people = people(parts);
        domains(protocol, parts);
    }

    /** Laws that say the same are one. */
    private static List<LawFacts> distinct(Collection<LawFacts> laws) {
        var distinct = new LinkedHashMap<List<String>, LawFacts>();
        laws.forEach(law -> distinct.putIfAbsent(
                java.util.Arrays.stream(LawField.values())
                        .map(field -> field.value(law))
                        .toList(),
                law));
        return List.copyOf(distinct.values());
    }

    private static List<Condition.That> parts(Protocol protocol) {
        var parts = new ArrayList<Condition.That>();
        for (var phase : protocol.phases()) {
            if (phase.when() != null) {
                phase.when().parts().forEach(parts::add);
            }
            for (var item : phase.items()) {
                if (item.when() != null) {
                    item.when().parts().forEach(parts::add);
                }
            }
        }
        return parts;
    }

    /** Ages on either side of each that something hangs on; who has turned 18 since may still be one to report for. */
    private static List<Person> people(List<Condition.That> parts) {
        var ages = new TreeSet<>(List.of(10, 17, 18, 19, 20, 21, 25));
        for (var part : parts) {
            if (part.subject().equals(new Subject.Fact(CaseFact.AGE))
                    && part.claim() instanceof Claim.AtLeast atLeast) {
                ages.add(Math.max(0, atLeast.number() - 1));
                ages.add(Math.max(0, atLeast.number()));
            }
        }
        var people = new ArrayList<Person>();
        people.add(new Person(null, true));
        for (var age : ages) {
            people.add(new Person(age, age < ProtocolFacts.CHILD_UNDER));
        }
        people.add(new Person(ProtocolFacts.CHILD_UNDER, true));
        return people;
    }

    private void domains(Protocol protocol, List<Condition.That> parts) {
        protocol.questions().forEach(question -> {
            var values = new LinkedHashSet<>(question.values());
            if (values.isEmpty()) {
                values.addAll(List.of("given", Protocol.UNKNOWN));
                parts.stream()
                        .filter(part -> part.subject().equals(new Subject.Answer(question.id())))
                        .forEach(part -> values.addAll(part.claim() instanceof Claim.Is is ? is.values() : List.of()));
            }
            domains.put(name(new Subject.Answer(question.id())), List.copyOf(values));
        });
        for (var fact : List.of(CaseFact.UNSAFE, CaseFact.REOPENED)) {
            domains.put(name(new Subject.Fact(fact)), List.of(Protocol.YES, Protocol.NO));
        }
        domains.put(
                name(new Subject.Fact(CaseFact.EXPLOITER)),
                java.util.Arrays.stream(ProtocolFacts.Exploiter.values())
                        .map(LawField.Words::word)
                        .toList());
    }

    private static String name(Subject subject) {
        return switch (subject) {
            case Subject.Answer answer -> "answer/" + answer.question();
            case Subject.Fact fact -> "fact/" + fact.fact().word();
            case Subject.Law law -> LAW;
            case Subject.Recorded recorded -> "recorded/" + recorded.name();
        };
    }

    private int size(String name) {
        return switch (name) {
            case PERSON -> people.size();
            case STAGE -> Stage.values().length;
            case LAW -> laws.size();
            default ->
                domains.getOrDefault(name, List.of(Protocol.YES, Protocol.NO)).size();
        };
    }

    private String value(String name, int at) {
        return domains.getOrDefault(name, List.of(Protocol.YES, Protocol.NO)).get(at);
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
            fixed.put(LAW, at(under));
        }
        if (!search(List.of(wants))) {
            return looks >= MOST ? new Answer.GaveUp() : new Answer.None();
        }
        return new Answer.Such(path());
    }

    private int at(LawFacts law) {
        for (var at = 0; at < laws.size(); at++) {
            var other = laws.get(at);
            if (java.util.Arrays.stream(LawField.values())
                    .allMatch(field -> field.value(other).equals(field.value(law)))) {
                return at;
            }
        }
        throw new IllegalArgumentException("Not one of the laws: " + law.state());
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
        for (var at = 0; at < size(branch); at++) {
            fixed.put(branch, at);
            if (search(wants)) {
                return true;
            }
            fixed.remove(branch);
        }
        return false;
    }

    /** What was fixed, in the order in which it mattered. */
    private List<Finding.Example> path() {
        var path = new ArrayList<Finding.Example>();
        fixed.forEach((name, at) -> {
            switch (name) {
                case PERSON -> {
                    var age = people.get(at).age();
                    path.add(new Finding.Example(
                            new Subject.Fact(CaseFact.AGE), age == null ? Protocol.UNKNOWN : age.toString()));
                }
                case STAGE ->
                    path.add(new Finding.Example(
                            new Subject.Fact(CaseFact.STATUS), LawField.Words.word(Stage.values()[at].status)));
                case LAW -> {}
                default -> path.add(new Finding.Example(subject(name), value(name, at)));
            }
        });
        return path;
    }

    private static Subject subject(String name) {
        var rest = name.substring(name.indexOf('/') + 1);
        if (name.startsWith("answer/")) {
            return new Subject.Answer(rest);
        }
        return name.startsWith("fact/")
                ? new Subject.Fact(LawField.Words.named(CaseFact.class, rest))
                : new Subject.Recorded(rest);
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
        var at = fixed(name(answer));
        if (at == null) {
            return Bounds.ANY;
        }
        var truth = Truths.ofAnswer(question, value(name(answer), at), claim);
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
                var at = fixed(PERSON);
                yield at == null ? Bounds.ANY : Bounds.of(Truths.holds(claim, value(people.get(at), fact.fact())));
            }
            case OF_AGE -> {
                var at = fixed(PERSON);
                if (at != null && people.get(at).age() == null) {
                    yield Bounds.of(Truths.holds(claim, Protocol.UNKNOWN));
                }
                var law = at == null ? null : law();
                yield at == null || law == null
                        ? Bounds.ANY
                        : Bounds.of(Truths.holds(claim, ofAge(people.get(at), law)));
            }
            case CONFIRMED, RETRACTED, STATUS -> {
                var at = fixed(STAGE);
                yield at == null ? Bounds.ANY : Bounds.of(Truths.holds(claim, value(Stage.values()[at], fact.fact())));
            }
            case UNSAFE, REOPENED, EXPLOITER -> ofOne(fact, claim);
        };
    }

    private static String value(Person person, CaseFact fact) {
        if (person.age() == null) {
            return Protocol.UNKNOWN;
        }
        return fact == CaseFact.AGE ? person.age().toString() : person.child() ? Protocol.YES : Protocol.NO;
    }

    private static String ofAge(Person person, LawFacts law) {
        return person.age() != null && person.age() >= law.ageOfMajority() ? Protocol.YES : Protocol.NO;
    }

    private static String value(Stage stage, CaseFact fact) {
        if (fact == CaseFact.STATUS) {
            return LawField.Words.word(stage.status);
        }
        return (fact == CaseFact.CONFIRMED ? stage.confirmed : stage.retracted) ? Protocol.YES : Protocol.NO;
    }

    private Bounds ofOne(Subject subject, Claim claim) {
        var at = fixed(name(subject));
        return at == null ? Bounds.ANY : Bounds.of(Truths.holds(claim, value(name(subject), at)));
    }

    private @Nullable LawFacts law() {
        var at = fixed(LAW);
        return at == null ? null : laws.get(at);
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
