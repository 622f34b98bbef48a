package org.havenward.casework.instrument;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a section: a question, or guidance for whoever asks.
 *
 * @param say how one may put it to the student
 * @param help what to know before asking
 */
public record Item(
        String id,
        Kind kind,
        Text ask,
        @Nullable Text say,
        @Nullable Text help,
        @Nullable List<Choice> options,
        @Nullable Condition showIf,
        @Nullable Immediate immediate,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most) {
    /** The longest answer in free words, in characters. */
    public static final int LONGEST = 5_000;

    /** What it is. */
    public enum Kind {
        /** Words for whoever asks; nothing is answered. */
        @JsonProperty("guidance")
        GUIDANCE,
        /** When to stop. */
        @JsonProperty("stop")
        STOP,
        @JsonProperty("yes-no-unknown")
        YES_NO_UNKNOWN,
        @JsonProperty("choice")
        CHOICE,
        @JsonProperty("several")
        SEVERAL,
        @JsonProperty("date")
        DATE,
        @JsonProperty("number")
        NUMBER,
        /** The student's own words. */
        @JsonProperty("words")
        WORDS,
        /** What the one who asks notices; the student is asked nothing. */
        @JsonProperty("observation")
        OBSERVATION;

        public boolean asks() {
            return this != GUIDANCE && this != STOP;
        }

        boolean chooses() {
            return this == YES_NO_UNKNOWN || this == CHOICE || this == SEVERAL;
        }
    }

    public record Choice(String id, Text text) {}

    /**
     * Answers that mean that the student is not safe now.
     *
     * @param when any of these
     * @param act what to do at once
     * @param lines ids of help lines to show with it
     */
    public record Immediate(
            List<String> when, Text act, @Nullable List<String> lines) {}

    /** What may be chosen; empty where it is not a choice. */
    public List<String> choices() {
        return switch (kind) {
            case YES_NO_UNKNOWN -> List.of("yes", "no", "unknown");
            case CHOICE, SEVERAL ->
                options == null ? List.of() : options.stream().map(Choice::id).toList();
            case GUIDANCE, STOP, DATE, NUMBER, WORDS, OBSERVATION -> List.of();
        };
    }

    /** Whether an answer means that the student is not safe now. */
    public boolean unsafe(Answer answer) {
        return immediate != null
                && !answer.skipped()
                && answer.values().stream().anyMatch(immediate.when()::contains);
    }

    /** The message key of what is wrong with an answer; empty where it is one. */
    public Optional<String> problem(Answer answer) {
        if (answer.skipped()) {
            return answer.note().isBlank() ? Optional.of("casework.answer.why_missing") : Optional.empty();
        }
        if (answer.note().length() > LONGEST || answer.values().stream().anyMatch(value -> value.length() > LONGEST)) {
            return Optional.of("casework.answer.too_long");
        }
        if (answer.values().isEmpty()
                || (kind != Kind.SEVERAL && answer.values().size() > 1)) {
            return Optional.of("casework.answer.one");
        }
        var value = answer.values().getFirst();
        return switch (kind) {
            case YES_NO_UNKNOWN, CHOICE, SEVERAL ->
                choices().containsAll(answer.values()) ? Optional.empty() : Optional.of("casework.answer.not_a_choice");
            case DATE -> isDate(value) ? Optional.empty() : Optional.of("casework.answer.date");
            case NUMBER -> isNumber(value) ? Optional.empty() : Optional.of("casework.answer.number");
            case WORDS, OBSERVATION -> Optional.empty();
            case GUIDANCE, STOP -> Optional.of("casework.answer.not_a_question");
        };
    }

    private static boolean isDate(String value) {
        try {
            var year = LocalDate.parse(value).getYear();
            return year >= 1900 && year <= 2200;
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    private boolean isNumber(String value) {
        if (!value.matches("-?[0-9]{1,9}([.,][0-9]{1,4})?")) {
            return false;
        }
        var number = new BigDecimal(value.replace(',', '.'));
        return (least == null || number.compareTo(least) >= 0) && (most == null || number.compareTo(most) <= 0);
    }
}
