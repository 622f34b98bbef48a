package org.havenward.concern.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.concern.QueueFilter;
import org.havenward.platform.Ids;
import org.havenward.platform.ReusedKeyException;
import org.havenward.web.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads what a form or a program sent, whatever it is. */
final class Given {
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_FORM_KEY = 100;
    private static final int MOST_CHANGES = 10;

    private Given() {}

    static Optional<UUID> id(@Nullable String text) {
        return text != null && ID.matcher(text.strip()).matches()
                ? Optional.of(UUID.fromString(text.strip()))
                : Optional.empty();
    }

    /** A moment as ISO 8601 has it. */
    static Optional<Instant> instant(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** The key of a page's form; a fresh one where none came that can be used. */
    static String key(@Nullable String onceKey) {
        return onceKey == null || onceKey.isBlank() || onceKey.length() > LONGEST_FORM_KEY
                ? Ids.next().toString()
                : onceKey;
    }

    /**
     * Sends a form. Who goes back, changes what they had sent, and sends it again makes a submission of its own, also when
     * they do so twice: nothing that someone types ends in an error for it.
     */
    static <T> T once(String key, Function<String, T> door) {
        for (int changed = 1; changed < MOST_CHANGES; changed++) {
            try {
                return door.apply(changed == 1 ? key : key + "/" + changed);
            } catch (ReusedKeyException changedSinceItWasSent) {
                continue;
            }
        }
        return door.apply(Ids.next().toString());
    }

    /** A part of the queue as a program names it: {@code waiting} where it names none. */
    static QueueFilter part(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return QueueFilter.WAITING;
        }
        return Stream.of(QueueFilter.values())
                .filter(part -> ConcernWords.key(part).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> unknown("part", Stream.of(QueueFilter.values()).map(ConcernWords::key)));
    }

    /** 400: a word that this field does not know. */
    static ApiProblem unknown(String field, Stream<String> known) {
        var how = "Use one of: " + known.collect(Collectors.joining(", ")) + ".";
        return new ApiProblem(HttpStatus.BAD_REQUEST, field, field + " is not known. " + how, Map.of(field, how));
    }

    static String apiKey(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "key",
                    "The Idempotency-Key header holds 1 to " + LONGEST_KEY + " characters.");
        }
        return key;
    }
}
