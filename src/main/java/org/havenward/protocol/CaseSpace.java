package org.havenward.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.havenward.casework.CaseStatus;
import org.havenward.protocol.Condition.Claim;
import org.havenward.protocol.Condition.Subject;
import org.jspecify.annotations.Nullable;

/** All that cases can be, as far as a protocol looks at them: what varies, by name, and the few values that each can have. */
final class CaseSpace {
    static final String PERSON = "the student";
    static final String STAGE = "the stage";
    static final String LAW = "the law";

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

    private final List<LawFacts> laws;
    private final Map<String, List<String>> domains = new LinkedHashMap<>();
    private final List<Person> people;

    CaseSpace(Protocol protocol, Collection<LawFacts> laws) {
        this.laws = distinct(laws);
        var parts = parts(protocol);
        people = people(parts);
        domains(protocol, parts);
    }

    LawFacts law(int at) {
        return laws.get(at);
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

    static String name(Subject subject) {
        return switch (subject) {
            case Subject.Answer answer -> "answer/" + answer.question();
            case Subject.Fact fact -> "fact/" + fact.fact().word();
            case Subject.Law law -> LAW;
            case Subject.Recorded recorded -> "recorded/" + recorded.name();
        };
    }

    int size(String name) {
        return switch (name) {
            case PERSON -> people.size();
            case STAGE -> Stage.values().length;
            case LAW -> laws.size();
            default ->
                domains.getOrDefault(name, List.of(Protocol.YES, Protocol.NO)).size();
        };
    }

    String value(String name, int at) {
        return domains.getOrDefault(name, List.of(Protocol.YES, Protocol.NO)).get(at);
    }

    int at(LawFacts law) {
        for (var at = 0; at < laws.size(); at++) {
            var other = laws.get(at);
            if (java.util.Arrays.stream(LawField.values())
                    .allMatch(field -> field.value(other).equals(field.value(law)))) {
                return at;
            }
        }
        throw new IllegalArgumentException("Not one of the laws: " + law.state());
    }

    /** A value as an example names it; the law is told apart. */
    Optional<Finding.Example> example(String name, int at) {
        return switch (name) {
            case PERSON -> Optional.of(new Finding.Example(new Subject.Fact(CaseFact.AGE), person(at, CaseFact.AGE)));
            case STAGE ->
                Optional.of(new Finding.Example(new Subject.Fact(CaseFact.STATUS), stage(at, CaseFact.STATUS)));
            case LAW -> Optional.empty();
            default -> Optional.of(new Finding.Example(subject(name), value(name, at)));
        };
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

    String person(int at, CaseFact fact) {
        var person = people.get(at);
        if (person.age() == null) {
            return Protocol.UNKNOWN;
        }
        return fact == CaseFact.AGE ? person.age().toString() : person.child() ? Protocol.YES : Protocol.NO;
    }

    String ofAge(int at, LawFacts law) {
        var person = people.get(at);
        return person.age() != null && person.age() >= law.ageOfMajority() ? Protocol.YES : Protocol.NO;
    }

    static String stage(int at, CaseFact fact) {
        var stage = Stage.values()[at];
        if (fact == CaseFact.STATUS) {
            return LawField.Words.word(stage.status);
        }
        return (fact == CaseFact.CONFIRMED ? stage.confirmed : stage.retracted) ? Protocol.YES : Protocol.NO;
    }
}
