package org.havenward.protocol;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which answer to each question counts: the newest, unless something has since made the question due again. */
final class GivenAnswers {
    private final Map<String, GivenAnswer> newest = new HashMap<>();
    private final Map<String, GivenAnswer> oldest = new HashMap<>();
    private final Map<String, GivenAnswer> counting = new HashMap<>();

    GivenAnswers(Protocol protocol, List<GivenAnswer> answers, ProtocolFacts facts) {
        for (var answer : answers) {
            newest.merge(answer.question(), answer, (one, other) -> other.at().isBefore(one.at()) ? one : other);
            oldest.merge(answer.question(), answer, (one, other) -> other.at().isBefore(one.at()) ? other : one);
        }
        protocol.questions().forEach(question -> {
            var answer = newest.get(question.id());
            if (answer != null && question.accepts(answer.value()) && !isPast(question, answer.at(), facts)) {
                counting.put(question.id(), answer);
            }
        });
    }

    @Nullable
    GivenAnswer to(String question) {
        return counting.get(question);
    }

    /** The newest one, whether it still counts or not. */
    @Nullable
    GivenAnswer everTo(String question) {
        return newest.get(question);
    }

    @Nullable
    GivenAnswer firstTo(String question) {
        return oldest.get(question);
    }

    /** Whether something has made an item due again since. */
    static boolean isPast(Protocol.Item item, Instant at, ProtocolFacts facts) {
        var again = latest(item, facts);
        return again != null && at.isBefore(again);
    }

    /** The latest happening that makes an item due again; null where there is none. */
    static @Nullable Instant latest(Protocol.Item item, ProtocolFacts facts) {
        Instant latest = null;
        for (var what : item.again()) {
            var at = latest(what, facts);
            if (at != null && (latest == null || at.isAfter(latest))) {
                latest = at;
            }
        }
        return latest;
    }

    private static @Nullable Instant latest(Protocol.Happening what, ProtocolFacts facts) {
        return switch (what) {
            case CASE_OPENED -> facts.openedAt();
            case CONCERN_RAISED ->
                facts.concerns().isEmpty() ? null : facts.concerns().getLast();
            case CONFIRMED -> facts.confirmedAt();
            case UNSAFE -> facts.unsafeSince();
            case REOPENED -> facts.reopenedAt();
        };
    }
}
