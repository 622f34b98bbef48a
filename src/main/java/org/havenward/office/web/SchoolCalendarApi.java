package org.havenward.office.web;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.CalendarChange;
import org.havenward.district.SchoolCalendar.NoSchoolDay;
import org.havenward.district.SchoolTime;
import org.havenward.office.CalendarDesk;
import org.havenward.web.ApiPage;
import org.havenward.web.ApiProblem;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The school calendar, for the programs of who runs the system. The same checks and words as the page. */
@RestController
@RequestMapping("/api/v1/school-calendar")
class SchoolCalendarApi {
    private final CalendarDesk desk;

    SchoolCalendarApi(CalendarDesk desk) {
        this.desk = desk;
    }

    /**
     * @param days such as MONDAY
     * @param starts such as 07:30, in the district's time
     * @param yearBegins such as 2026-08-10; null, and {@code yearEnds} too, where every week counts as one of school
     * @param outsideStarts outside of the school year, Monday to Friday
     * @param acknowledgeMinutes school time within which a concern is acknowledged
     */
    record Settings(
            List<String> days,
            String starts,
            String ends,
            @Nullable LocalDate yearBegins,
            @Nullable LocalDate yearEnds,
            String outsideStarts,
            String outsideEnds,
            int acknowledgeMinutes) {
        static Settings of(SchoolTime time) {
            return new Settings(
                    time.days().stream().sorted().map(DayOfWeek::name).toList(),
                    time.starts().toString(),
                    time.ends().toString(),
                    time.yearBegins(),
                    time.yearEnds(),
                    time.outsideStarts().toString(),
                    time.outsideEnds().toString(),
                    time.acknowledgeMinutes());
        }
    }

    /** All of it: what is left out has to be mended, but for the school year, which then is none. */
    record NewSettings(
            @Nullable List<String> days,
            @Nullable String starts,
            @Nullable String ends,
            @Nullable String yearBegins,
            @Nullable String yearEnds,
            @Nullable String outsideStarts,
            @Nullable String outsideEnds,
            @Nullable Integer acknowledgeMinutes) {}

    record DayItem(LocalDate day, String name) {
        static DayItem of(NoSchoolDay day) {
            return new DayItem(day.day(), day.name());
        }
    }

    /**
     * @param first such as 2026-11-26
     * @param last for several days in a row, at most 31; days on which there is no school anyway are left out
     */
    record NewDays(
            @Nullable String first,
            @Nullable String last,
            @Nullable String name) {}

    record Added(List<DayItem> days) {}

    /**
     * @param what DAYS_ADDED, DAY_REMOVED, SCHOOL_DAYS, HOURS, YEAR, OUTSIDE_HOURS, or ACKNOWLEDGMENT
     * @param was a day's name, or the setting, as it was; empty for nothing
     */
    record ChangeItem(
            UUID id,
            Instant at,
            UUID staffId,
            String what,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            String was,
            String becomes) {
        static ChangeItem of(CalendarChange change) {
            return new ChangeItem(
                    change.id(),
                    change.at(),
                    change.by().value(),
                    change.what().name(),
                    change.first(),
                    change.last(),
                    change.was(),
                    change.becomes());
        }
    }

    @GetMapping
    @Needs(Need.RUN_SYSTEM)
    Settings settings(Viewer viewer) {
        return Settings.of(desk.time(viewer));
    }

    /** Sets all of it. It counts for concerns raised from then on. */
    @PostMapping
    @Needs(Need.RUN_SYSTEM)
    Settings set(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @RequestBody NewSettings body) {
        var form = new SchoolCalendarForm(
                null,
                null,
                null,
                body.days(),
                body.starts(),
                body.ends(),
                body.yearBegins(),
                body.yearEnds(),
                body.outsideStarts(),
                body.outsideEnds(),
                body.acknowledgeMinutes() == null ? null : String.valueOf(body.acknowledgeMinutes()),
                null);
        var errors = new FormErrors();
        var time = form.time(errors);
        if (time == null) {
            throw ApiProblem.of(errors);
        }
        desk.set(viewer, time, used(key));
        return Settings.of(desk.time(viewer));
    }

    /** Days without school, by day; {@code after} is one. */
    @GetMapping("/no-school-days")
    @Needs(Need.RUN_SYSTEM)
    ApiPage<DayItem> days(
            Viewer viewer,
            @RequestParam(required = false) @Nullable LocalDate after,
            @RequestParam(required = false) @Nullable String limit) {
        var most = ApiPage.limit(limit);
        var found = desk.noSchoolDays(viewer).stream()
                .filter(one -> after == null || one.day().isAfter(after))
                .limit(most + 1L)
                .map(DayItem::of)
                .toList();
        return ApiPage.of(found, most, one -> one.day().toString());
    }

    /** Adds a day without school, or several in a row; a day that is there already is renamed. */
    @PostMapping("/no-school-days")
    @Needs(Need.RUN_SYSTEM)
    ResponseEntity<Added> add(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @RequestBody NewDays body) {
        var errors = new FormErrors();
        var holiday = SchoolCalendarForm.holiday(body.first(), body.last(), body.name())
                .holiday(desk.time(viewer), desk.today(viewer), errors);
        if (holiday == null) {
            throw ApiProblem.of(errors);
        }
        desk.add(viewer, holiday, used(key));
        return ResponseEntity.created(URI.create("/api/v1/school-calendar/no-school-days"))
                .body(new Added(holiday.days().stream()
                        .map(day -> new DayItem(day, holiday.name()))
                        .toList()));
    }

    /** Makes it a school day again; nothing happens where it is one. */
    @DeleteMapping("/no-school-days/{day}")
    @Needs(Need.RUN_SYSTEM)
    ResponseEntity<Void> remove(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @PathVariable String day) {
        desk.remove(viewer, SchoolCalendarController.day(day), used(key));
        return ResponseEntity.noContent().build();
    }

    /** Who changed what, newest first. */
    @GetMapping("/changes")
    @Needs(Need.RUN_SYSTEM)
    ApiPage<ChangeItem> changes(
            Viewer viewer,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable String limit) {
        var most = ApiPage.limit(limit);
        var found = desk.changes(viewer, after, most + 1).stream()
                .map(ChangeItem::of)
                .toList();
        return ApiPage.of(found, most, one -> one.id().toString());
    }

    private static String used(String key) {
        if (key.isBlank() || key.length() > 200) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "key", "The Idempotency-Key header holds 1 to 200 characters.");
        }
        return key;
    }
}
