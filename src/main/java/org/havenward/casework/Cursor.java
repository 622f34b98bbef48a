package org.havenward.casework;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in a list that is sorted by time and id; travels in addresses, so it says nothing but that. */
record Cursor(Instant at, UUID id) {
    /** Reads one; nothing where there is none, or where it is not one of ours: the list then begins at its start. */
    static Optional<Cursor> read(@Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        var parts = written.split("_", 2);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            long micros = Math.clamp(Long.parseLong(parts[0], 36), -1L << 51, 1L << 52); // what PostgreSQL takes
            return Optional.of(new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), UUID.fromString(parts[1])));
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    String written() {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at), 36) + "_" + id;
    }
}
