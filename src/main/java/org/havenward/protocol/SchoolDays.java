package org.havenward.protocol;

import java.time.Instant;

/** The arithmetic of school days, passed in so that working out steps reaches for no calendar. */
@FunctionalInterface
public interface SchoolDays {
    /**
     * When school ends on the so-manieth school day after the day of an instant; with 0 on that day itself, or on the next
     * school day where it is none or school is out by then.
     */
    Instant after(Instant from, int days);
}
