package org.havenward.casework;

import java.util.Locale;

/** A case cannot go from one state to another; says why. */
public final class IllegalTransition extends RuntimeException {
    /** Why not. */
    public enum Why {
        NOT_FROM_HERE,
        NOT_THE_STATE_BEFORE,
        OBLIGATION_OPEN,
        TASK_OPEN;

        /** The message key that explains it. */
        public String key() {
            return "casework.why." + name().toLowerCase(Locale.ROOT);
        }
    }

    private final CaseStatus from;
    private final CaseStatus to;
    private final Why why;

    IllegalTransition(CaseStatus from, CaseStatus to, Why why) {
        super("A case cannot go from " + from + " to " + to + ": " + why);
        this.from = from;
        this.to = to;
        this.why = why;
    }

    public CaseStatus from() {
        return from;
    }

    public CaseStatus to() {
        return to;
    }

    public Why why() {
        return why;
    }
}
