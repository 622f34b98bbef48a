package org.havenward.office.web;

import java.util.List;
import org.havenward.web.DayContributor.DayItem;

/** My day. */
public record MyDayPage(String firstName, List<Section> sections, List<Useful> useful) {
    /** @param key the message key of its heading */
    public record Section(String key, boolean late, List<DayItem> items) {}

    /** A link that may be useful when nothing waits. */
    public record Useful(String key, String path) {}
}
