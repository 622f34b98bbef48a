package org.havenward.web;

import java.util.List;

/**
 * A plain month, such as anyone may have open.
 *
 * @param days the names of the days of the week
 * @param weeks each with seven cells; empty where the day is of another month
 * @param today the day's number
 */
public record CalendarPage(String month, List<String> days, List<List<String>> weeks, String today) {}
