package org.havenward.protocol;

import java.util.List;
import java.util.stream.Stream;

/**
 * Under which answers, case facts, and state law something applies: a small tree that can be written, drawn, checked, and
 * explained. There is no scripting.
 */
public sealed interface Condition {
    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    record Not(Condition of) implements Condition {}

    /** One thing that is or is not so. */
    record That(Subject subject, Claim claim) implements Condition {}

    /** What is looked at. */
    sealed interface Subject {
        record Answer(String question) implements Subject {}

        record Fact(CaseFact fact) implements Subject {}

        record Law(LawField field) implements Subject {}

        /** Whether another page has recorded something: {@code yes} or {@code no}. */
        record Recorded(String name) implements Subject {}
    }

    /** What is said of it. */
    sealed interface Claim {
        /** That it is one of these. */
        record Is(List<String> values) implements Claim {
            public Is {
                values = List.copyOf(values);
            }
        }

        /** That it is this number or more. */
        record AtLeast(int number) implements Claim {}

        /** That it is known, or that it is not. */
        record Known(boolean known) implements Claim {}
    }

    static Condition answer(String question, String... values) {
        return new That(new Subject.Answer(question), new Claim.Is(List.of(values)));
    }

    static Condition fact(CaseFact fact, String... values) {
        return new That(new Subject.Fact(fact), new Claim.Is(List.of(values)));
    }

    static Condition law(LawField field, String... values) {
        return new That(new Subject.Law(field), new Claim.Is(List.of(values)));
    }

    /** All single things in it, in order. */
    default Stream<That> parts() {
        return switch (this) {
            case All all -> all.of().stream().flatMap(Condition::parts);
            case Any any -> any.of().stream().flatMap(Condition::parts);
            case Not not -> not.of().parts();
            case That that -> Stream.of(that);
        };
    }

    /** The questions whose answers it looks at. */
    default Stream<String> questions() {
        return parts().map(That::subject)
                .filter(Subject.Answer.class::isInstance)
                .map(subject -> ((Subject.Answer) subject).question())
                .distinct();
    }
}
