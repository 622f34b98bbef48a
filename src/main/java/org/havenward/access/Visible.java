package org.havenward.access;

import java.util.Map;

/**
 * The gate's answer for a list, count, or search: a condition to put into the query, with its named parameters.
 *
 * @param sql a boolean expression in parentheses; its parameters start with {@code gate_}
 */
public record Visible(String sql, Map<String, Object> parameters) {}
