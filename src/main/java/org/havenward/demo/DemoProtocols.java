package org.havenward.demo;

import java.time.Duration;
import org.havenward.access.Viewer;
import org.havenward.protocol.ProtocolDesk;
import org.havenward.protocol.ProtocolVersionId;
import org.havenward.protocol.VersionVerb;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The fictional district's own protocol: a version that both coordinators have published, and a draft that one of them has
 * sent to the other to read.
 */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoProtocols {
    private static final String FIRST_CHANGE = "due: {from: {answered: danger}, hours: 2}";
    private static final String SECOND_CHANGE = "due: {from: {done: first-talk}, school-days: 2}";

    private final DemoPeople people;
    private final DemoClock clock;
    private final ProtocolDesk desk;

    DemoProtocols(DemoPeople people, DemoClock clock, ProtocolDesk desk) {
        this.people = people;
        this.clock = clock;
        this.desk = desk;
    }

    void live() {
        var writer = people.as(
                people.who(people.office().id(), "district coordinator").getFirst());
        var reader = people.as(people.secondCoordinator());
        clock.setTo(clock.real().minus(Duration.ofDays(9)));
        var first =
                draft(writer, ProtocolVersionId.SHIPPED, FIRST_CHANGE, FIRST_CHANGE.replace("hours: 2", "hours: 1"));
        desk.move(writer, first, edition(writer, first), VersionVerb.SUBMIT, "", "demo submit 1");
        clock.setTo(clock.real().minus(Duration.ofDays(8)));
        desk.move(reader, first, edition(reader, first), VersionVerb.APPROVE, "", "demo approve 1");
        desk.move(writer, first, edition(writer, first), VersionVerb.PUBLISH, "", "demo publish 1");
        clock.setTo(clock.real().minus(Duration.ofDays(1)));
        var second = draft(writer, first, SECOND_CHANGE, SECOND_CHANGE.replace("school-days: 2", "school-days: 1"));
        desk.move(writer, second, edition(writer, second), VersionVerb.SUBMIT, "", "demo submit 2");
    }

    private int edition(Viewer who, ProtocolVersionId id) {
        return desk.open(who, id).edition();
    }

    /** A copy with one time made shorter. */
    private ProtocolVersionId draft(Viewer by, ProtocolVersionId from, String before, String after) {
        var id = desk.copy(by, from, "demo copy of " + from.value());
        var draft = desk.open(by, id);
        if (!draft.text().contains(before)) {
            throw new IllegalStateException("The protocol no longer says: " + before);
        }
        desk.save(by, id, draft.edition(), draft.text().replace(before, after), "demo save of " + from.value());
        return id;
    }
}
