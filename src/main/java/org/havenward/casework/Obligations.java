package org.havenward.casework;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a case owes. Rooms further down oblige and settle; a case with an open obligation cannot close.
 */
public interface Obligations {
    /**
     * @param key the obligation's own name within the case, such as {@code "mandate.report/" + id}; obliging twice is one
     * @param labelKey message key of what is owed
     * @param due null where no time is set
     */
    void oblige(CaseId caseId, String key, String labelKey, @Nullable Instant due);

    void settle(CaseId caseId, String key);

    /**
     * It is owed from now on, by that time: whether it was never owed before, is done, or was due at another time.
     */
    void keepOwed(CaseId caseId, String key, String labelKey, @Nullable Instant due);

    /** It is not owed any more, though it was not done. Whoever lifts it tells why in the chronology. */
    void lift(CaseId caseId, String key);
}
