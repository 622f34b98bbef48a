package org.havenward.demo;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The house's clock in the demo: the real one, except while the fictional year is being lived through. */
final class DemoClock implements InstantSource {
    private final InstantSource real;
    private volatile @Nullable Instant set;

    DemoClock(InstantSource real) {
        this.real = real;
    }

    @Override
    public Instant instant() {
        var held = set;
        return held == null ? real.instant() : held;
    }

    Instant real() {
        return real.instant();
    }

    void setTo(Instant moment) {
        set = moment;
    }

    /** Back to the real time. */
    void release() {
        set = null;
    }
}
