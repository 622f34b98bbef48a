package org.havenward.office.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.district.CalendarChange;
import org.havenward.district.Directory;
import org.havenward.office.CalendarDesk;
import org.havenward.web.FormErrors;
import org.havenward.web.NavItem;
import org.havenward.web.Option;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** School days, school hours, and the time of acknowledgment, for who runs the system. */
@Controller
@RequestMapping("/school-calendar")
class SchoolCalendarController {
    private static final int CHANGES = 20;
    private static final Set<String> NOTES = Set.of("added", "removed", "set");

    private final CalendarDesk desk;
    private final Directory directory;

    SchoolCalendarController(CalendarDesk desk, Directory directory) {
        this.desk = desk;
        this.directory = directory;
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavItem schoolCalendarInNavigation() {
            return new NavItem(115, "office.calendar.title", "/school-calendar", Need.RUN_SYSTEM);
        }
    }

    @GetMapping
    @Needs(Need.RUN_SYSTEM)
    ModelAndView calendar(
            Viewer viewer, Locale locale, @RequestParam(name = "done", required = false) @Nullable String done) {
        var note = done != null && NOTES.contains(done) ? "office.calendar.done." + done : null;
        return Pages.show(
                "office/school_calendar",
                page(viewer, locale, SchoolCalendarForm.of(desk.time(viewer)), new FormErrors(), note));
    }

    @PostMapping("/days")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView add(Viewer viewer, Locale locale, @ModelAttribute SchoolCalendarForm form) {
        var errors = new FormErrors();
        var time = desk.time(viewer);
        var holiday = form.holiday(time, desk.today(viewer), errors);
        if (holiday == null) {
            return mend(viewer, locale, form.over(time), errors);
        }
        desk.add(viewer, holiday, form.once());
        return SignInController.to("/school-calendar?done=added");
    }

    @PostMapping("/days/{day}/removal")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView remove(Viewer viewer, @PathVariable String day, @ModelAttribute SchoolCalendarForm form) {
        desk.remove(viewer, day(day), form.once());
        return SignInController.to("/school-calendar?done=removed");
    }

    @PostMapping
    @Needs(Need.RUN_SYSTEM)
    ModelAndView set(Viewer viewer, Locale locale, @ModelAttribute SchoolCalendarForm form) {
        var errors = new FormErrors();
        var time = form.time(errors);
        if (time == null) {
            return mend(viewer, locale, form, errors);
        }
        desk.set(viewer, time, form.once());
        return SignInController.to("/school-calendar?done=set");
    }

    /** What is no day is no page. */
    static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeParseException noDay) {
            var refused = new RefusedException(Decision.Reason.OTHER_DISTRICT);
            refused.addSuppressed(noDay);
            throw refused;
        }
    }

    private ModelAndView mend(Viewer viewer, Locale locale, SchoolCalendarForm typed, FormErrors errors) {
        return Pages.mend("office/school_calendar", page(viewer, locale, typed, errors, null));
    }

    private SchoolCalendarPage page(
            Viewer viewer, Locale locale, SchoolCalendarForm typed, FormErrors errors, @Nullable String note) {
        var time = desk.time(viewer);
        var today = desk.today(viewer);
        var days = desk.noSchoolDays(viewer).stream()
                .collect(Collectors.partitioningBy(one -> !one.day().isBefore(today)));
        var ends = time.yearEnds();
        return new SchoolCalendarPage(
                desk.acknowledgedBy(viewer),
                time.acknowledgeMinutes(),
                time.inYear(today),
                ends != null && ends.isBefore(today) ? ends : null,
                days.getOrDefault(true, List.of()),
                days.getOrDefault(false, List.of()).reversed(),
                Arrays.stream(DayOfWeek.values())
                        .map(day -> new Option(day.name(), capital(day, locale)))
                        .toList(),
                changes(viewer, locale),
                typed,
                errors,
                note);
    }

    private List<SchoolCalendarPage.Change> changes(Viewer viewer, Locale locale) {
        var changes = desk.changes(viewer, null, CHANGES);
        var names = directory.staff(
                changes.stream().map(CalendarChange::by).distinct().toList());
        return changes.stream()
                .map(change -> {
                    var member = names.get(change.by());
                    return new SchoolCalendarPage.Change(
                            change,
                            member == null ? "" : member.name(),
                            words(change, change.was(), locale),
                            words(change, change.becomes(), locale));
                })
                .toList();
    }

    private static String words(CalendarChange change, String stored, Locale locale) {
        return switch (change.what()) {
            case DAYS_ADDED, DAY_REMOVED, ACKNOWLEDGMENT -> stored;
            case HOURS, OUTSIDE_HOURS, YEAR -> stored.replace("/", " – ");
            case SCHOOL_DAYS ->
                Arrays.stream(stored.split(",", -1))
                        .map(day -> DayOfWeek.valueOf(day).getDisplayName(TextStyle.SHORT, locale))
                        .collect(Collectors.joining(", "));
        };
    }

    private static String capital(DayOfWeek day, Locale locale) {
        var name = day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }
}
