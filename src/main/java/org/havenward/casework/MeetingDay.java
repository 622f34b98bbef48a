package org.havenward.casework;

import java.util.List;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Viewer;
import org.havenward.web.DayContributor;
import org.springframework.stereotype.Component;

/** Meetings with students that someone planned, on their day; one whose time has passed waits to be written down. */
@Component
class MeetingDay implements DayContributor {
    private static final int MOST = 200;

    private final Gate gate;
    private final MeetingRows meetings;

    MeetingDay(Gate gate, MeetingRows meetings) {
        this.gate = gate;
        this.meetings = meetings;
    }

    @Override
    public List<DayItem> dayItems(Viewer viewer) {
        var visible = gate.visible(viewer, Need.LIST_CASES, RecordKind.CASE, "c.id", "c.school_id");
        return meetings.due(viewer.staff(), visible, MOST).stream()
                .map(due -> new DayItem(
                        due.at(),
                        "casework.day.meeting",
                        new Object[] {due.number()},
                        "/cases/" + due.caseId().value() + "/meetings/" + due.meeting(),
                        false))
                .toList();
    }
}
