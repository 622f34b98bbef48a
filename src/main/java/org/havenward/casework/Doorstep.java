package org.havenward.casework;

import java.time.InstantSource;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Where every door of this room begins and ends: asks the gate for the case, and stores what its verbs did. */
@Component
class Doorstep {
    private final CaseFiles files;
    private final Chronology chronology;
    private final TokenIndex index;
    private final Gate gate;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Doorstep(
            CaseFiles files,
            Chronology chronology,
            TokenIndex index,
            Gate gate,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.files = files;
        this.chronology = chronology;
        this.index = index;
        this.gate = gate;
        this.events = events;
        this.clock = clock;
    }

    /** The case, for who may; a case that is not there and one that must not be known of are refused alike. */
    CaseFile.State enter(Viewer viewer, Need need, CaseId id) {
        var found = files.find(id).orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
        gate.require(viewer, need, found.ref());
        return found;
    }

    /** The same, to change it: nobody else does until this transaction ends. */
    CaseFile enterToChange(Viewer viewer, Need need, CaseId id) {
        var found = files.lock(id).orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
        // Who broke the glass reads and notes; what changes a case is its team's.
        gate.require(
                viewer,
                need == Need.OPEN_CASE ? Need.WORK_ON_CASE : need,
                found.opened().ref());
        return found;
    }

    /** Stores the case and appends what its verbs wrote, so that it can be found by it; {@code by} null: the house itself. */
    void save(CaseFile file, @Nullable StaffId by) {
        var now = clock.instant();
        var opened = file.opened();
        if (file.status() != opened.status()
                || !file.lead().equals(opened.lead())
                || file.leadGone() != (opened.leadGoneAt() != null)) {
            files.update(file, now);
        }
        for (var entry : file.takeWritten()) {
            chronology.append(opened, entry, by, now);
            index.add(opened.id(), entry.words());
        }
        if (file.status() != opened.status()) {
            events.publishEvent(new CaseMoved(DistrictScope.required(), opened.id(), opened.status(), file.status()));
        }
    }
}
