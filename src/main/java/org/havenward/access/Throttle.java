package org.havenward.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Slows whoever guesses, and not the person guessed at. A bucket of tries belongs to an account as seen from browsers that
 * never signed in to it; each browser that did has its own. Accounts that don't exist are slowed alike, so that the pace
 * tells nothing. Each node counts for itself; the account keeps its own long count besides.
 */
@Component
class Throttle {
    /** What is counted, how many tries at once, and how soon one more comes. */
    enum Limit {
        /** 20 guesses an hour at most, after the first five. */
        STRANGE_BROWSER(5, Duration.ofMinutes(3)),
        KNOWN_BROWSER(10, Duration.ofMinutes(1)),
        CODE(5, Duration.ofMinutes(1)),
        /** A school signs in from one address at 7:40; only what fails is counted here. */
        NETWORK(200, Duration.ofSeconds(3));

        private final int tries;
        private final Duration again;

        Limit(int tries, Duration again) {
            this.tries = tries;
            this.again = again;
        }
    }

    private static final int MOST_KEPT = 100_000;

    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEPT;
        }
    };

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes one try; otherwise how long to wait for the next. */
    Optional<Duration> take(Limit limit, String whose) {
        var probe = bucket(limit, whose).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Gives a try back: it was no guess. */
    void giveBack(Limit limit, String whose) {
        bucket(limit, whose).addTokens(1);
    }

    /** All tries again, after a success. */
    void forget(Limit limit, String whose) {
        bucket(limit, whose).reset();
    }

    private Bucket bucket(Limit limit, String whose) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    limit + "/" + whose,
                    key -> Bucket.builder()
                            .addLimit(
                                    bandwidth -> bandwidth.capacity(limit.tries).refillGreedy(1, limit.again))
                            .withCustomTimePrecision(new Meter(clock))
                            .build());
        }
    }

    private record Meter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
