package org.havenward.web;

import org.jspecify.annotations.Nullable;

/**
 * A filter of a list, as a plain link.
 *
 * @param count how many it shows; null where not counted
 */
public record FilterLink(
        String label, String path, @Nullable Long count, boolean current) {}
