package org.havenward.voice;

import org.jspecify.annotations.Nullable;

/**
 * How many were taught, answered, came forward, were met, were identified, or only wanted information: counts without names.
 * Small ones, and those that leave a small rest, are not shown, so that nobody can be singled out.
 */
public record Funnel(
        long taught, long responded, long cameForward, long wishedToMeet, long met, long identified, long information) {
    static final int FEWEST = 5;

    /** A count as it may be shown; null: fewer than five, or all but fewer than five. */
    public @Nullable Long shown(long count) {
        var rest = responded - count;
        return count > 0 && count < FEWEST || rest > 0 && rest < FEWEST && count > 0 ? null : Long.valueOf(count);
    }

    /** How many answered; null: fewer than five. */
    public @Nullable Long shownResponded() {
        return responded > 0 && responded < FEWEST ? null : Long.valueOf(responded);
    }
}
