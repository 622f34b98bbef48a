package org.havenward.office;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolCalendar;
import org.havenward.web.DayContributor;
import org.havenward.web.DayContributor.DayItem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Someone's day: what every room has for them, by time. */
@Service
public class Days {
    private static final int DAYS_OF_A_WEEK = 7;

    private final List<DayContributor> contributors;
    private final Gate gate;
    private final SchoolCalendar calendar;
    private final InstantSource clock;

    Days(ObjectProvider<DayContributor> contributors, Gate gate, SchoolCalendar calendar, InstantSource clock) {
        this.contributors = contributors.orderedStream().toList();
        this.gate = gate;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** What is due, by part of the day page; parts without a line are left out. */
    @Transactional
    public Map<Part, List<DayItem>> of(Viewer viewer) {
        var day = new EnumMap<Part, List<DayItem>>(Part.class);
        for (var contributor : contributors) {
            for (var item : contributor.dayItems(viewer)) {
                day.computeIfAbsent(part(item), part -> new ArrayList<>()).add(item);
            }
        }
        day.values()
                .forEach(items -> items.sort(
                        Comparator.comparing(DayItem::due, Comparator.nullsLast(Comparator.naturalOrder()))));
        return day;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Whether it is the viewer's own and was due before a moment. */
    public static boolean late(DayItem item, Instant now) {
        return !item.waitingOnOthers() && item.due() != null && item.due().isBefore(now);
    }

    private Part part(DayItem item) {
        var due = item.due();
        if (item.danger()) {
            return Part.DANGER;
        }
        if (item.waitingOnOthers()) {
            return Part.WAITING_ON_OTHERS;
        }
        if (due == null) {
            return Part.TODAY;
        }
        var now = now();
        if (late(item, now)) {
            return Part.OVERDUE;
        }
        var today = now.atZone(calendar.zone()).toLocalDate();
        var day = due.atZone(calendar.zone()).toLocalDate();
        if (day.equals(today)) {
            return Part.TODAY;
        }
        return day.isBefore(today.plusDays(DAYS_OF_A_WEEK)) ? Part.THIS_WEEK : Part.LATER;
    }

    public boolean isOpen(Viewer viewer, Need need) {
        return gate.decide(viewer, need).allowed();
    }

    /** Parts of the day page, in their order. */
    public enum Part {
        DANGER,
        OVERDUE,
        TODAY,
        THIS_WEEK,
        LATER,
        WAITING_ON_OTHERS
    }
}
