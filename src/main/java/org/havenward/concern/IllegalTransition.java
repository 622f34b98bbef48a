package org.havenward.concern;

/** A move that the concern's state does not allow: mostly, that someone else was there first. */
public final class IllegalTransition extends RuntimeException {
    private final ConcernStatus from;

    IllegalTransition(ConcernStatus from, Move move) {
        super("A concern that is " + from + " allows no " + move);
        this.from = from;
    }

    public ConcernStatus from() {
        return from;
    }
}
