package org.havenward.protocol;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Purpose;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.EntryKind;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which version of the protocol a case follows. It stays on the one that was in force when it was opened; who leads it may
 * move it to the one in force now, after seeing what that changes.
 */
@Service
@Transactional
public class CaseVersion {
    private final CaseDoor door;
    private final StepReader reader;
    private final StepRows rows;
    private final StepsKept kept;
    private final OnceOnly onceOnly;

    CaseVersion(CaseDoor door, StepReader reader, StepRows rows, StepsKept kept, OnceOnly onceOnly) {
        this.door = door;
        this.reader = reader;
        this.rows = rows;
        this.kept = kept;
        this.onceOnly = onceOnly;
    }

    /**
     * What moving a case to the version in force would change.
     *
     * @param added what is in the new version alone
     * @param gone what is in the old one alone
     * @param changed what is in both, and stands otherwise: another state, or another time
     * @param kept what was answered or marked as done and counts in both
     * @param lost what was answered or marked as done and would not count; it stays readable in the chronology
     */
    public record Move(
            ProtocolVersion from,
            ProtocolVersion to,
            List<Evaluation.Change> added,
            List<Evaluation.Change> gone,
            List<Evaluation.Change> changed,
            List<Evaluation.State> kept,
            List<Evaluation.State> lost) {}

    /** Whether a version is in force that a case does not follow. */
    public boolean isNewer(Viewer viewer, CaseId id) {
        var inputs = reader.of(door.enter(viewer, Need.OPEN_CASE, id));
        return differs(inputs, reader.inForce());
    }

    /** What a move would change; empty where the case follows the version in force, or is closed. */
    public Optional<Move> look(Viewer viewer, CaseId id) {
        var file = door.enter(viewer, Need.LEAD_CASE, id);
        door.audit(viewer, Action.OPENED, file, Purpose.CASE_WORK);
        var inputs = reader.of(file);
        var to = reader.inForce();
        return differs(inputs, to) ? Optional.of(move(inputs, to)) : Optional.empty();
    }

    private static boolean differs(StepInputs inputs, ProtocolVersion to) {
        return inputs.file().status() != CaseStatus.CLOSED
                && !inputs.version().id().equals(to.id());
    }

    private static Move move(StepInputs inputs, ProtocolVersion to) {
        var before = inputs.stand();
        var after = inputs.standBy(to.protocol());
        var changes = Evaluation.changed(before, after);
        var done = before.items().stream().filter(state -> state.done() != null).toList();
        return new Move(
                inputs.version(),
                to,
                changes.stream().filter(change -> change.before() == null).toList(),
                changes.stream().filter(change -> change.after() == null).toList(),
                changes.stream()
                        .filter(change -> change.before() != null && change.after() != null)
                        .toList(),
                done.stream().filter(state -> isDone(after, state)).toList(),
                done.stream().filter(state -> !isDone(after, state)).toList());
    }

    private static boolean isDone(Evaluation after, Evaluation.State state) {
        return after.find(state.id()).filter(other -> other.done() != null).isPresent();
    }

    /**
     * Moves a case to the version in force.
     *
     * @param seen from and to which version it was when this was decided: where that changed meanwhile, nothing is done
     */
    public UUID move(Viewer viewer, CaseId id, ProtocolVersionId from, ProtocolVersionId seen, String key) {
        door.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = door.fingerprint(id.value(), from.value(), seen.value());
        return onceOnly.once(viewer.staff().value(), "protocol.move", key, fingerprint, () -> {
                    var file = door.enterToChange(viewer, Need.LEAD_CASE, id);
                    var to = reader.inForce();
                    refuse(file, reader.of(file), from, seen, to);
                    var pin = Ids.next();
                    rows.pin(id, pin, to.id(), reader.now(), viewer.staff());
                    door.audit(viewer, Action.CHANGED, file, Purpose.CASE_WORK);
                    door.tell(id, viewer, EntryKind.STEP, "steps.told.moved", "");
                    kept.keep(id);
                    return pin;
                })
                .id();
    }

    private static void refuse(
            CaseFacts file, StepInputs inputs, ProtocolVersionId from, ProtocolVersionId seen, ProtocolVersion to) {
        if (file.status() == CaseStatus.CLOSED) {
            throw CannotDo.overtaken("", "steps.cannot.closed");
        }
        if (!to.id().equals(seen) || !inputs.version().id().equals(from) || from.equals(seen)) {
            throw CannotDo.overtaken("", "steps.cannot.version_moved");
        }
    }
}
