package org.havenward.concern;

import java.time.Duration;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks each minute for concerns that nobody acknowledged in time, in all districts. */
@Component
class EscalationJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(EscalationJob.class);
    private static final int AT_ONCE = 200;

    private final Escalation escalation;

    EscalationJob(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public String name() {
        return "concern-escalation";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        escalation.districtsDue().forEach(this::escalate);
    }

    /** One district's trouble does not keep the others waiting. */
    private void escalate(DistrictId district) {
        try {
            DistrictScope.run(district, () -> {
                var skipped = 0;
                while (true) {
                    // Those with nobody to tell stay due and never keep the others waiting.
                    var round = escalation.escalateDue(skipped, AT_ONCE);
                    if (round.due() < AT_ONCE) {
                        break;
                    }
                    skipped += round.stay();
                    LOG.info("More than {} concerns to escalate; going on", AT_ONCE);
                }
            });
        } catch (RuntimeException trouble) {
            LOG.error("Escalation failed for district {}", district.value(), trouble);
        }
    }
}
