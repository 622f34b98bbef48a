package org.havenward.concern;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the next page of a queue begins. */
record Cursor(int urgency, Instant at, UUID id) {
    String text() {
        var micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((urgency + "|" + micros + "|" + id).getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty for a text that is no cursor: the list then starts at its beginning. */
    static Optional<Cursor> read(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > 120) {
            return Optional.empty();
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("\\|");
            if (parts.length != 3) {
                return Optional.empty();
            }
            // Far beyond any clock lies what the database cannot hold.
            var micros = Math.clamp(Long.parseLong(parts[1]), -1L << 51, 1L << 52);
            return Optional.of(new Cursor(
                    Integer.parseInt(parts[0]) == 0 ? 0 : 1,
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                    UUID.fromString(parts[2])));
        } catch (IllegalArgumentException | DateTimeException noCursor) {
            return Optional.empty();
        }
    }
}
