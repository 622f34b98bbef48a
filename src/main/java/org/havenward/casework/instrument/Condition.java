package org.havenward.casework.instrument;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether something is asked: by an earlier answer, or by several of them. A question that was skipped or not asked has no
 * answer, and so fulfills nothing but a {@code not}.
 *
 * @param question an earlier question, with {@code is}
 * @param is any of these answers
 */
public record Condition(
        @Nullable String question,
        @Nullable List<String> is,
        @Nullable List<Condition> all,
        @Nullable List<Condition> any,
        @Nullable Condition not) {

    /** @param answers the answers of a question, by its id; empty where there is none */
    boolean holds(Function<String, List<String>> answers) {
        if (question != null && is != null) {
            return answers.apply(question).stream().anyMatch(is::contains);
        }
        if (all != null) {
            return all.stream().allMatch(each -> each.holds(answers));
        }
        if (any != null) {
            return any.stream().anyMatch(each -> each.holds(answers));
        }
        return not == null || !not.holds(answers);
    }

    /** It and all within it that name a question. */
    Stream<Condition> leaves() {
        if (question != null) {
            return Stream.of(this);
        }
        return Stream.of(all, any, not == null ? null : List.of(not))
                .flatMap(Stream::ofNullable)
                .flatMap(List::stream)
                .flatMap(Condition::leaves);
    }
}
