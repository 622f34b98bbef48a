package org.havenward.protocol;

import java.time.Duration;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks each minute for cases in which a time has passed, in all districts. It only tells: late is late without it. */
@Component
class StepsJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(StepsJob.class);
    private static final int AT_ONCE = 50;

    private final StepsKept steps;

    StepsJob(StepsKept steps) {
        this.steps = steps;
    }

    @Override
    public String name() {
        return "protocol-steps";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        steps.districtsDue().forEach(this::guarded);
    }

    /** One district's trouble does not keep the others waiting. */
    private void guarded(DistrictId district) {
        try {
            DistrictScope.run(district, () -> {
                var looked = AT_ONCE;
                while (looked == AT_ONCE) {
                    looked = steps.lookAgain(AT_ONCE);
                }
            });
        } catch (RuntimeException trouble) {
            LOG.error("Looking at steps failed for district {}", district.value(), trouble);
        }
    }
}
