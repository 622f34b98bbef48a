package org.havenward.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/** The harmless page behind Hide: a calendar, without our name, mark, or any way back that someone could follow. */
@Controller
class CalendarController {
    private final InstantSource clock;
    private final LocaleResolver locales;

    CalendarController(InstantSource clock, LocaleResolver locales) {
        this.clock = clock;
        this.locales = locales;
    }

    @GetMapping("/calendar")
    @Needs(Need.NOTHING)
    ModelAndView calendar(HttpServletRequest request) {
        var locale = locales.resolveLocale(request);
        var today = clock.instant().atZone(ZoneId.systemDefault()).toLocalDate();
        var month = DateTimeFormatter.ofPattern("MMMM yyyy", locale).format(today);
        return Pages.show(
                "web/calendar",
                new CalendarPage(
                        month.substring(0, 1).toUpperCase(locale) + month.substring(1),
                        dayNames(locale),
                        weeks(today),
                        String.valueOf(today.getDayOfMonth())));
    }

    private static List<String> dayNames(Locale locale) {
        return IntStream.range(0, 7)
                .mapToObj(index -> DayOfWeek.SUNDAY.plus(index).getDisplayName(TextStyle.SHORT, locale))
                .toList();
    }

    private static List<List<String>> weeks(LocalDate today) {
        var first = today.withDayOfMonth(1);
        var cells = new ArrayList<String>();
        for (var empty = 0; empty < first.getDayOfWeek().getValue() % 7; empty++) {
            cells.add("");
        }
        for (var day = 1; day <= today.lengthOfMonth(); day++) {
            cells.add(String.valueOf(day));
        }
        while (cells.size() % 7 != 0) {
            cells.add("");
        }
        return IntStream.range(0, cells.size() / 7)
                .mapToObj(week -> List.copyOf(cells.subList(week * 7, week * 7 + 7)))
                .toList();
    }
}
