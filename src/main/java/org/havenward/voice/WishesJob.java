package org.havenward.voice;

import java.time.Duration;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks every five minutes for wishes to meet that wait too long, in all districts. */
@Component
class WishesJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(WishesJob.class);

    private final Districts districts;
    private final Wishes wishes;

    WishesJob(Districts districts, Wishes wishes) {
        this.districts = districts;
        this.wishes = wishes;
    }

    @Override
    public String name() {
        return "voice-wishes";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    /** One district's trouble does not keep the others waiting. */
    @Override
    public void run() {
        for (var district : districts.all()) {
            try {
                DistrictScope.run(district.id(), wishes::look);
            } catch (RuntimeException trouble) {
                LOG.error(
                        "Wishes to meet not found for district {}",
                        district.id().value(),
                        trouble);
            }
        }
    }
}
