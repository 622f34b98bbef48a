package org.havenward.concern;

import java.time.Duration;
import java.time.InstantSource;
import org.havenward.platform.HealthCheck;
import org.springframework.stereotype.Component;

/** Says when concerns wait past their time and nobody further was told: a stopped scheduler, or nobody to tell. */
@Component
class EscalationHealth implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Escalation escalation;
    private final InstantSource clock;

    EscalationHealth(Escalation escalation, InstantSource clock) {
        this.escalation = escalation;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "concern-escalation";
    }

    @Override
    public Health check() {
        var stuck = escalation.stuck(clock.instant().minus(PATIENCE));
        return stuck == 0
                ? Health.fine()
                : Health.unwell(stuck + " concerns wait past their time and nobody further was told");
    }
}
