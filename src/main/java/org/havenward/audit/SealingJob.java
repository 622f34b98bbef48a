package org.havenward.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.HealthCheck;
import org.havenward.platform.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Seals every district's log every few seconds, and says when it can't. */
@Component
class SealingJob implements Job, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SealingJob.class);
    private static final Duration STUCK_AFTER = Duration.ofMinutes(15);

    private final Districts districts;
    private final Sealing sealing;
    private final NotedHeads heads;
    private final InstantSource clock;
    private final Set<DistrictId> cut = ConcurrentHashMap.newKeySet();

    SealingJob(Districts districts, Sealing sealing, NotedHeads heads, InstantSource clock) {
        this.districts = districts;
        this.sealing = sealing;
        this.heads = heads;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "audit-seal";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        for (var district : districts.all()) {
            try {
                DistrictScope.run(district.id(), () -> sealAll(district.id()));
            } catch (RuntimeException trouble) { // one district's trouble does not keep the others waiting
                LOG.error("Sealing failed for district {}", district.id().value(), trouble);
            }
        }
    }

    /** Seals all that waits in a district and notes the new head. */
    void sealAll(DistrictId district) {
        var noted = heads.of(district);
        if (noted.isPresent() && !sealing.runsThrough(noted.get())) {
            // The evidence stays: the noted head is not written over until someone has looked.
            cut.add(district);
            while (sealing.sealNext().isPresent()) {}
            return;
        }
        cut.remove(district);
        while (true) {
            var head = sealing.sealNext();
            if (head.isEmpty()) {
                break;
            }
            heads.note(district, head.get());
        }
        // A crash between a seal and its note, or a seal by another node: catch up.
        sealing.head()
                .filter(head -> noted.isEmpty() || head.number() > noted.get().number())
                .ifPresent(head -> heads.note(district, head));
    }

    @Override
    public HealthCheck.Health check() {
        if (!cut.isEmpty()) {
            return HealthCheck.Health.unwell(
                    "The audit log does not match the head noted outside of it: run audit verify");
        }
        var oldest = districts.all().stream()
                .map(district -> DistrictScope.call(district.id(), sealing::oldestWaitingMillis))
                .flatMap(java.util.Optional::stream)
                .mapToLong(Long::longValue)
                .min();
        if (oldest.isPresent() && clock.millis() - oldest.getAsLong() > STUCK_AFTER.toMillis()) {
            return HealthCheck.Health.unwell("Audit entries have waited for their seal for more than 15 minutes");
        }
        return HealthCheck.Health.fine();
    }

    @Override
    public String toString() {
        return name();
    }
}
