package org.havenward.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds what answers a request. The frame tries every mapping with a variable in its path, some hundreds of them, on each
 * request, method and media types first; this looks at the path's first part and its length before, which leaves a few.
 */
final class MappingsByShape extends RequestMappingHandlerMapping {
    private static final String SLASH = "/";

    private final Map<RequestMappingInfo, Shape> shapes = new HashMap<>();

    /**
     * What every path of a mapping has in common.
     *
     * @param first the first part of the path, decoded
     * @param elements how many parts and slashes it has
     */
    record Shape(String first, int elements) {
        /** None where the pattern's paths differ in that. */
        static @Nullable Shape ofPattern(String pattern) {
            if (!pattern.startsWith(SLASH) || pattern.indexOf('*') >= 0 || pattern.indexOf(':') >= 0) {
                return null;
            }
            var parts = pattern.substring(1).split(SLASH, -1);
            var first = parts[0];
            return first.isEmpty() || first.indexOf('{') >= 0 || first.indexOf('?') >= 0
                    ? null
                    : new Shape(first, 2 * parts.length);
        }

        boolean isOf(PathContainer path) {
            var there = path.elements();
            return there.size() == elements
                    && there.get(1) instanceof PathSegment segment
                    && segment.valueToMatch().equals(first);
        }
    }

    @Override
    protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo mapping) {
        super.registerHandlerMethod(handler, method, mapping);
        var shape = shapeOf(mapping.getPatternValues());
        if (shape != null) {
            shapes.put(mapping, shape);
        }
    }

    private static @Nullable Shape shapeOf(Set<String> patterns) {
        var all = patterns.stream().map(Shape::ofPattern).collect(Collectors.toSet());
        return all.size() == 1 ? all.iterator().next() : null;
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo mapping, HttpServletRequest request) {
        var shape = shapes.get(mapping);
        if (shape != null
                && !shape.isOf(
                        ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication())) {
            return null;
        }
        return super.getMatchingMapping(mapping, request);
    }
}
