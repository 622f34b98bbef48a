package org.havenward.notice;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.havenward.access.Accounts;
import org.havenward.access.Gate;
import org.havenward.district.SchoolCalendar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is mailed to whom, asked when it leaves. Works in the current district. */
@Component
class Outbox {
    static final int AT_ONCE = 20;
    private static final Duration CLAIM = Duration.ofMinutes(10);
    /** How long to wait after each try that failed; a day of tries in all. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12));

    private final MailRows mails;
    private final NoticeRows notices;
    private final Gate gate;
    private final Accounts accounts;
    private final SchoolCalendar calendar;
    private final InstantSource clock;

    Outbox(
            MailRows mails,
            NoticeRows notices,
            Gate gate,
            Accounts accounts,
            SchoolCalendar calendar,
            InstantSource clock) {
        this.mails = mails;
        this.notices = notices;
        this.gate = gate;
        this.accounts = accounts;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Takes the next mails to send. One whose person has left, has read everything meanwhile, or is now excluded from all
     * that waited, is dropped.
     */
    @Transactional
    public List<Letter> take() {
        var now = clock.instant();
        var letters = new ArrayList<Letter>();
        for (var claimed : mails.claim(now, now.plus(CLAIM), AT_ONCE)) {
            var viewer = gate.asOf(claimed.person());
            var to = accounts.emailOf(claimed.person());
            var waits = viewer != null && notices.unread(claimed.person(), Notices.shown(gate, viewer)) > 0;
            if (viewer == null || to.isEmpty() || !waits) {
                mails.end(claimed.id(), "DROPPED", null, now);
            } else {
                letters.add(new Letter(claimed.id(), to.get(), viewer.language(), claimed.tries()));
            }
        }
        return letters;
    }

    @Transactional
    public void done(Letter letter, Postman.Outcome outcome) {
        var now = clock.instant();
        switch (outcome) {
            case SENT -> mails.end(letter.id(), "SENT", null, now);
            case REFUSED -> mails.end(letter.id(), "GIVEN_UP", outcome.name(), now);
            case NOT_NOW, SIGN_IN_REFUSED, TOO_SLOW, UNREACHABLE -> {
                if (letter.tries() >= WAITS.size()) {
                    mails.end(letter.id(), "GIVEN_UP", outcome.name(), now);
                } else {
                    mails.later(letter.id(), outcome.name(), now.plus(WAITS.get(letter.tries())));
                }
            }
        }
    }

    @Transactional
    public void release(Collection<UUID> ids) {
        mails.release(ids);
    }

    /** Makes the digests that are due by the district's clock. */
    @Transactional
    public void makeDigests() {
        var now = clock.instant();
        var local = now.atZone(calendar.zone());
        for (var person : notices.takeDigestsDue(local.toLocalDate(), local.toLocalTime())) {
            var viewer = gate.asOf(person);
            if (viewer != null && notices.unread(person, Notices.shown(gate, viewer)) > 0) {
                mails.add(person, "DIGEST", now);
            }
        }
    }

    @Transactional(readOnly = true)
    public Trouble trouble(Duration patience) {
        return mails.trouble(clock.instant().minus(patience));
    }

    record Letter(UUID id, String to, Locale language, int tries) {}

    /**
     * @param oldestWaiting since when a mail waits that the server was not asked to take, or took no answer on
     * @param undelivered mails that were given up, or whose recipient's server puts us off
     * @param peopleMissed whose mails these are
     * @param othersReached whether any mail left since the first of them
     */
    record Trouble(
            java.time.@org.jspecify.annotations.Nullable Instant oldestWaiting,
            long undelivered,
            int peopleMissed,
            boolean othersReached) {}
}
