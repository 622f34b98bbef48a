package org.havenward.protocol;

/**
 * Whether a condition holds. Between no and yes there are two: it waits for an answer, or something that it rests on is
 * not known. What is not known counts as holding, since a step too many harms less than one too few.
 */
enum Truth {
    NO,
    /** A question that it rests on is not answered yet. */
    WAITS,
    /** Someone answered that they don't know, or a fact or the law is not known. */
    UNKNOWN,
    YES;

    static Truth of(boolean so) {
        return so ? YES : NO;
    }

    Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Truth not() {
        return switch (this) {
            case NO -> YES;
            case WAITS -> WAITS;
            case UNKNOWN -> UNKNOWN;
            case YES -> NO;
        };
    }
}
