package org.havenward.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * One page of a list of the API.
 *
 * @param next the cursor to pass as {@code after} for the next page; null on the last one
 */
public record ApiPage<T>(List<T> items, @Nullable String next) {
    private static final int MOST = 200;

    /** Makes a page of a query that asked for one row more than the limit, to see whether there are more. */
    public static <T> ApiPage<T> of(List<T> fetched, int limit, Function<T, String> cursor) {
        if (fetched.size() <= limit) {
            return new ApiPage<>(List.copyOf(fetched), null);
        }
        var items = List.copyOf(fetched.subList(0, limit));
        return new ApiPage<>(items, cursor.apply(items.getLast()));
    }

    /** The {@code limit} that a request asks for: 50 where it says nothing, 1 to 200. */
    public static int limit(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return 50;
        }
        try {
            var limit = Integer.parseInt(asked.strip());
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw unusable(notANumber);
        }
        throw unusable(null);
    }

    private static ApiProblem unusable(@Nullable Throwable cause) {
        var problem = new ApiProblem(
                HttpStatus.BAD_REQUEST,
                "limit",
                "limit is a number from 1 to " + MOST + ".",
                Map.of("limit", "Give a number from 1 to " + MOST + "."));
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }
}
