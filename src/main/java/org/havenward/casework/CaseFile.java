package org.havenward.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.havenward.access.RecordRef;
import org.havenward.casework.LifeCycle.Verb;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;

/** A case as its rules see it: its state, its lead, and the entries that its verbs write. Holds no words about the student. */
final class CaseFile {
    /** How a case is stored. */
    record State(
            CaseId id,
            String number,
            SchoolId school,
            @Nullable StudentId student,
            KeyId key,
            CaseStatus status,
            @Nullable CaseStatus before,
            Outcome.@Nullable Kind outcome,
            StaffId lead,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable Instant leadGoneAt) {
        RecordRef ref() {
            return RecordRef.caseFile(id.value(), school);
        }

        String place(String field) {
            return "casework." + field + "/" + id.value();
        }
    }

    private final State opened;
    private final int openObligations;
    private final int openTasks;
    private CaseStatus status;
    private @Nullable CaseStatus before;
    private Outcome.@Nullable Kind outcome;
    private StaffId lead;
    private boolean leadGone;
    private final List<NewEntry> written = new ArrayList<>();

    CaseFile(State opened, int openObligations, int openTasks) {
        this.opened = opened;
        this.openObligations = openObligations;
        this.openTasks = openTasks;
        this.status = opened.status();
        this.before = opened.before();
        this.outcome = opened.outcome();
        this.lead = opened.lead();
        this.leadGone = opened.leadGoneAt() != null;
    }

    CaseFile confirm(Judgment judgment) {
        return move(CaseStatus.CONFIRMED, Verb.CONFIRM, judgment);
    }

    /** What seemed confirmed is open again. */
    CaseFile reconsider(Judgment judgment) {
        return move(CaseStatus.SUSPICION, Verb.RECONSIDER, judgment);
    }

    CaseFile beginRecovery(Judgment judgment) {
        return move(CaseStatus.RECOVERY, Verb.BEGIN_RECOVERY, judgment);
    }

    CaseFile close(Outcome how) {
        require(CaseStatus.CLOSED, Verb.CLOSE);
        if (openObligations > 0) {
            throw new IllegalTransition(status, CaseStatus.CLOSED, IllegalTransition.Why.OBLIGATION_OPEN);
        }
        if (openTasks > 0 && !how.tasksMayStay()) {
            throw new IllegalTransition(status, CaseStatus.CLOSED, IllegalTransition.Why.TASK_OPEN);
        }
        written.add(NewEntry.of(EntryKind.CLOSED)
                .words(how.words())
                .code(how.kind().name())
                .moved(status, CaseStatus.CLOSED));
        before = status;
        outcome = how.kind();
        status = CaseStatus.CLOSED;
        return this;
    }

    /** Back to the state it had before it was closed. */
    CaseFile reopen(Judgment judgment) {
        var back = before;
        if (status != CaseStatus.CLOSED || back == null) {
            throw new IllegalTransition(status, status, IllegalTransition.Why.NOT_FROM_HERE);
        }
        require(back, Verb.REOPEN);
        written.add(NewEntry.of(EntryKind.REOPENED).words(judgment.reasons()).moved(status, back));
        status = back;
        before = null;
        outcome = null;
        return this;
    }

    /** To a state that is named from outside, such as by the API. */
    CaseFile moveTo(CaseStatus to, Judgment judgment) {
        return switch (to) {
            case SUSPICION -> status == CaseStatus.CLOSED ? reopenTo(to, judgment) : reconsider(judgment);
            case CONFIRMED -> status == CaseStatus.CLOSED ? reopenTo(to, judgment) : confirm(judgment);
            case RECOVERY -> status == CaseStatus.CLOSED ? reopenTo(to, judgment) : beginRecovery(judgment);
            // Closing needs an outcome.
            case CLOSED -> throw new IllegalTransition(status, to, IllegalTransition.Why.NOT_FROM_HERE);
        };
    }

    CaseFile handOver(StaffId to, String reasons) {
        written.add(NewEntry.of(EntryKind.LEAD_CHANGED).words(reasons).person(to));
        lead = to;
        leadGone = false;
        return this;
    }

    /** Whoever led it can't any more: it waits until the coordinator appoints someone. */
    CaseFile loseLead() {
        if (!leadGone) {
            written.add(NewEntry.of(EntryKind.LEAD_GONE).person(lead));
            leadGone = true;
        }
        return this;
    }

    /** Whoever led it can again, before anyone else was appointed. */
    CaseFile leadIsBack() {
        if (leadGone) {
            written.add(NewEntry.of(EntryKind.LEAD_BACK).person(lead));
            leadGone = false;
        }
        return this;
    }

    CaseFile write(NewEntry entry) {
        written.add(entry);
        return this;
    }

    private CaseFile reopenTo(CaseStatus to, Judgment judgment) {
        if (to != before) {
            throw new IllegalTransition(status, to, IllegalTransition.Why.NOT_THE_STATE_BEFORE);
        }
        return reopen(judgment);
    }

    private CaseFile move(CaseStatus to, Verb verb, Judgment judgment) {
        require(to, verb);
        written.add(
                NewEntry.of(EntryKind.STATUS_CHANGED).words(judgment.reasons()).moved(status, to));
        status = to;
        return this;
    }

    private void require(CaseStatus to, Verb verb) {
        if (LifeCycle.verb(status, to).filter(legal -> legal == verb).isEmpty()) {
            throw new IllegalTransition(status, to, IllegalTransition.Why.NOT_FROM_HERE);
        }
    }

    State opened() {
        return opened;
    }

    CaseStatus status() {
        return status;
    }

    @Nullable
    CaseStatus before() {
        return before;
    }

    Outcome.@Nullable Kind outcome() {
        return outcome;
    }

    StaffId lead() {
        return lead;
    }

    /** Whether it waits for a lead; {@link #lead} is then who had it last. */
    boolean leadGone() {
        return leadGone;
    }

    /** What its verbs wrote since this was asked last, in order. */
    List<NewEntry> takeWritten() {
        var taken = List.copyOf(written);
        written.clear();
        return taken;
    }
}
