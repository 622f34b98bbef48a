package org.havenward.concern;

/** What a text of a concern is. */
public enum TextKind {
    NARRATIVE,
    ADDITION,
    /** The counselor asks the reporter. */
    QUESTION,
    ANSWER,
    /** Why it was routed elsewhere; never shown to the reporter. */
    REASON;

    boolean forReporter() {
        return switch (this) {
            case NARRATIVE, ADDITION, QUESTION, ANSWER -> true;
            case REASON -> false;
        };
    }
}
