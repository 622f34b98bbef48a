package org.havenward.mandate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.HealthCheck;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says in how many districts the law that duties rest on is not reviewed. It is said, and does not make the house unwell: a
 * new district begins so, its deadlines and duties work, and a load balancer must not take it down for it.
 */
@Component
class LawHealth implements HealthCheck {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Districts districts;
    private final Laws laws;
    private final InstantSource clock;
    private Instant asked = Instant.MIN;
    private String said = "";

    LawHealth(Districts districts, Laws laws, InstantSource clock) {
        this.districts = districts;
        this.laws = laws;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "law";
    }

    @Override
    public synchronized Health check() {
        var now = clock.instant();
        if (now.isBefore(asked) || Duration.between(asked, now).compareTo(KEPT) > 0) {
            said = words();
            asked = now;
        }
        return new Health(true, said);
    }

    @EventListener
    synchronized void on(LawReviewedAnew event) {
        asked = Instant.MIN;
    }

    private String words() {
        var all = districts.all();
        long unreviewed = 0;
        long lapsed = 0;
        for (var district : all) {
            var reviewed = DistrictScope.call(district.id(), laws::reviewed);
            unreviewed += reviewed.unreviewed().isEmpty() ? 0 : 1;
            lapsed += reviewed.unreviewed().isEmpty() && !reviewed.lapsed().isEmpty() ? 1 : 0;
        }
        if (unreviewed == 0 && lapsed == 0) {
            return "fine";
        }
        return "state law: not reviewed in " + unreviewed + " of " + all.size() + " districts, review overdue in "
                + lapsed + "; until then pages say so, and duties take the safe way where the law is not known";
    }
}
