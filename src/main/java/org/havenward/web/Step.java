package org.havenward.web;

import org.jspecify.annotations.Nullable;

/** One step of a way that has several: done, current, or still to come. */
public record Step(String label, State state, @Nullable String detail) {
    public Step(String label, State state) {
        this(label, state, null);
    }

    /** Where a step stands. */
    public enum State {
        DONE,
        CURRENT,
        TO_COME
    }
}
