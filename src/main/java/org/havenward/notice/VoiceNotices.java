package org.havenward.notice;

import java.util.LinkedHashSet;
import org.havenward.access.RecordKind;
import org.havenward.access.Role;
import org.havenward.access.Standing;
import org.havenward.voice.Unmasked;
import org.havenward.voice.Unmasking;
import org.havenward.voice.WishWaits;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Notices of what students and families tell, without a word of it: see {@link NoticeListeners}. */
@Component
class VoiceNotices {
    private final Telling telling;

    VoiceNotices(Telling telling) {
        this.telling = telling;
    }

    /** A second person is asked; or the coordinators learn that one person alone opened a name. */
    @Async
    @TransactionalEventListener(id = "notice.unmasked")
    public void on(Unmasked event) {
        var step = event.step();
        if (step == Unmasking.Step.AGREED || step == Unmasking.Step.REFUSED) {
            return;
        }
        var danger = step == Unmasking.Step.DANGER;
        telling.tell(
                event.district(),
                "Unmasked/" + step + "/" + event.conversation().value(),
                danger ? NoticeKind.NAME_OPENED_IN_DANGER : NoticeKind.NAME_ASKED,
                event.concern(),
                "/triage/" + event.concern().id() + "#name",
                () -> {
                    var people = new LinkedHashSet<>(
                            danger
                                    ? telling.holders(Role.DISTRICT_COORDINATOR, event.concern())
                                    : telling.everyoneWhoTriages(event.concern()));
                    people.remove(event.by());
                    return people;
                });
    }

    /** Whoever is to meet them, or triages, and the coordinators. */
    @Async
    @TransactionalEventListener(id = "notice.wish-waits")
    public void on(WishWaits event) {
        var about = event.about();
        var key = "WishWaits/" + event.wish();
        if (about.kind() != RecordKind.LESSON) {
            telling.tell(
                    event.district(),
                    key,
                    NoticeKind.WISH_WAITS,
                    about,
                    "/triage/" + about.id(),
                    () -> telling.everyoneWhoTriages(about));
            return;
        }
        var path = "/lessons/" + about.id();
        telling.tell(
                event.district(),
                key,
                NoticeKind.WISH_WAITS,
                about,
                path + "/answers",
                () -> telling.holdersOf(about, Standing.LEAD));
        telling.tell(event.district(), key, NoticeKind.WISH_WAITS, about, path, () -> {
            var people = new LinkedHashSet<>(telling.holders(Role.DISTRICT_COORDINATOR, about));
            people.removeAll(telling.holdersOf(about, Standing.LEAD));
            return people;
        });
    }
}
