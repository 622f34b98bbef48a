package org.havenward.casework;

import java.time.Instant;
import java.time.InstantSource;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what cases owe, and tells it in their chronology. Starts and ends with what caused it, in the same transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class OwedByCases implements Obligations {
    private final CaseFiles files;
    private final ObligationRows obligations;
    private final Doorstep doorstep;
    private final Audit audit;
    private final InstantSource clock;

    OwedByCases(CaseFiles files, ObligationRows obligations, Doorstep doorstep, Audit audit, InstantSource clock) {
        this.files = files;
        this.obligations = obligations;
        this.doorstep = doorstep;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void oblige(CaseId caseId, String key, String labelKey, @Nullable Instant due) {
        var file = locked(caseId);
        if (obligations.open(caseId, key, labelKey, due, clock.instant())) {
            owe(file, labelKey);
        }
    }

    @Override
    public void keepOwed(CaseId caseId, String key, String labelKey, @Nullable Instant due) {
        var file = locked(caseId);
        var now = clock.instant();
        if (obligations.open(caseId, key, labelKey, due, now) || obligations.openAgain(caseId, key, now)) {
            owe(file, labelKey);
        }
        obligations.setDue(caseId, key, due);
    }

    @Override
    public void lift(CaseId caseId, String key) {
        var file = locked(caseId);
        obligations
                .settle(caseId, key, clock.instant())
                .ifPresent(label ->
                        write(file, NewEntry.of(EntryKind.OBLIGATION_LIFTED).code(label)));
    }

    private void owe(CaseFile file, String labelKey) {
        // A duty does not wait for someone to reopen a case.
        if (file.status() == CaseStatus.CLOSED) {
            file.reopen(Judgment.NONE);
        }
        write(file, NewEntry.of(EntryKind.OBLIGATION_OPENED).code(labelKey));
    }

    @Override
    public void settle(CaseId caseId, String key) {
        var file = locked(caseId);
        obligations
                .settle(caseId, key, clock.instant())
                .ifPresent(label ->
                        write(file, NewEntry.of(EntryKind.OBLIGATION_SETTLED).code(label)));
    }

    private CaseFile locked(CaseId caseId) {
        return files.lock(caseId).orElseThrow(() -> new IllegalArgumentException("No such case"));
    }

    private void write(CaseFile file, NewEntry entry) {
        doorstep.save(file.write(entry), null);
        audit.logSystem(Action.CHANGED, file.opened().ref(), file.opened().student(), Purpose.CASE_WORK);
    }
}
