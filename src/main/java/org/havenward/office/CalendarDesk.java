package org.havenward.office;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.CalendarChange;
import org.havenward.district.CalendarChange.What;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.SchoolCalendar.NoSchoolDay;
import org.havenward.district.SchoolTime;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The school calendar, for who runs the system: what the pages and the API do. Each change happens once, however often its
 * submission comes, and is kept with who made it; the audit names that row. What waits already keeps its time.
 */
@Service
@Transactional
public class CalendarDesk {
    private final SchoolCalendar calendar;
    private final Gate gate;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final InstantSource clock;

    CalendarDesk(SchoolCalendar calendar, Gate gate, Audit audit, OnceOnly onceOnly, InstantSource clock) {
        this.calendar = calendar;
        this.gate = gate;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.clock = clock;
    }

    /** Several days in a row that have one name; each of them counts as a school day otherwise. */
    public record Holiday(List<LocalDate> days, String name) {
        public Holiday {
            days = List.copyOf(days);
        }
    }

    @Transactional(readOnly = true)
    public SchoolTime time(Viewer viewer) {
        allowed(viewer);
        return calendar.schoolTime();
    }

    @Transactional(readOnly = true)
    public List<NoSchoolDay> noSchoolDays(Viewer viewer) {
        allowed(viewer);
        return calendar.noSchoolDays();
    }

    @Transactional(readOnly = true)
    public LocalDate today(Viewer viewer) {
        allowed(viewer);
        return calendar.today();
    }

    /** Changes, newest first. */
    @Transactional(readOnly = true)
    public List<CalendarChange> changes(Viewer viewer, @Nullable UUID before, int limit) {
        allowed(viewer);
        return calendar.changes(before, limit);
    }

    /** By when a concern is acknowledged that is raised now, without immediate danger. */
    @Transactional(readOnly = true)
    public Instant acknowledgedBy(Viewer viewer) {
        allowed(viewer);
        return calendar.after(
                clock.instant().truncatedTo(ChronoUnit.MINUTES),
                Duration.ofMinutes(calendar.schoolTime().acknowledgeMinutes()));
    }

    /** A day that is there already is renamed. */
    public void add(Viewer viewer, Holiday holiday, String key) {
        allowed(viewer);
        once(viewer, "add", key, holiday.toString(), () -> {
            calendar.schoolTimeToChange();
            var known = calendar.noSchoolDays().stream().collect(Collectors.toMap(NoSchoolDay::day, NoSchoolDay::name));
            var fresh = new LinkedHashMap<LocalDate, String>();
            holiday.days().stream()
                    .filter(day -> !holiday.name().equals(known.get(day)))
                    .forEach(day -> fresh.put(day, holiday.name()));
            if (fresh.isEmpty()) {
                return;
            }
            calendar.addNoSchoolDays(fresh);
            var was = fresh.keySet().stream()
                    .filter(known::containsKey)
                    .map(known::get)
                    .distinct()
                    .collect(Collectors.joining(", "));
            note(
                    viewer,
                    What.DAYS_ADDED,
                    fresh.firstEntry().getKey(),
                    fresh.lastEntry().getKey(),
                    was,
                    holiday.name());
        });
    }

    /** Makes it a school day again; does nothing where it is one. */
    public void remove(Viewer viewer, LocalDate day, String key) {
        allowed(viewer);
        once(viewer, "remove/" + day, key, day.toString(), () -> {
            calendar.schoolTimeToChange();
            calendar.noSchoolDays().stream()
                    .filter(one -> one.day().equals(day))
                    .findFirst()
                    .ifPresent(there -> {
                        calendar.removeNoSchoolDay(day);
                        note(viewer, What.DAY_REMOVED, day, day, there.name(), "");
                    });
        });
    }

    public void set(Viewer viewer, SchoolTime time, String key) {
        allowed(viewer);
        once(viewer, "set", key, time.toString(), () -> {
            var before = calendar.schoolTimeToChange();
            if (before.equals(time)) {
                return;
            }
            calendar.set(time);
            differs(viewer, What.SCHOOL_DAYS, days(before), days(time));
            differs(viewer, What.HOURS, hours(before.starts(), before.ends()), hours(time.starts(), time.ends()));
            differs(viewer, What.YEAR, year(before), year(time));
            differs(
                    viewer,
                    What.OUTSIDE_HOURS,
                    hours(before.outsideStarts(), before.outsideEnds()),
                    hours(time.outsideStarts(), time.outsideEnds()));
            differs(
                    viewer,
                    What.ACKNOWLEDGMENT,
                    String.valueOf(before.acknowledgeMinutes()),
                    String.valueOf(time.acknowledgeMinutes()));
        });
    }

    private void differs(Viewer viewer, What what, String was, String becomes) {
        if (!was.equals(becomes)) {
            note(viewer, what, null, null, was, becomes);
        }
    }

    private void note(
            Viewer viewer, What what, @Nullable LocalDate first, @Nullable LocalDate last, String was, String becomes) {
        var id = Ids.next();
        calendar.note(new CalendarChange(id, clock.instant(), viewer.staff(), what, first, last, was, becomes));
        audit.log(viewer, Action.CHANGED, new RecordRef(RecordKind.SCHOOL, id, null), null, Purpose.ADMINISTRATION);
    }

    private static String days(SchoolTime time) {
        return time.days().stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(","));
    }

    private static String hours(LocalTime starts, LocalTime ends) {
        return starts + "/" + ends;
    }

    private static String year(SchoolTime time) {
        return time.yearBegins() == null ? "" : time.yearBegins() + "/" + time.yearEnds();
    }

    private void once(Viewer viewer, String what, String key, String content, Runnable work) {
        onceOnly.once(viewer.staff().value(), "calendar." + what, key, content, () -> {
            work.run();
            return viewer.district().value();
        });
    }

    private void allowed(Viewer viewer) {
        if (gate.decide(viewer, Need.RUN_SYSTEM) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }
}
