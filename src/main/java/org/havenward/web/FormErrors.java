package org.havenward.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What has to be mended in a form: for each field the key of a message, with its arguments. */
public final class FormErrors {
    private final Map<String, Problem> problems = new LinkedHashMap<>();

    /** The first problem of a field stays. */
    public FormErrors add(String field, String messageKey, Object... arguments) {
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

    public Map<String, Problem> all() {
        return Map.copyOf(problems);
    }

    /** A message key and its arguments. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Problem(String messageKey, Object[] arguments) {}
}
