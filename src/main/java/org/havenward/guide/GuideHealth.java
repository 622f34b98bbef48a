package org.havenward.guide;

import org.havenward.platform.HealthCheck;
import org.springframework.stereotype.Component;

/** Says when a district's knowledge files can't be used. */
@Component
class GuideHealth implements HealthCheck {
    private final Guide guide;

    GuideHealth(Guide guide) {
        this.guide = guide;
    }

    @Override
    public String name() {
        return "guide";
    }

    @Override
    public Health check() {
        var districts = guide.districtsWithProblems();
        return districts == 0
                ? Health.fine()
                : Health.unwell(
                        districts + " districts have knowledge files with problems: see the log, or run 'guide check'");
    }
}
