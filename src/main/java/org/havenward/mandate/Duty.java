package org.havenward.mandate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.havenward.access.RecordRef;
import org.havenward.casework.CaseId;
import org.havenward.concern.ConcernId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.protocol.LawFacts;
import org.jspecify.annotations.Nullable;

/**
 * One person's own duty to report one suspicion, and how far it is.
 *
 * @param causeAt when this person had cause; the law's time counts from here
 * @param follows the report that this one goes on from
 * @param law what the law said at that moment, kept as it was read
 * @param callDue by when the law asks for the report by voice; the moment of the cause where it says at once
 * @param lateAfter from when on it counts as late: the same, with an hour's grace where the law says at once
 * @param writtenDue by when a written report is due; null where none is owed or the law names no time
 * @param holderGoneAt since when the holder does not work here any more; the duty stays, and the coordinator sees it
 */
public record Duty(
        DutyId id,
        CaseId caseId,
        String caseNumber,
        SchoolId school,
        StaffId holder,
        Reason reason,
        @Nullable ConcernId concern,
        @Nullable DutyId follows,
        Instant causeAt,
        Law law,
        Instant callDue,
        Instant lateAfter,
        boolean writtenOwed,
        @Nullable Instant writtenDue,
        ReportStatus status,
        @Nullable Instant calledAt,
        @Nullable Instant sentAt,
        @Nullable Instant holderGoneAt) {
    /** How the names of what a case owes begin, where a report is owed. */
    static final String OBLIGATIONS = "mandate.duty/";

    /** The law names no minutes for "at once"; whoever reports within the hour is counted as in time. */
    static final Duration AT_ONCE = Duration.ofHours(1);

    /**
     * The law of the cause's day, as far as a report rests on it.
     *
     * @param callHours null: not known, and so at once
     * @param unreviewed names of the fields that the district had not confirmed
     */
    public record Law(
            String state,
            LocalDate on,
            @Nullable Integer callHours,
            LawFacts.Written written,
            @Nullable Integer writtenHours,
            String unreviewed) {
        public boolean atOnce() {
            return callHours == null || callHours == 0;
        }

        public boolean reviewed() {
            return unreviewed.isEmpty();
        }
    }

    /** How a duty that was to be met by a time stands. */
    public enum Timing {
        /** Still to do, and there is time. */
        OPEN,
        /** Still to do, and late. */
        OVERDUE,
        IN_TIME,
        LATE
    }

    public RecordRef ref() {
        return RecordRef.duty(id.value(), school);
    }

    public RecordRef caseRef() {
        return RecordRef.caseFile(caseId.value(), school);
    }

    public boolean callOwed() {
        return status == ReportStatus.OWED;
    }

    /** Whether nothing is left to do that the law asks for. */
    public boolean met() {
        return !callOwed() && !writtenOpen();
    }

    public boolean writtenOpen() {
        return writtenOwed && sentAt == null;
    }

    public Timing call(Instant now) {
        return timing(calledAt, lateAfter, now);
    }

    /** How the written report stands; in time where no time is set. */
    public Timing written(Instant now) {
        return timing(sentAt, writtenDue == null ? Instant.MAX : writtenDue, now);
    }

    /** People give times by the minute. */
    private static Timing timing(@Nullable Instant done, Instant latest, Instant now) {
        if (done == null) {
            return now.isAfter(latest) ? Timing.OVERDUE : Timing.OPEN;
        }
        return done.truncatedTo(ChronoUnit.MINUTES).isAfter(latest) ? Timing.LATE : Timing.IN_TIME;
    }

    Duty moved(ReportStatus to, @Nullable Instant called, @Nullable Instant sent) {
        return new Duty(
                id,
                caseId,
                caseNumber,
                school,
                holder,
                reason,
                concern,
                follows,
                causeAt,
                law,
                callDue,
                lateAfter,
                writtenOwed,
                writtenDue,
                to,
                called,
                sent,
                holderGoneAt);
    }

    /** Where the agency asks for a written report that the law did not ask for by itself; or none is owed after all. */
    Duty withWritten(boolean owed, @Nullable Instant due) {
        return new Duty(
                id,
                caseId,
                caseNumber,
                school,
                holder,
                reason,
                concern,
                follows,
                causeAt,
                law,
                callDue,
                lateAfter,
                owed,
                due,
                status,
                calledAt,
                sentAt,
                holderGoneAt);
    }

    /** What the case owes while the call is not made, and while the written report is not sent. */
    String callObligation() {
        return OBLIGATIONS + id.value();
    }

    String writtenObligation() {
        return OBLIGATIONS + id.value() + "/written";
    }
}
