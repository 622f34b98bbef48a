package org.havenward.mandate;

import static org.havenward.mandate.ReportStatus.ACCEPTED;
import static org.havenward.mandate.ReportStatus.CALLED;
import static org.havenward.mandate.ReportStatus.OWED;
import static org.havenward.mandate.ReportStatus.REPORTED_AGAIN;
import static org.havenward.mandate.ReportStatus.SCREENED_OUT;
import static org.havenward.mandate.ReportStatus.SENT;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one table of a report's life: from which state which verb leads to which. What is not in it cannot happen. No verb
 * leads back to owed, and none leads out of owed but the holder's own call.
 */
final class ReportLife {
    enum Verb {
        /** Reported to all that the law names, or shared another's report. */
        CALL,
        /** Sent the written report. */
        SEND,
        /** The agency is still looking. */
        PEND,
        ACCEPT,
        SCREEN_OUT,
        REPORT_AGAIN
    }

    private static final Map<ReportStatus, Map<Verb, ReportStatus>> TABLE = new EnumMap<>(Map.of(
            OWED,
            Map.of(Verb.CALL, CALLED),
            CALLED,
            Map.of(
                    Verb.CALL, CALLED,
                    Verb.SEND, SENT,
                    Verb.PEND, CALLED,
                    Verb.ACCEPT, ACCEPTED,
                    Verb.SCREEN_OUT, SCREENED_OUT),
            SENT,
            Map.of(
                    Verb.CALL, SENT,
                    Verb.SEND, SENT,
                    Verb.PEND, SENT,
                    Verb.ACCEPT, ACCEPTED,
                    Verb.SCREEN_OUT, SCREENED_OUT),
            // A written report may still be owed after the agency has answered.
            ACCEPTED,
            Map.of(
                    Verb.CALL, ACCEPTED,
                    Verb.SEND, ACCEPTED,
                    Verb.PEND, ACCEPTED,
                    Verb.ACCEPT, ACCEPTED,
                    Verb.SCREEN_OUT, SCREENED_OUT),
            // Never a dead end: law enforcement can be called, the agency may think again, new facts are reported anew.
            SCREENED_OUT,
            Map.of(
                    Verb.CALL, SCREENED_OUT,
                    Verb.SEND, SCREENED_OUT,
                    Verb.PEND, SCREENED_OUT,
                    Verb.ACCEPT, ACCEPTED,
                    Verb.SCREEN_OUT, SCREENED_OUT,
                    Verb.REPORT_AGAIN, REPORTED_AGAIN),
            REPORTED_AGAIN,
            Map.of(
                    Verb.CALL, REPORTED_AGAIN,
                    Verb.SEND, REPORTED_AGAIN,
                    Verb.PEND, REPORTED_AGAIN,
                    Verb.ACCEPT, ACCEPTED,
                    Verb.SCREEN_OUT, REPORTED_AGAIN)));

    private ReportLife() {}

    /** Where a verb leads, where it may be done. */
    static Optional<ReportStatus> after(ReportStatus from, Verb verb) {
        return Optional.ofNullable(TABLE.getOrDefault(from, Map.of()).get(verb));
    }
}
