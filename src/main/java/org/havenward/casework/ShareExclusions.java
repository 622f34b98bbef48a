package org.havenward.casework;

import org.havenward.access.Gate;
import org.havenward.district.StaffId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Who is kept out of a case is kept out of all that came of it, also where that was before: what was shared from it, its
 * notices and audit rows, and what other rooms keep, which listen.
 */
@Component
class ShareExclusions {
    private final ShareRows shares;
    private final Gate gate;
    private final ApplicationEventPublisher events;

    ShareExclusions(ShareRows shares, Gate gate, ApplicationEventPublisher events) {
        this.shares = shares;
        this.gate = gate;
        this.events = events;
    }

    void follow(CaseFile.State file) {
        shares.of(file.id()).forEach(share -> gate.carryExclusions(file.ref(), share.ref()));
        events.publishEvent(new KeptOutOfCase(file.id()));
    }

    /** Keeping someone out of the case was a mistake. */
    void letBack(CaseFile.State file, StaffId who, StaffId by) {
        shares.of(file.id()).forEach(share -> gate.readmit(share.ref(), who, by));
        events.publishEvent(new LetBackToCase(file.id(), who, by));
    }
}
