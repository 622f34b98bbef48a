package org.havenward.mandate;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseId;
import org.havenward.casework.EntryKind;
import org.havenward.casework.Obligations;
import org.havenward.protocol.Protocol.Proof.Recorded;
import org.havenward.protocol.RecordedElsewhere;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** That the reports of a case are made: by everyone who owes one, and for all that was raised so far. */
@Component
class ReportsRecorded implements RecordedElsewhere {
    private final DutyRows duties;
    private final Proofs proofs;
    private final WhatTheLawAsks laws;
    private final Obligations obligations;
    private final CaseDoor door;

    ReportsRecorded(DutyRows duties, Proofs proofs, WhatTheLawAsks laws, Obligations obligations, CaseDoor door) {
        this.duties = duties;
        this.proofs = proofs;
        this.laws = laws;
        this.obligations = obligations;
        this.door = door;
    }

    @Override
    public Map<String, Instant> recorded(CaseId id) {
        var all = duties.of(id);
        var recorded = new HashMap<String, Instant>();
        if (all.stream().noneMatch(Duty::callOwed)) {
            put(recorded, Recorded.ORAL_REPORT, latest(id, all, Duty::calledAt));
        }
        if (all.stream().noneMatch(Duty::writtenOpen)) {
            put(recorded, Recorded.WRITTEN_REPORT, latest(id, all, this::inWriting));
        }
        return recorded;
    }

    /** When it was sent; where nothing is owed any more since the report by form is the written one as well, when that was. */
    private @Nullable Instant inWriting(Duty duty) {
        if (duty.writtenOwed()) {
            return duty.sentAt();
        }
        return proofs.calls(List.of(duty.id())).stream()
                .filter(call -> laws.wasInWriting(duty, call))
                .map(Proofs.CallRow::madeAt)
                .findFirst()
                .orElse(null);
    }

    /** Only what is open moves: what was met stays met, and nobody is asked again for what they sent. */
    @Override
    public void keep(CaseId id) {
        duties.of(id).stream().filter(duty -> duty.sentAt() == null).forEach(this::keepWritten);
    }

    private void keepWritten(Duty duty) {
        var after = laws.writtenAsKnownNow(duty, proofs.calls(List.of(duty.id())));
        if (after.equals(duty)) {
            return;
        }
        if (after.writtenOwed()) {
            obligations.keepOwed(duty.caseId(), duty.writtenObligation(), DutiesArise.WRITTEN_OWED, after.writtenDue());
        } else {
            obligations.lift(duty.caseId(), duty.writtenObligation());
            door.tell(duty.caseId(), null, EntryKind.REPORT, "reports.told.not_in_writing", "");
        }
        var next = Reminders.first(after);
        duties.save(after, next == null ? null : next.at());
    }

    @Override
    public Set<String> owes(CaseId id) {
        return duties.of(id).isEmpty() ? Set.of() : Set.of(Recorded.ORAL_REPORT, Recorded.WRITTEN_REPORT);
    }

    /** What was raised while a report was owed is part of it, also where someone called before they wrote it down here. */
    private @Nullable Instant latest(CaseId id, List<Duty> met, Function<Duty, @Nullable Instant> when) {
        Instant latest = null;
        for (var duty : met) {
            var at = when.apply(duty);
            latest = at != null && (latest == null || at.isAfter(latest)) ? at : latest;
        }
        if (latest == null) {
            return null;
        }
        var raised = door.facts(id).concerns().stream()
                .map(CaseFacts.Raised::at)
                .max(Instant::compareTo)
                .orElse(latest);
        return raised.isAfter(latest) ? raised : latest;
    }

    private static void put(Map<String, Instant> recorded, String name, @Nullable Instant at) {
        if (at != null) {
            recorded.put(name, at);
        }
    }
}
