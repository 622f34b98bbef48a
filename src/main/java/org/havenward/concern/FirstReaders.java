package org.havenward.concern;

import java.time.Instant;
import org.havenward.access.Role;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.springframework.stereotype.Component;

/** Says in a concern's history to whom it went first, where that was not the school's counselor. */
@Component
class FirstReaders {
    private final ConcernFiles files;
    private final Audit audit;

    FirstReaders(ConcernFiles files, Audit audit) {
        this.files = files;
        this.audit = audit;
    }

    /** Without a counselor who may know of it, it went straight to the backup or the coordinator: the history says so. */
    void record(ConcernFile file, Instant now) {
        var times = file.state().clock();
        if (times.backupToldAt() == null) {
            return;
        }
        files.save(file);
        if (times.coordinatorToldAt() != null) {
            files.addStep(file, StepKind.COORDINATOR_TOLD, null, now, Role.DISTRICT_COORDINATOR.name(), null);
        } else if (times.coordinatorAt().isAfter(now)) {
            files.addStep(file, StepKind.BACKUP_TOLD, null, now, Role.BACKUP_COUNSELOR.name(), null);
        } else {
            return; // nobody may know of it: it stays due, and the health check says so
        }
        audit.logSystem(Action.ESCALATED, file.ref(), file.student(), Purpose.SYSTEM);
    }
}
