package org.havenward.mandate;

import org.havenward.access.Gate;
import org.havenward.casework.KeptOutOfCase;
import org.havenward.casework.LetBackToCase;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who is kept out of a case is kept out of the duties that came of it: their pages, notices, and audit rows. */
@Component
class ReportExclusions {
    private final DutyRows duties;
    private final Gate gate;

    ReportExclusions(DutyRows duties, Gate gate) {
        this.duties = duties;
        this.gate = gate;
    }

    @EventListener
    void on(KeptOutOfCase event) {
        duties.of(event.caseId()).forEach(duty -> gate.carryExclusions(duty.caseRef(), duty.ref()));
    }

    @EventListener
    void on(LetBackToCase event) {
        duties.of(event.caseId()).forEach(duty -> gate.readmit(duty.ref(), event.who(), event.by()));
    }
}
