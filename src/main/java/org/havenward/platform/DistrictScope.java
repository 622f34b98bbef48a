package org.havenward.platform;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says for which district this thread works. Every transaction begun inside passes it to PostgreSQL, whose row-level
 * security shows that district's rows only; outside of any scope no row is visible.
 */
public final class DistrictScope {
    private static final ThreadLocal<@Nullable DistrictId> CURRENT = new ThreadLocal<>();

    private DistrictScope() {}

    /** Runs work for a district and then restores the scope that was there before. */
    public static <T extends @Nullable Object> T call(DistrictId district, Supplier<T> work) {
        var before = CURRENT.get();
        CURRENT.set(district);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    public static void run(DistrictId district, Runnable work) {
        DistrictScope.<@Nullable Object>call(district, () -> {
            work.run();
            return null;
        });
    }

    public static Optional<DistrictId> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The current district; fails where none is set, since nothing may be read or written without one. */
    public static DistrictId required() {
        return current().orElseThrow(() -> new IllegalStateException("No district is set for this work"));
    }
}
