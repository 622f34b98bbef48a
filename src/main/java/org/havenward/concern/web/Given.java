package org.havenward.concern.web;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havenward.platform.Ids;
import org.havenward.web.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads what a form or a program sent, whatever it is. */
final class Given {
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int LONGEST_KEY = 200;

    private Given() {}

    static Optional<UUID> id(@Nullable String text) {
        return text != null && ID.matcher(text.strip()).matches()
                ? Optional.of(UUID.fromString(text.strip()))
                : Optional.empty();
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** The key of a page's form; a fresh one where none came that can be used. */
    static String key(@Nullable String onceKey) {
        return onceKey == null || onceKey.isBlank() || onceKey.length() > LONGEST_KEY
                ? Ids.next().toString()
                : onceKey;
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
