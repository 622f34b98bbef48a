package org.havenward.mandate;

import java.time.Duration;
import java.time.InstantSource;
import org.havenward.platform.HealthCheck;
import org.springframework.stereotype.Component;

/** Says when people are not reminded of reports that they owe: a stopped scheduler. */
@Component
class ReportsHealth implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ReportReminders reminders;
    private final InstantSource clock;

    ReportsHealth(ReportReminders reminders, InstantSource clock) {
        this.reminders = reminders;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mandated-reports";
    }

    @Override
    public Health check() {
        var stuck = reminders.stuck(clock.instant().minus(PATIENCE));
        return stuck == 0 ? Health.fine() : Health.unwell(stuck + " reports are owed and nobody was reminded");
    }
}
