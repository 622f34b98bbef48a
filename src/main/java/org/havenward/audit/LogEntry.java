package org.havenward.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/** One row of the log, as it is written and as its hash is taken. */
record LogEntry(
        UUID id,
        Instant at,
        @Nullable UUID actor,
        String action,
        String kind,
        UUID subject,
        @Nullable UUID school,
        @Nullable UUID student,
        String purpose) {

    /** The bytes under the hash. None of the parts can contain the separator. */
    byte[] canonical(DistrictId district) {
        return "%s|%s|%d|%s|%s|%s|%s|%s|%s|%s"
                .formatted(
                        district.value(),
                        id,
                        ChronoUnit.MICROS.between(Instant.EPOCH, at),
                        actor,
                        action,
                        kind,
                        subject,
                        school,
                        student,
                        purpose)
                .getBytes(StandardCharsets.UTF_8);
    }
}
