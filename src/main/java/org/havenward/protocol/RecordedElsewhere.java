package org.havenward.protocol;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.havenward.casework.CaseId;

/** What rooms further down have recorded on a case that shows a step to be done, such as a report that was made. */
public interface RecordedElsewhere {
    /** When it last was so that nothing of it is open, by names of {@link ProtocolRecords}; without those that are open. */
    Map<String, Instant> recorded(CaseId id);

    /**
     * Works out anew what that room obliges the case to, from the law as it is known now; the caller holds the case, which
     * is open.
     */
    void keep(CaseId id);

    /** Names of records whose obligation that room keeps on the case itself, and tells of on its page. */
    Set<String> owes(CaseId id);
}
