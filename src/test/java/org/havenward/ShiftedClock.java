package org.havenward;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The house's clock in tests: the real one, shifted. Whoever shifts it puts it back. */
public final class ShiftedClock implements InstantSource {
    private volatile Duration shift = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(shift);
    }

    public void forward(Duration time) {
        shift = shift.plus(time);
    }

    public void back() {
        shift = Duration.ZERO;
    }
}
