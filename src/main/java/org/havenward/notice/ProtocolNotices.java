package org.havenward.notice;

import java.util.LinkedHashSet;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.protocol.ProtocolMoved;
import org.havenward.protocol.VersionVerb;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What one coordinator does with the district's protocol, the others hear of: it waits for one of them, or it changed what is
 * done for every new case. One alone can withdraw a version, since a wrong one must not stay in force until a second is there.
 */
@Component
class ProtocolNotices {
    private final Telling telling;

    ProtocolNotices(Telling telling) {
        this.telling = telling;
    }

    @Async
    @TransactionalEventListener(id = "notice.protocol-moved")
    public void on(ProtocolMoved event) {
        var district = new RecordRef(RecordKind.SCHOOL, event.district().value(), null);
        telling.tell(
                event.district(),
                "ProtocolMoved/" + event.move(),
                kind(event.verb()),
                null,
                "/protocols/" + event.version().value(),
                () -> {
                    var others = new LinkedHashSet<>(telling.holders(Role.DISTRICT_COORDINATOR, district));
                    others.remove(event.by());
                    return others;
                });
    }

    private static NoticeKind kind(VersionVerb verb) {
        return switch (verb) {
            case SUBMIT -> NoticeKind.PROTOCOL_WAITS;
            case WITHDRAW -> NoticeKind.PROTOCOL_WITHDRAWN;
            case PUBLISH -> NoticeKind.PROTOCOL_PUBLISHED;
            case CREATE, EDIT, RETURN, APPROVE -> NoticeKind.PROTOCOL_MOVED;
        };
    }
}
