package org.havenward.mandate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.EntryKind;
import org.havenward.protocol.StepsKept;
import org.springframework.stereotype.Component;

/** Where every door to someone's own duty begins and ends: the gate, whose it is, the audit, and the case's chronology. */
@Component
class DutyDoorstep {
    /** Clocks differ a little: what was done a moment ahead of ours was done now. */
    private static final Duration SKEW = Duration.ofMinutes(2);
    /** A report may have been made before anyone wrote the concern down, but not long before. */
    private static final Duration BEFORE_CAUSE = Duration.ofDays(30);

    private final DutyRows duties;
    private final CaseDoor door;
    private final Gate gate;
    private final Audit audit;
    private final StepsKept steps;
    private final InstantSource clock;

    DutyDoorstep(DutyRows duties, CaseDoor door, Gate gate, Audit audit, StepsKept steps, InstantSource clock) {
        this.duties = duties;
        this.door = door;
        this.gate = gate;
        this.audit = audit;
        this.steps = steps;
        this.clock = clock;
    }

    /** The duty, for who has it; one that is not there and one of another are refused alike. */
    Duty enter(Viewer viewer, DutyId id) {
        var duty = duties.find(id).orElseThrow(DutyDoorstep::unknown);
        require(viewer, duty);
        return duty;
    }

    /**
     * The same, to change it: nobody else does until this transaction ends. Nobody meets another's duty. The case is held
     * first, as by whatever else works out what it owes, so that no two wait for each other.
     */
    Duty enterToChange(Viewer viewer, DutyId id) {
        door.hold(duties.find(id).orElseThrow(DutyDoorstep::unknown).caseId());
        var duty = duties.lock(id).orElseThrow(DutyDoorstep::unknown);
        require(viewer, duty);
        if (!duty.holder().equals(viewer.staff())) {
            throw CannotReport.because("", "reports.cannot.not_yours");
        }
        return duty;
    }

    private void require(Viewer viewer, Duty duty) {
        gate.require(viewer, Need.MEET_OWN_DUTY, duty.ref());
        // Whoever is kept out of the case since is kept out of this page of it as well.
        if (gate.excludedFrom(duty.caseRef()).contains(viewer.staff())) {
            throw new RefusedException(Decision.Reason.EXCLUDED);
        }
    }

    /** Whether they may open the case itself; a bus driver, say, may not. */
    boolean mayOpenCase(Viewer viewer, Duty duty) {
        return gate.decide(viewer, Need.OPEN_CASE, duty.caseRef()).allowed();
    }

    void read(Viewer viewer, Duty duty) {
        audit.log(viewer, Action.OPENED, duty.ref(), null, Purpose.MANDATED_REPORT);
    }

    /** Notes what was done, in the audit of the duty and of its case, and in the chronology, without content. */
    void done(Viewer viewer, Duty duty, String labelKey) {
        audit.log(viewer, Action.CHANGED, duty.ref(), null, Purpose.MANDATED_REPORT);
        door.audit(viewer, Action.CHANGED, door.facts(duty.caseId()), Purpose.MANDATED_REPORT);
        door.tell(duty.caseId(), viewer, EntryKind.REPORT, labelKey, "");
        steps.keep(duty.caseId());
    }

    /**
     * When something was done, as someone says; refused where that can't be. What was done before an earlier report was made
     * belongs to that one: nothing of it meets a further duty.
     */
    Instant said(Duty duty, Instant moment) {
        var now = now();
        if (moment.isAfter(now.plus(SKEW))) {
            throw CannotReport.because("made", "reports.error.future");
        }
        if (moment.isBefore(duty.causeAt().minus(BEFORE_CAUSE))) {
            throw CannotReport.because("made", "reports.error.long_ago");
        }
        var earlier = duty.follows() == null
                ? null
                : duties.find(duty.follows()).orElseThrow().calledAt();
        // People give times by the minute.
        if (earlier != null && moment.isBefore(earlier.truncatedTo(ChronoUnit.MINUTES))) {
            throw CannotReport.because("made", "reports.error.earlier_report");
        }
        return moment.isAfter(now) ? now : moment;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static RefusedException unknown() {
        return new RefusedException(Decision.Reason.NOT_ON_TEAM);
    }
}
