package org.havenward.office.web;

import java.time.Instant;
import java.util.List;
import org.havenward.office.Days;
import org.havenward.web.DayContributor.DayItem;

/** My day, as it was at a moment. */
public record MyDayPage(String firstName, List<Section> sections, List<Useful> useful, Instant now) {
    /** @param key the message key of its heading */
    public record Section(String key, List<DayItem> items) {}

    /** Whether it is the viewer's own and was due before now. */
    public boolean late(DayItem item) {
        return Days.late(item, now);
    }

    /** A link that may be useful when nothing waits. */
    public record Useful(String key, String path) {}
}
