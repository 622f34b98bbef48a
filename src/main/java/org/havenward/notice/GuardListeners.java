package org.havenward.notice;

import java.util.LinkedHashSet;
import java.util.Set;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.casework.ActionAsked;
import org.havenward.casework.BreakGlassOpened;
import org.havenward.casework.BreakGlassRefused;
import org.havenward.casework.LegalHoldPlaced;
import org.havenward.casework.ShareMade;
import org.havenward.casework.trace.CounselorsIntroduced;
import org.havenward.district.StaffId;
import org.havenward.mandate.ToldAgainstGuard;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Broken glass, shares, introductions, breaches, and holds become notices here, without content, as in
 * {@link NoticeListeners}.
 */
@Component
class GuardListeners {
    private static final String BROKEN_GLASS = "/break-glass";

    private final Telling telling;

    GuardListeners(Telling telling) {
        this.telling = telling;
    }

    /** The coordinators and whoever leads the case; where that is nobody else, or a coordinator did it, the records officers. */
    @Async
    @TransactionalEventListener(id = "notice.break-glass-opened")
    public void on(BreakGlassOpened event) {
        var file = RecordRef.caseFile(event.caseId().value(), event.school());
        var key = "BreakGlassOpened/" + event.opening();
        telling.tell(
                event.district(), key, NoticeKind.BREAK_GLASS, file, BROKEN_GLASS, () -> overseers(file, event.who()));
        telling.tell(
                event.district(),
                key,
                NoticeKind.BREAK_GLASS,
                file,
                "/cases/" + file.id(),
                () -> telling.leads(file, event.who()));
    }

    @Async
    @TransactionalEventListener(id = "notice.break-glass-refused")
    public void on(BreakGlassRefused event) {
        var file = RecordRef.caseFile(event.caseId().value(), event.school());
        telling.tell(
                event.district(),
                "BreakGlassRefused/" + event.attempt(),
                NoticeKind.BREAK_GLASS_REFUSED,
                file,
                BROKEN_GLASS,
                () -> overseers(file, event.who()));
    }

    private Set<StaffId> overseers(RecordRef file, StaffId who) {
        var coordinators = telling.holders(Role.DISTRICT_COORDINATOR, file);
        var people = new LinkedHashSet<>(coordinators);
        people.remove(who);
        if (people.isEmpty() || coordinators.contains(who)) {
            people.addAll(telling.holders(Role.RECORDS_OFFICER, file));
            people.remove(who);
        }
        return people;
    }

    @Async
    @TransactionalEventListener(id = "notice.shared")
    public void on(ShareMade event) {
        telling.tell(
                event.district(),
                "ShareMade/" + event.share(),
                NoticeKind.SHARED_WITH_YOU,
                RecordRef.share(event.share(), event.school()),
                "/shared-with-me/" + event.share(),
                () -> Set.of(event.recipient()));
    }

    @Async
    @TransactionalEventListener(id = "notice.action-asked")
    public void on(ActionAsked event) {
        telling.tell(
                event.district(),
                "ActionAsked/" + event.share(),
                NoticeKind.ACTION_ASKED,
                RecordRef.share(event.share(), event.school()),
                "/shared-with-me/" + event.share(),
                () -> Set.of(event.recipient()));
    }

    @Async
    @TransactionalEventListener(id = "notice.counselors-introduced")
    public void on(CounselorsIntroduced event) {
        telling.tell(
                event.district(),
                "CounselorsIntroduced/" + event.introduction(),
                NoticeKind.INTRODUCED,
                RecordRef.caseFile(event.caseId().value(), event.school()),
                "/cases/" + event.caseId().value(),
                () -> Set.of(event.reader()));
    }

    @Async
    @TransactionalEventListener(id = "notice.told-against-guard")
    public void on(ToldAgainstGuard event) {
        var file = RecordRef.caseFile(event.caseId().value(), event.school());
        telling.tell(
                event.district(),
                "ToldAgainstGuard/" + event.disclosure(),
                NoticeKind.TOLD_AGAINST_GUARD,
                file,
                "/coordination/" + file.id(),
                () -> telling.holders(Role.DISTRICT_COORDINATOR, file));
    }

    @Async
    @TransactionalEventListener(id = "notice.legal-hold")
    public void on(LegalHoldPlaced event) {
        var file = RecordRef.caseFile(event.caseId().value(), event.school());
        telling.tell(
                event.district(),
                "LegalHoldPlaced/" + event.hold() + "/" + file.id(),
                NoticeKind.LEGAL_HOLD,
                file,
                "/cases/" + file.id(),
                () -> telling.team(file, event.by()));
    }
}
