package org.havenward.casework;

import java.time.InstantSource;
import org.havenward.access.Gate;
import org.havenward.access.Standing;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells in the chronology that an opening is over. It ended by itself when its time was: the gate asks the clocks, not this.
 */
@Service
class BreakGlassEnds {
    private static final int AT_ONCE = 100;

    private final BreakGlassRows rows;
    private final CaseFiles files;
    private final Doorstep doorstep;
    private final Gate gate;
    private final Audit audit;
    private final InstantSource clock;

    BreakGlassEnds(
            BreakGlassRows rows, CaseFiles files, Doorstep doorstep, Gate gate, Audit audit, InstantSource clock) {
        this.rows = rows;
        this.files = files;
        this.doorstep = doorstep;
        this.gate = gate;
        this.audit = audit;
        this.clock = clock;
    }

    /** In the current district. */
    @Transactional
    void tell() {
        for (var row : rows.over(clock.instant(), AT_ONCE)) {
            var file = files.lock(row.caseId()).orElseThrow();
            if (!rows.end(row.id(), null, row.until())) {
                continue; // someone ended it meanwhile
            }
            if (rows.open(row.caseId(), row.who()).isEmpty()) {
                gate.dismiss(row.ref(), row.who(), Standing.BREAK_GLASS);
            }
            doorstep.save(
                    file.write(NewEntry.of(EntryKind.SHARING)
                            .code("casework.told.glass_over")
                            .person(row.who())),
                    null);
            audit.logSystem(Action.REVOKED, row.ref(), file.opened().student(), Purpose.BREAK_GLASS);
        }
    }
}
