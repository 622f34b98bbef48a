package org.havenward.concern;

/** Where a concern stands, for those who triage it. */
public enum ConcernStatus {
    /** Nobody has acknowledged it; the clock runs. */
    WAITING,
    /** Someone acknowledged it. */
    BEING_LOOKED_AT,
    /** The reporter was asked for more. */
    MORE_ASKED,
    /** It went into a case. */
    IN_CASE,
    /** It was passed on to someone else, with a reason. */
    ROUTED;

    public boolean decided() {
        return switch (this) {
            case WAITING, BEING_LOOKED_AT, MORE_ASKED -> false;
            case IN_CASE, ROUTED -> true;
        };
    }

    /** All that the reporter learns. What became of it stays with those who help the student. */
    public ReporterStatus forReporter() {
        return switch (this) {
            case WAITING -> ReporterStatus.RECEIVED;
            case BEING_LOOKED_AT, MORE_ASKED -> ReporterStatus.BEING_LOOKED_AT;
            case IN_CASE, ROUTED -> ReporterStatus.CLOSED;
        };
    }
}
