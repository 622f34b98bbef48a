package org.havenward.web;

import org.havenward.access.Need;

/**
 * A room's entry in the navigation, as a bean; shown to whom the gate opens its need.
 *
 * @param order 10 my day, 20 raise a concern, 30 my concerns, 40 triage, 50 cases, 55 lessons, 60 students, 70 knowledge, 80 notices,
 *     90 coordination, 100 audit, 110 roster, 115 school calendar, 120
 *     people
 * @param labelKey message key
 */
public record NavItem(int order, String labelKey, String path, Need need) {}
