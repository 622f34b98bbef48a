package org.havenward.web;

import java.time.Instant;
import java.util.List;
import org.havenward.access.Viewer;
import org.jspecify.annotations.Nullable;

/** A room's lines on My day. Called in a transaction of the viewer's district. */
public interface DayContributor {
    List<DayItem> dayItems(Viewer viewer);

    /**
     * One line: one verb and one link.
     *
     * @param due null where it is open-ended
     * @param textKey message key, with its arguments; no case content
     * @param waitingOnOthers listed last, under "waiting on others"
     * @param danger listed first, whatever else is late: someone may be in danger now
     */
    @SuppressWarnings("ArrayRecordComponent")
    record DayItem(
            @Nullable Instant due,
            String textKey,
            Object[] arguments,
            String path,
            boolean waitingOnOthers,
            boolean danger) {
        public DayItem(
                @Nullable Instant due, String textKey, Object[] arguments, String path, boolean waitingOnOthers) {
            this(due, textKey, arguments, path, waitingOnOthers, false);
        }
    }
}
