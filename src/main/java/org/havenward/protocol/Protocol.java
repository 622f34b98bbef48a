package org.havenward.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a case, as data: phases (after the guide's Figure 4: suspicion, confirmed, and those that a district
 * adds), each with questions to answer and steps to take. See {@code docs/protocol-format.md}.
 *
 * @param id stable through all versions, such as {@code havenward.default}
 * @param version goes up with each change of meaning
 * @param about what it is for and what it rests on
 * @param phases in the order in which they are shown
 */
public record Protocol(String id, int version, Text title, Text about, List<Phase> phases) {
    /** The value of an answer, fact, or law that nobody knows. */
    public static final String UNKNOWN = "unknown";

    public static final String YES = "yes";
    public static final String NO = "no";

    public Protocol {
        phases = List.copyOf(phases);
    }

    public Stream<Item> items() {
        return phases.stream().flatMap(phase -> phase.items().stream());
    }

    public Stream<Step> steps() {
        return items().filter(Step.class::isInstance).map(Step.class::cast);
    }

    public Stream<Question> questions() {
        return items().filter(Question.class::isInstance).map(Question.class::cast);
    }

    /** A step or question by its id, which no other has. */
    public Optional<Item> item(String id) {
        return items().filter(item -> item.id().equals(id)).findFirst();
    }

    public Optional<Question> question(String id) {
        return questions().filter(question -> question.id().equals(id)).findFirst();
    }

    /**
     * Words in English and Spanish.
     *
     * @param en empty where nobody wrote them yet; so too {@code es}
     */
    public record Text(String en, String es) {
        public static final Text NONE = new Text("", "");

        /** In the reader's language; in the other one where this one is missing. */
        public String in(Locale language) {
            var spanish = language.getLanguage().equals("es");
            var mine = spanish ? es : en;
            return mine.isBlank() ? (spanish ? en : es) : mine;
        }

        public boolean isBlank() {
            return en.isBlank() && es.isBlank();
        }
    }

    /**
     * @param when under which condition it applies; null: always
     * @param items in the order in which they are shown
     */
    public record Phase(String id, Text title, @Nullable Condition when, List<Item> items) {
        public Phase {
            items = List.copyOf(items);
        }
    }

    /** A step to take or a question to answer. */
    public sealed interface Item permits Step, Question {
        /** Unique within the protocol, over steps and questions. */
        String id();

        Text title();

        /** What helps whoever does it; may be empty. */
        Text guidance();

        /** Who: one of {@link ProtocolRoles}. */
        String role();

        /** Under which condition it is here, besides its phase's; null: always. */
        @Nullable
        Condition when();

        /** Ids of items that come first: each done or answered, or not needed. */
        List<String> after();

        /** By when; null where no time is set. */
        @Nullable
        Due due();

        /** What makes it due again: whatever was done or answered before the latest of these no longer counts. */
        List<Happening> again();
    }

    /**
     * @param proofs what shows that it is done; any one of them does
     * @param obliges whether the case stays open until it is done
     * @param duty that the law asks for it, and on what that rests; null: good practice
     */
    public record Step(
            String id,
            Text title,
            Text guidance,
            String role,
            @Nullable Condition when,
            List<String> after,
            @Nullable Due due,
            List<Happening> again,
            List<Proof> proofs,
            boolean obliges,
            @Nullable Duty duty)
            implements Item {
        public Step {
            after = List.copyOf(after);
            again = List.copyOf(again);
            proofs = List.copyOf(proofs);
        }
    }

    /**
     * @param options what may be chosen; only where the kind is {@link Kind#CHOICE}
     * @param unknownAs as which answer <i>unknown</i> counts, being the safe one; null: as any that could be
     */
    public record Question(
            String id,
            Text title,
            Text guidance,
            String role,
            @Nullable Condition when,
            List<String> after,
            @Nullable Due due,
            List<Happening> again,
            Kind kind,
            List<Option> options,
            @Nullable String unknownAs)
            implements Item {
        public Question {
            after = List.copyOf(after);
            again = List.copyOf(again);
            options = List.copyOf(options);
        }

        /** The values that an answer may have, as far as they can be listed; of a date or a person there is no list. */
        public List<String> values() {
            return switch (kind) {
                case CHOICE -> options.stream().map(Option::value).toList();
                case YES_NO -> List.of(YES, NO, UNKNOWN);
                case DATE, PERSON -> List.of();
            };
        }

        /** Whether a value answers it: a listed one, {@code unknown}, an ISO date, or words that name a person. */
        public boolean accepts(String value) {
            return switch (kind) {
                case CHOICE, YES_NO -> values().contains(value);
                case DATE -> value.equals(UNKNOWN) || Dates.isDate(value);
                case PERSON -> !value.isBlank();
            };
        }
    }

    public enum Kind {
        CHOICE,
        YES_NO,
        DATE,
        PERSON
    }

    public record Option(String value, Text label) {}

    /** What the law or a good plan counts time from. */
    public enum Happening {
        CASE_OPENED,
        CONCERN_RAISED,
        CONFIRMED,
        UNSAFE,
        REOPENED
    }

    /** @param from from when the time runs */
    public record Due(Start from, Within within) {}

    public sealed interface Start {
        record At(Happening what) implements Start {}

        record Answered(String question) implements Start {}

        record Done(String step) implements Start {}
    }

    public sealed interface Within {
        /** By the wall clock, through nights and weekends; 0: at once. */
        record Hours(int hours) implements Within {}

        /** To the end of so many school days after; 0: of that day, where school is held. */
        record SchoolDays(int days) implements Within {}

        /** As many hours as the law says; where it is not known how many: at once. */
        record ByLaw(LawField hours) implements Within {}
    }

    /** What shows that a step is done. */
    public sealed interface Proof {
        /** Whoever did it says so. */
        record Marked() implements Proof {}

        /** Whoever did it says so, and writes what came of it. */
        record Note() implements Proof {}

        /**
         * Something that another page records.
         *
         * @param name such as {@link #MEETING}
         */
        record Recorded(String name) implements Proof {
            public static final String MEETING = "meeting-held";
            public static final String ORAL_REPORT = "report-made";
            public static final String WRITTEN_REPORT = "report-written";
        }

        /** A question is answered. */
        record Answered(String question) implements Proof {}
    }

    /**
     * That the law asks for a step. No answer makes it go away.
     *
     * @param restsOn what of the state's law it rests on; null: another law
     * @param basis which other law, such as a federal one; may be empty where a field is named
     */
    public record Duty(@Nullable LawField restsOn, String basis) {}

    private static final class Dates {
        private Dates() {}

        static boolean isDate(String value) {
            try {
                java.time.LocalDate.parse(value);
                return true;
            } catch (java.time.format.DateTimeParseException notADate) {
                return false;
            }
        }
    }
}
