package org.havenward.concern;

import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.SchoolId;
import org.havenward.district.StudentId;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How rooms further down keep something of a concern that is triaged: past the gate, sealed with its key, into its audit.
 * Everything happens in the caller's transaction.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ConcernDoor {
    private final ConcernFiles files;
    private final Gate gate;
    private final Audit audit;

    ConcernDoor(ConcernFiles files, Gate gate, Audit audit) {
        this.files = files;
        this.gate = gate;
        this.audit = audit;
    }

    /** @param student null where nobody knows yet whom it is about */
    public record Facts(
            ConcernId id,
            String receipt,
            SchoolId school,
            @Nullable StudentId student,
            KeyId key) {
        public RecordRef ref() {
            return RecordRef.concern(id.value(), school);
        }
    }

    /**
     * The concern, for whoever triages it.
     *
     * @throws RefusedException where it is not theirs, or is not there
     */
    public Facts enter(Viewer viewer, ConcernId id) {
        var file = files.find(id).orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_DISTRICT));
        gate.require(viewer, Need.TRIAGE_CONCERN, file.ref());
        return new Facts(id, ReceiptCode.of(id), file.school(), file.student(), file.key());
    }

    /**
     * Whether a concern of a case is shut to someone to whom the case is open: it names them, or nobody at the school shall
     * read it and they triage there. They read nothing of it there, and see in no list that it is there.
     */
    public boolean shutInCase(Viewer viewer, RecordRef concern) {
        return gate.excludedFrom(concern).contains(viewer.staff())
                || (gate.keptFromSchool(concern)
                        && (viewer.holds(Role.DESIGNATED_COUNSELOR) || viewer.holds(Role.BACKUP_COUNSELOR))
                        && !gate.decide(viewer, Need.TRIAGE_CONCERN, concern).allowed());
    }

    public void audit(Viewer viewer, Action action, Facts concern) {
        audit.log(viewer, action, concern.ref(), concern.student(), Purpose.TRIAGE);
    }
}
