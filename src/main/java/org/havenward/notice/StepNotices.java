package org.havenward.notice;

import java.util.Set;
import org.havenward.access.RecordRef;
import org.havenward.protocol.StepOwed;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Notices of steps that are someone's, or late. Without content: not even which step. */
@Component
class StepNotices {
    private final Telling telling;

    StepNotices(Telling telling) {
        this.telling = telling;
    }

    @Async
    @TransactionalEventListener(id = "notice.step-owed")
    public void on(StepOwed event) {
        var kind = event.late() ? NoticeKind.STEP_LATE : NoticeKind.STEP_OWED;
        telling.tell(
                event.district(),
                kind + "/" + event.caseId().value() + "/" + event.step(),
                kind,
                RecordRef.caseFile(event.caseId().value(), event.school()),
                "/cases/" + event.caseId().value() + "/steps",
                () -> Set.of(event.owner()));
    }
}
