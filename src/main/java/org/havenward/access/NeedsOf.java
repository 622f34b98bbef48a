package org.havenward.access;

import java.util.Map;
import java.util.Optional;
import org.springframework.web.method.HandlerMethod;

/** What a handler needs: its own {@link Needs}, or, for the framework's few own handlers, the line here. */
public final class NeedsOf {
    private static final Map<String, Need> FRAMEWORK = Map.of(
            "org.springframework.boot.webmvc.autoconfigure.error.", Need.NOTHING,
            "org.springdoc.webmvc.api.", Need.NOTHING);

    private NeedsOf() {}

    /** Empty for a method that declares nothing: it is refused. */
    public static Optional<Need> handler(HandlerMethod method) {
        var needs = method.getMethodAnnotation(Needs.class);
        if (needs != null) {
            return Optional.of(needs.value());
        }
        var type = method.getBeanType().getName();
        return FRAMEWORK.entrySet().stream()
                .filter(entry -> type.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
