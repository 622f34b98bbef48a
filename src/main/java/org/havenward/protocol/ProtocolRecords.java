package org.havenward.protocol;

import java.util.Set;
import org.havenward.protocol.Protocol.Proof.Recorded;

/** Names of what other pages record on a case, so that a step is done by it or a condition can rest on it. */
public final class ProtocolRecords {
    /** That trafficking is confirmed, as the case itself has it. */
    public static final String CONFIRMED = "confirmed";

    public static final Set<String> ALL =
            Set.of(Recorded.MEETING, Recorded.ORAL_REPORT, Recorded.WRITTEN_REPORT, CONFIRMED);

    private ProtocolRecords() {}
}
