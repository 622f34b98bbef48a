package org.havenward.voice;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.havenward.platform.DistrictId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How much the public pages take, without knowing who sends it: a bucket for each page's code and one for its district, so
 * that a flood on one leaves the others. Each node counts for itself. What does not fit is not lost: the page keeps the words and says to send them again in a minute.
 */
@Component
public class Limits {
    private static final int MOST_KEPT = 20_000;
    private static final int SLOW_EACH_MINUTE = 12;

    private final InstantSource clock;
    private final int eachMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** @param eachMinute how many of one page fit into a minute; three times as many at once */
    public Limits(InstantSource clock, @Value("${havenward.voice.limit:60}") int eachMinute) {
        this.clock = clock;
        this.eachMinute = eachMinute;
    }

    /** Whether one more submission fits, for a page and for its district. */
    public boolean take(Place place) {
        return of("school/" + place.code(), eachMinute * 3, eachMinute).tryConsume(1) && takeOf(place.district());
    }

    private boolean takeOf(DistrictId district) {
        return of("district/" + district.value(), eachMinute * 30, eachMinute * 20)
                .tryConsume(1);
    }

    /** Whether one more fits that came without proof of work. */
    public boolean takeSlow(String code) {
        return of(
                        "slow/" + code,
                        Math.max(SLOW_EACH_MINUTE, eachMinute / 2),
                        Math.max(SLOW_EACH_MINUTE, eachMinute / 5))
                .tryConsume(1);
    }

    /** Whether one more answer after a lesson fits: a whole class sends at once. */
    public boolean takeClass(DistrictId district, String code) {
        return of("class/" + code, eachMinute * 5, eachMinute * 5).tryConsume(1) && takeOf(district);
    }

    /** Whether a receipt that is none is among the few that may happen: else whoever tries any is slowed. */
    boolean takeGuess(String district) {
        return of("guess/" + district, 40, 20).tryConsume(1);
    }

    boolean guessesLeft(String district) {
        return of("guess/" + district, 40, 20).getAvailableTokens() > 0;
    }

    private Bucket of(String name, int capacity, int eachMinute) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(name, key -> bucket(capacity, eachMinute));
        }
    }

    private Bucket bucket(int capacity, int eachMinute) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(capacity).refillGreedy(eachMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(new Meter(clock))
                .build();
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
