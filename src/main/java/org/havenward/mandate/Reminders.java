package org.havenward.mandate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When someone is reminded of a report, worked out from its times alone; what is late is late whether or not anyone is told.
 *
 * <ul>
 *   <li>A call within so many hours: the holder when half of the time has gone; the coordinator too when an hour is left (an
 *       eighth, where that is less), when the time is up, and each day from then on.
 *   <li>A call at once: the holder after an hour, the coordinator too after two, and each day from then on.
 *   <li>A written report: in the same way as a call; where no time is set, the holder a day after the call, the coordinator
 *       too after two, and each day from then on.
 * </ul>
 */
final class Reminders {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** @param number the first is 0 */
    record Step(int number, Instant at, boolean coordinatorToo) {}

    private Reminders() {}

    /** The first reminder of what a duty owes now; null where it owes nothing. */
    static @Nullable Step first(Duty duty) {
        return step(duty, 0);
    }

    static @Nullable Step step(Duty duty, int number) {
        if (duty.callOwed()) {
            return duty.law().atOnce()
                    ? atOnce(duty.causeAt(), HOUR, number)
                    : before(duty.causeAt(), duty.callDue(), number);
        }
        if (!duty.writtenOpen()) {
            return null;
        }
        var called = duty.calledAt() == null ? duty.causeAt() : duty.calledAt();
        var due = duty.writtenDue();
        return due == null || !due.isAfter(called) ? atOnce(called, DAY, number) : before(called, due, number);
    }

    /** The last step whose time has come, from the given one on: a scheduler that stood still does not tell all at once. */
    static Step latest(Duty duty, Step from, Instant now) {
        var latest = from;
        for (var next = step(duty, latest.number() + 1);
                next != null && !next.at().isAfter(now);
                next = step(duty, latest.number() + 1)) {
            latest = next;
        }
        return latest;
    }

    private static Step atOnce(Instant from, Duration pace, int number) {
        return switch (number) {
            case 0 -> new Step(0, from.plus(pace), false);
            case 1 -> new Step(1, from.plus(pace.multipliedBy(2)), true);
            default -> new Step(number, from.plus(pace.multipliedBy(2)).plus(DAY.multipliedBy(number - 1L)), true);
        };
    }

    private static Step before(Instant from, Instant due, int number) {
        var whole = Duration.between(from, due);
        var eighth = whole.dividedBy(8);
        return switch (number) {
            case 0 -> new Step(0, from.plus(whole.dividedBy(2)), false);
            case 1 -> new Step(1, due.minus(eighth.compareTo(HOUR) < 0 ? eighth : HOUR), true);
            default -> new Step(number, due.plus(DAY.multipliedBy(number - 2L)), true);
        };
    }
}
