package org.havenward.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has to be mended in a form: for each field the key of a message, with its arguments. */
public final class FormErrors {
    private final Map<String, Problem> problems = new LinkedHashMap<>();

    /** The first problem of a field stays. */
    public FormErrors add(String field, String messageKey, @Nullable Object... arguments) {
        problems.putIfAbsent(field, new Problem(messageKey, arguments));
        return this;
    }

    public boolean none() {
        return problems.isEmpty();
    }

    public boolean any() {
        return !problems.isEmpty();
    }

    public Optional<Problem> of(String field) {
        return Optional.ofNullable(problems.get(field));
    }

    /** All of them, in the order of the form. */
    public Map<String, Problem> all() {
        return Collections.unmodifiableMap(problems);
    }

    /** A message key and its arguments. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Problem(String messageKey, @Nullable Object[] arguments) {}
}
