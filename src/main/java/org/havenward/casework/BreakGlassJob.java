package org.havenward.casework;

import java.time.Duration;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Every minute: what was opened by broken glass and is over. */
@Component
class BreakGlassJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(BreakGlassJob.class);

    private final Districts districts;
    private final BreakGlassEnds ends;

    BreakGlassJob(Districts districts, BreakGlassEnds ends) {
        this.districts = districts;
        this.ends = ends;
    }

    @Override
    public String name() {
        return "casework-break-glass";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    /** One district's trouble does not keep the others waiting. */
    @Override
    public void run() {
        for (var district : districts.all()) {
            try {
                DistrictScope.run(district.id(), ends::tell);
            } catch (RuntimeException trouble) {
                LOG.error(
                        "Ended openings not told for district {}", district.id().value(), trouble);
            }
        }
    }
}
