package org.havenward.casework;

import java.util.UUID;
import java.util.function.Consumer;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves a case through its life: only by its lead, always by a judgment with reasons, never by a rule. */
@Service
@Transactional
public class CaseLife {
    private final Doorstep doorstep;
    private final CaseWords words;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    CaseLife(
            Doorstep doorstep,
            CaseWords words,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.doorstep = doorstep;
        this.words = words;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Moves a case to another state. From suspicion to confirmed it is moved by {@link CaseJudgments#onConfirmation}, which
     * asks what that rests on.
     *
     * @param seen the state it had when this was decided: where that changed meanwhile, nothing is done
     */
    public void move(Viewer viewer, CaseId id, CaseStatus seen, CaseStatus to, Judgment judgment, String key) {
        change(viewer, id, Action.CHANGED, words.fingerprint(id.value(), to, judgment.reasons()), key, file -> {
            requireStill(file, seen);
            if (file.status() == CaseStatus.SUSPICION && to == CaseStatus.CONFIRMED) {
                throw CannotDo.because("to", "casework.cannot.confirm_with_basis");
            }
            boolean reopens = file.status() == CaseStatus.CLOSED;
            file.moveTo(to, judgment);
            if (reopens) {
                announceReopening(viewer, file);
            }
        });
    }

    /**
     * Closes a case; throws {@link IllegalTransition} while it owes something, as worked out at this very moment. What was
     * then found to be owed is kept, so that the case's page shows why it stays open.
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void close(Viewer viewer, CaseId id, Outcome outcome, String key) {
        try {
            transaction.executeWithoutResult(status -> closeNow(viewer, id, outcome, key));
        } catch (IllegalTransition refused) {
            transaction.executeWithoutResult(status -> workOut(viewer, id));
            throw refused;
        }
    }

    private void closeNow(Viewer viewer, CaseId id, Outcome outcome, String key) {
        var fingerprint = words.fingerprint(id.value(), outcome.kind(), outcome.words(), outcome.tasksMayStay());
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        onceOnly.once(viewer.staff().value(), "casework." + Action.CLOSED, key, fingerprint, () -> {
            workOut(viewer, id);
            return changed(viewer, id, Action.CLOSED, file -> {
                file.close(outcome);
                events.publishEvent(
                        new CaseClosed(viewer.district(), id, file.opened().school(), viewer.staff(), Ids.next()));
            });
        });
    }

    /** What the case owes is worked out anew by whoever obliges it, while nobody else changes it. */
    private void workOut(Viewer viewer, CaseId id) {
        var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
        if (file.status() != CaseStatus.CLOSED) {
            events.publishEvent(
                    new CaseClosing(viewer.district(), id, file.opened().school()));
        }
    }

    /** Opens a closed case again, in the state it had before. */
    public void reopen(Viewer viewer, CaseId id, Judgment why, String key) {
        change(viewer, id, Action.REOPENED, words.fingerprint(id.value(), why.reasons()), key, file -> {
            file.reopen(why);
            announceReopening(viewer, file);
        });
    }

    private void announceReopening(Viewer viewer, CaseFile file) {
        events.publishEvent(new CaseReopened(
                viewer.district(), file.opened().id(), file.opened().school(), viewer.staff(), Ids.next()));
    }

    private static void requireStill(CaseFile file, CaseStatus seen) {
        if (file.status() != seen) {
            throw CannotDo.overtaken("to", "casework.cannot.status_moved");
        }
    }

    private UUID change(
            Viewer viewer, CaseId id, Action action, String fingerprint, String key, Consumer<CaseFile> verb) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        return onceOnly.once(
                        viewer.staff().value(),
                        "casework." + action,
                        key,
                        fingerprint,
                        () -> changed(viewer, id, action, verb))
                .id();
    }

    private UUID changed(Viewer viewer, CaseId id, Action action, Consumer<CaseFile> verb) {
        var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
        verb.accept(file);
        doorstep.save(file, viewer.staff());
        var found = file.opened();
        audit.log(viewer, action, found.ref(), found.student(), Purpose.CASE_WORK);
        return id.value();
    }
}
