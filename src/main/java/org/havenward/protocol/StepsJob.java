package org.havenward.protocol;

import java.time.Duration;
import java.util.UUID;
import org.havenward.casework.CaseId;
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
    private static final int AT_ONCE = 200;
    private static final CaseId FIRST = new CaseId(new UUID(0, 0));

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
            DistrictScope.run(district, this::look);
        } catch (RuntimeException trouble) {
            LOG.error("Looking at steps failed for district {}", district.value(), trouble);
        }
    }

    private void look() {
        var due = steps.due(FIRST, AT_ONCE);
        while (!due.isEmpty()) {
            due.forEach(this::guarded);
            due = steps.due(due.getLast(), AT_ONCE);
        }
    }

    /** Nor does one case's. */
    private void guarded(CaseId id) {
        try {
            steps.lookAgain(id);
        } catch (RuntimeException trouble) {
            LOG.error("Looking at the steps of case {} failed", id.value(), trouble);
        }
    }
}
