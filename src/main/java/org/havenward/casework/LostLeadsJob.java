package org.havenward.casework;

import java.time.Duration;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks each minute for open cases whose lead left, was suspended, or lost the role, in all districts. */
@Component
class LostLeadsJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(LostLeadsJob.class);

    private final Districts districts;
    private final LostLeads lostLeads;

    LostLeadsJob(Districts districts, LostLeads lostLeads) {
        this.districts = districts;
        this.lostLeads = lostLeads;
    }

    @Override
    public String name() {
        return "casework-lost-leads";
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
                DistrictScope.run(district.id(), lostLeads::look);
            } catch (RuntimeException trouble) {
                LOG.error(
                        "Cases without a lead not found for district {}",
                        district.id().value(),
                        trouble);
            }
        }
    }
}
