package org.havenward.casework;

import org.havenward.access.Gate;
import org.havenward.district.StaffId;
import org.springframework.stereotype.Component;

/** Who is kept out of a case is kept out of what was shared from it: the share, its notice, and its audit rows. */
@Component
class ShareExclusions {
    private final ShareRows shares;
    private final Gate gate;

    ShareExclusions(ShareRows shares, Gate gate) {
        this.shares = shares;
        this.gate = gate;
    }

    void follow(CaseFile.State file, StaffId by) {
        var excluded = gate.excludedFrom(file.ref());
        for (var share : shares.of(file.id())) {
            if (excluded.contains(share.recipient())) {
                gate.exclude(share.ref(), share.recipient(), by);
            }
        }
    }
}
