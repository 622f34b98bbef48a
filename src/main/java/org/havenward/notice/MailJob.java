package org.havenward.notice;

import java.time.Duration;
import java.time.InstantSource;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.HealthCheck;
import org.havenward.platform.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends what waits in the outboxes, and says when it is stuck. */
@Component
class MailJob implements Job, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(MailJob.class);
    private static final Duration STUCK_AFTER = Duration.ofMinutes(30);
    /** A few addresses that bounce are those addresses; when nobody's mail arrives any more it is the server or the sender. */
    private static final int TOO_MANY = 3;

    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

    private final Districts districts;
    private final Outbox outbox;
    private final Postman postman;
    private final InstantSource clock;

    MailJob(Districts districts, Outbox outbox, Postman postman, InstantSource clock) {
        this.districts = districts;
        this.outbox = outbox;
        this.postman = postman;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        if (!postman.isSetUp()) {
            return;
        }
        for (var district : districts.all()) {
            try {
                if (!DistrictScope.<Boolean>call(district.id(), this::send)) {
                    return;
                }
            } catch (RuntimeException trouble) { // one district's trouble does not keep the others waiting
                LOG.error("Sending mail failed for district {}", district.id().value(), trouble);
            }
        }
    }

    /** Returns whether the server can be used. No transaction is open while it is spoken to. */
    private boolean send() {
        outbox.makeDigests();
        var stop = clock.instant().plus(LONGEST_RUN);
        while (clock.instant().isBefore(stop)) {
            var letters = outbox.take();
            for (int i = 0; i < letters.size(); i++) {
                var letter = letters.get(i);
                var outcome = postman.send(letter.id(), letter.to(), letter.language(), clock.instant());
                outbox.done(letter, outcome);
                if (outcome.isAboutServer()) {
                    outbox.release(letters.subList(i + 1, letters.size()).stream()
                            .map(Outbox.Letter::id)
                            .toList());
                    return false;
                }
            }
            if (letters.isEmpty()) {
                break;
            }
        }
        return true;
    }

    @Override
    public Health check() {
        if (!postman.isSetUp()) {
            return new Health(true, "E-mail is not set up; notices wait in the inbox only");
        }
        long undelivered = 0;
        for (var district : districts.all()) {
            var trouble = DistrictScope.call(district.id(), () -> outbox.trouble(STUCK_AFTER));
            var oldest = trouble.oldestWaiting();
            if (oldest != null && oldest.isBefore(clock.instant().minus(STUCK_AFTER))) {
                return Health.unwell("E-mail has waited for more than 30 minutes");
            }
            if (trouble.peopleMissed() >= TOO_MANY && !trouble.othersReached()) {
                return Health.unwell("E-mail reaches nobody");
            }
            undelivered += trouble.undelivered();
        }
        return undelivered == 0
                ? Health.fine()
                : new Health(true, undelivered + " e-mails could not be delivered; who runs the system sees them");
    }
}
