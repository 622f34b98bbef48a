package org.havenward.casework.instrument;

import java.util.List;

/**
 * An answer to one question.
 *
 * @param values the choices, or the words, the day ({@code 2026-11-23}), or the number
 * @param note what was said with it; where it was skipped, why
 */
public record Answer(List<String> values, String note, boolean skipped) {
    public Answer {
        values = List.copyOf(values);
    }

    public static Answer of(String... values) {
        return new Answer(List.of(values), "", false);
    }

    public static Answer skippedBecause(String why) {
        return new Answer(List.of(), why, true);
    }
}
