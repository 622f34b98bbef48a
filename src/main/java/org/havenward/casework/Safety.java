package org.havenward.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.havenward.access.Viewer;
import org.havenward.concern.ConcernDanger;
import org.havenward.concern.ConcernId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Keeps since when a student is said not to be safe. A concern or an answer can only ever say so; that they are safe again
 * is a person's judgment, see {@link CaseJudgments}. Works in its caller's transaction, on a case that is locked.
 */
@Component
class Safety {
    private final SafetyRows rows;
    private final ConcernDanger concerns;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Safety(SafetyRows rows, ConcernDanger concerns, ApplicationEventPublisher events, InstantSource clock) {
        this.rows = rows;
        this.concerns = concerns;
        this.events = events;
        this.clock = clock;
    }

    /** Keeps what a concern that goes into a case said; whether it spoke of immediate danger. */
    boolean keepFromConcern(CaseFile file, ConcernId concern) {
        var said = concerns.saidAt(concern);
        said.ifPresent(at -> keep(file, concern, at));
        return said.isPresent();
    }

    /** Keeps that what was added to a concern of the case speaks of immediate danger. */
    void keepFromAddition(CaseFile file, ConcernId concern) {
        keep(file, concern, clock.instant());
    }

    private void keep(CaseFile file, ConcernId concern, Instant saidAt) {
        var row = new SafetyRows.Row(
                Ids.next(), clock.instant(), saidAt, false, SafetyRows.Source.CONCERN, concern.value(), null);
        rows.append(file.opened().id(), row);
        file.write(NewEntry.of(EntryKind.SAFETY).refersTo(concern.value()).code("casework.safety.told.concern"));
    }

    /** Tells what follows at once; after the case itself is told of. */
    void announceFromConcern(DistrictId district, CaseFile.State file, StaffId by, UUID concernOrText) {
        rows.unsafeSince(file.id())
                .ifPresent(since -> events.publishEvent(
                        new StudentUnsafe(district, file.id(), file.school(), since, by, concernOrText)));
    }

    /** An answer says that the student is not safe now. */
    void raiseFromAnswer(Viewer viewer, CaseFile file, UUID answer) {
        file.write(NewEntry.of(EntryKind.SAFETY).refersTo(answer).code("casework.safety.told.answer"));
        raise(viewer, file, SafetyRows.Source.ANSWER, answer);
    }

    /** Someone judges that the student is not safe now. */
    void raiseFromJudgment(Viewer viewer, CaseFile file, UUID judgment) {
        raise(viewer, file, SafetyRows.Source.JUDGMENT, judgment);
    }

    /** Someone judges that the student is safe now: the only way back. */
    void clear(Viewer viewer, CaseFile file, UUID judgment) {
        append(viewer, file, true, SafetyRows.Source.JUDGMENT, judgment);
    }

    private void raise(Viewer viewer, CaseFile file, SafetyRows.Source source, UUID of) {
        append(viewer, file, false, source, of);
        var found = file.opened();
        rows.unsafeSince(found.id())
                .ifPresent(since -> events.publishEvent(
                        new StudentUnsafe(viewer.district(), found.id(), found.school(), since, viewer.staff(), of)));
    }

    private void append(Viewer viewer, CaseFile file, boolean safe, SafetyRows.Source source, UUID of) {
        var now = clock.instant();
        rows.append(file.opened().id(), new SafetyRows.Row(Ids.next(), now, now, safe, source, of, viewer.staff()));
    }
}
