package org.havenward.concern;

import java.time.Duration;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks each minute for concerns whose reader left, was suspended, or lost the role, in all districts. */
@Component
class LostReadersJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(LostReadersJob.class);

    private final Districts districts;
    private final LostReaders lostReaders;

    LostReadersJob(Districts districts, LostReaders lostReaders) {
        this.districts = districts;
        this.lostReaders = lostReaders;
    }

    @Override
    public String name() {
        return "concern-lost-readers";
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
                DistrictScope.run(district.id(), lostReaders::look);
            } catch (RuntimeException trouble) {
                LOG.error(
                        "Concerns without a reader not found for district {}",
                        district.id().value(),
                        trouble);
            }
        }
    }
}
