package org.havenward.concern;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.access.Role;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the backup and then the coordinator when nobody acknowledges a concern in time (mission B2). It only tells: what
 * is late is late whether or not this ran. Where a role has nobody who may see the concern, the next one is told at once;
 * where there is nobody at all, the concern stays due and the health check says so.
 */
@Service
class Escalation {
    private final ConcernFiles files;
    private final Gate gate;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final JdbcClient jdbc;

    Escalation(
            ConcernFiles files,
            Gate gate,
            Audit audit,
            ApplicationEventPublisher events,
            InstantSource clock,
            JdbcClient jdbc) {
        this.files = files;
        this.gate = gate;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** The districts that have someone to tell. */
    @Transactional(readOnly = true)
    public List<DistrictId> districtsDue() {
        return jdbc
                .sql("select concern_districts_due(:now)")
                .param("now", ConcernFiles.at(now()))
                .query(UUID.class)
                .list()
                .stream()
                .map(DistrictId::new)
                .toList();
    }

    /** How many concerns should have been escalated by then and were not. */
    @Transactional(readOnly = true)
    public long stuck(Instant before) {
        return jdbc.sql("select concern_escalations_stuck(:before)")
                .param("before", ConcernFiles.at(before))
                .query(Long.class)
                .single();
    }

    /**
     * Escalates some of the current district's concerns that are due.
     *
     * @param skipped how many of the longest due to pass over, because there is nobody to tell about them
     */
    @Transactional
    public Round escalateDue(int skipped, int atMost) {
        var now = now();
        var due = files.lockDue(now, skipped, atMost);
        var stay = 0;
        for (var file : due) {
            var after = tell(file, now);
            if (!after.equals(file)) {
                files.save(after);
            }
            if (after.equals(file)) {
                stay++;
            }
        }
        return new Round(due.size(), stay);
    }

    /** What one round came to: how many were due, and how many of them stay so because there is nobody to tell. */
    record Round(int due, int stay) {}

    /** Tells whom the clock says; the caller keeps the concern as it is afterwards. */
    ConcernFile tell(ConcernFile file, Instant now) {
        var times = file.state().clock();
        if (times.due(Role.BACKUP_COUNSELOR, now)) {
            if (tellHolders(file, Role.BACKUP_COUNSELOR, StepKind.BACKUP_TOLD, now)) {
                times = times.backupTold(now);
            } else {
                times = times.backupTold(now).coordinatorNow(now);
            }
        }
        if (times.due(Role.DISTRICT_COORDINATOR, now)
                && tellHolders(file, Role.DISTRICT_COORDINATOR, StepKind.COORDINATOR_TOLD, now)) {
            times = times.coordinatorTold(now);
        }
        return file.clocked(times);
    }

    private boolean tellHolders(ConcernFile file, Role role, StepKind step, Instant now) {
        if (gate.holders(role, file.ref()).isEmpty()) {
            return false;
        }
        files.addStep(file, step, null, now, role.name(), null);
        audit.logSystem(Action.ESCALATED, file.ref(), file.student(), Purpose.SYSTEM);
        events.publishEvent(new ConcernEscalated(
                DistrictScope.required(),
                file.id(),
                file.school(),
                role,
                file.state().waitingSince()));
        return true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
