package org.havenward.concern;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.web.DayContributor;
import org.springframework.stereotype.Component;

/** Concerns on My day: what waits to be read, what is to be decided, and questions to answer. No student's name. */
@Component
class ConcernDay implements DayContributor {
    private static final int MOST = 20;

    private final TriageQueue queue;
    private final ConcernLists lists;
    private final Gate gate;
    private final Directory directory;
    private final InstantSource clock;

    ConcernDay(TriageQueue queue, ConcernLists lists, Gate gate, Directory directory, InstantSource clock) {
        this.queue = queue;
        this.lists = lists;
        this.gate = gate;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public List<DayItem> dayItems(Viewer viewer) {
        var items = new ArrayList<DayItem>();
        if (gate.decide(viewer, Need.FOLLOW_OWN_CONCERN).allowed()) {
            items.addAll(questions(viewer));
        }
        if (gate.decide(viewer, Need.TRIAGE_CONCERN).allowed()) {
            items.addAll(triage(viewer));
        }
        return items;
    }

    private List<DayItem> questions(Viewer viewer) {
        var visible = gate.visible(viewer, Need.FOLLOW_OWN_CONCERN, RecordKind.CONCERN, "c.id", "c.school_id");
        return lists.own(visible, viewer.staff(), null, 100).stream()
                .filter(file -> file.status() == ConcernStatus.MORE_ASKED)
                .map(file -> new DayItem(
                        null,
                        "concern.day.answer",
                        new Object[0],
                        "/concerns/" + file.id().value(),
                        false))
                .toList();
    }

    private List<DayItem> triage(Viewer viewer) {
        var files = queue.waiting(viewer, MOST);
        if (files.isEmpty()) {
            return List.of();
        }
        var schools = directory.placeNames();
        return files.stream()
                .map(file -> item(file, schools.getOrDefault(file.school(), "")))
                .toList();
    }

    private DayItem item(ConcernFile file, String school) {
        var path = "/triage/" + file.id().value();
        return switch (file.status()) {
            case WAITING -> waiting(file, school, path);
            case IN_CASE ->
                file.unreadInCase()
                        ? waiting(file, school, path)
                        : new DayItem(null, "concern.day.decide", new Object[] {school}, path, false);
            case BEING_LOOKED_AT, ROUTED -> new DayItem(null, "concern.day.decide", new Object[] {school}, path, false);
            case MORE_ASKED -> new DayItem(null, "concern.day.asked", new Object[] {school}, path, true);
        };
    }

    private DayItem waiting(ConcernFile file, String school, String path) {
        var minutes = Math.max(
                0,
                Duration.between(file.state().waitingSince(), clock.instant()).toMinutes());
        var unit = minutes < 60 ? "minutes" : minutes < 48 * 60 ? "hours" : "days";
        var many = minutes < 60 ? minutes : minutes < 48 * 60 ? minutes / 60 : minutes / (24 * 60);
        return new DayItem(
                file.state().clock().acknowledgeBy(),
                (file.urgent() ? "concern.day.urgent." : "concern.day.read.") + unit,
                new Object[] {school, many},
                path,
                false,
                file.urgent());
    }
}
