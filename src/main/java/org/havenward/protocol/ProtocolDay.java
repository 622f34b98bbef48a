package org.havenward.protocol;

import java.util.List;
import org.havenward.access.Viewer;
import org.havenward.web.DayContributor;
import org.springframework.stereotype.Component;

/** What the protocol puts on a coordinator's day: versions that wait for them. */
@Component
class ProtocolDay implements DayContributor {
    private final ProtocolDesk desk;

    ProtocolDay(ProtocolDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<DayItem> dayItems(Viewer viewer) {
        return desk.waitingFor(viewer).stream()
                .map(version -> new DayItem(
                        null,
                        version.status() == VersionStatus.APPROVED ? "protocol.day.publish" : "protocol.day.review",
                        new Object[] {version.number()},
                        "/protocols/" + version.id().value(),
                        false))
                .toList();
    }
}
