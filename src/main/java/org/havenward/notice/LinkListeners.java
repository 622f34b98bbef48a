package org.havenward.notice;

import org.havenward.access.RecordRef;
import org.havenward.casework.LinkSpoken;
import org.havenward.casework.LinkSuggested;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Suggestions, links, and their messages become notices here, without content, as in {@link NoticeListeners}. */
@Component
class LinkListeners {
    private final Telling telling;

    LinkListeners(Telling telling) {
        this.telling = telling;
    }

    @Async
    @TransactionalEventListener(id = "notice.link-suggested")
    public void on(LinkSuggested event) {
        telling.tell(
                event.district(),
                "LinkSuggested/" + event.suggestion(),
                NoticeKind.LINK_SUGGESTED,
                RecordRef.caseFile(event.caseId().value(), event.school()),
                "/campus-links/suggestions/" + event.suggestion(),
                event::coordinators);
    }

    @Async
    @TransactionalEventListener(id = "notice.link-spoken")
    public void on(LinkSpoken event) {
        telling.tell(
                event.district(),
                "LinkSpoken/" + event.about() + "/" + event.caseId().value(),
                NoticeKind.LINK_MESSAGE,
                RecordRef.caseFile(event.caseId().value(), event.school()),
                event.toCoordinator()
                        ? "/campus-links/" + event.link()
                        : "/cases/" + event.caseId().value() + "/campus/links/" + event.link(),
                event::to);
    }
}
