package org.havenward.concern;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Role;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A concern whose reader is gone (shut out, left, suspended, without the role) never waits for someone who is not there:
 * whoever is left to read it is told now.
 */
@Service
class LostReaders {
    /** So many are told of in one go; more come the next minute, so that the telling keeps up. */
    private static final int AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final ConcernFiles files;
    private final Deadlines deadlines;
    private final Escalation escalation;
    private final Gate gate;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    LostReaders(
            JdbcClient jdbc,
            ConcernFiles files,
            Deadlines deadlines,
            Escalation escalation,
            Gate gate,
            Audit audit,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.audit = audit;
        this.clock = clock;
        this.deadlines = deadlines;
        this.escalation = escalation;
        this.gate = gate;
        this.events = events;
    }

    /** In the current district: those looked at by someone who may not triage them any more, whatever the reason. */
    @Transactional
    void look() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var readers = jdbc.sql(
                        "select distinct acknowledged_by from concern where status in ('BEING_LOOKED_AT', 'MORE_ASKED')")
                .query((row, number) -> new StaffId(row.getObject(1, UUID.class)))
                .list();
        var left = AT_ONCE;
        for (var reader : readers) {
            left -= left == 0 ? 0 : look(reader, now, left);
        }
    }

    /** How many there were; those beyond the most are for the next time. */
    private int look(StaffId reader, Instant now, int atMost) {
        var lost = lost(reader, atMost);
        for (var id : lost) {
            var file = files.lock(id).orElseThrow();
            var acknowledged = file.state().acknowledged();
            if (file.status().decided()
                    || acknowledged == null
                    || !acknowledged.by().equals(reader)) {
                continue;
            }
            var after = free(file, now);
            files.addStep(after, StepKind.READER_GONE, null, now, null, reader.value());
            files.save(after);
            audit.logSystem(Action.CHANGED, file.ref(), file.student(), Purpose.SYSTEM);
        }
        return lost.size();
    }

    private List<ConcernId> lost(StaffId reader, int atMost) {
        var viewer = gate.asOf(reader);
        var open = viewer == null
                ? null
                : gate.visible(viewer, Need.TRIAGE_CONCERN, RecordKind.CONCERN, "c.id", "c.school_id");
        return jdbc.sql("""
                        select c.id from concern c where c.status in ('BEING_LOOKED_AT', 'MORE_ASKED')
                            and c.acknowledged_by = :reader and not (%s)
                        order by c.urgency, c.waiting_since, c.id limit :most
                        """.formatted(open == null ? "false" : open.sql()))
                .params(open == null ? Map.of() : open.parameters())
                .param("reader", reader.value())
                .param("most", atMost)
                .query((row, number) -> new ConcernId(row.getObject(1, UUID.class)))
                .list();
    }

    /** The concern after someone was shut out of it. */
    ConcernFile shutOut(ConcernFile file, StaffId who, Instant now) {
        var acknowledged = file.state().acknowledged();
        if (!file.status().decided()
                && acknowledged != null
                && acknowledged.by().equals(who)) {
            return free(file, now);
        }
        return file.status() == ConcernStatus.WAITING
                ? escalation.tell(file.clocked(nextReaderNow(file, now)), now)
                : file;
    }

    /** The concern after it was kept from its school, whose people may have read it by then. */
    ConcernFile keptFromSchool(ConcernFile file, Instant now) {
        var acknowledged = file.state().acknowledged();
        if (!file.status().decided() && acknowledged != null && !mayTriage(acknowledged.by(), file)) {
            return free(file, now);
        }
        return file.waitsToBeRead() ? escalation.tell(file.clocked(nextReaderNow(file, now)), now) : file;
    }

    private boolean mayTriage(StaffId who, ConcernFile file) {
        var viewer = gate.asOf(who);
        return viewer != null
                && gate.decide(viewer, Need.TRIAGE_CONCERN, file.ref()).allowed();
    }

    /** Nobody looks at it any more: it waits again, nobody counts as told, and those who are to read it now are told. */
    ConcernFile free(ConcernFile file, Instant now) {
        var waits = file.loseReader(now, deadlines.from(now, file.urgent()));
        events.publishEvent(
                new ConcernWaitsAgain(DistrictScope.required(), file.id(), file.school(), file.urgent(), now));
        return escalation.tell(waits.clocked(nextReaderNow(waits, now)), now);
    }

    /** Danger is everyone's at once; else the next one's, where the one before them may not see it. */
    private Clock nextReaderNow(ConcernFile file, Instant now) {
        var times = file.state().clock();
        if (file.urgent()) {
            return times.backupNow(now).coordinatorNow(now);
        }
        if (!gate.holders(Role.DESIGNATED_COUNSELOR, file.ref()).isEmpty()) {
            return times;
        }
        var backup = times.backupNow(now);
        return gate.holders(Role.BACKUP_COUNSELOR, file.ref()).isEmpty() ? backup.coordinatorNow(now) : backup;
    }
}
