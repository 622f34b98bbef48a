package org.havenward.mandate;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Viewer;
import org.havenward.access.Visible;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.SchoolId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * That the district met its duties to report, over a school year (July to June, by when there was cause): each number, and
 * the list behind it, which equals it. Times, people, and agencies; no word of a case, no student.
 */
@Service
@Transactional
public class YearOfReports {
    private static final int MOST_AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final DutyRows duties;
    private final CaseReports reports;
    private final Gate gate;
    private final Audit audit;
    private final Directory directory;
    private final SchoolCalendar calendar;
    private final InstantSource clock;

    YearOfReports(
            JdbcClient jdbc,
            DutyRows duties,
            CaseReports reports,
            Gate gate,
            Audit audit,
            Directory directory,
            SchoolCalendar calendar,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.duties = duties;
        this.reports = reports;
        this.gate = gate;
        this.audit = audit;
        this.directory = directory;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** A duty of the year, with its school's name. */
    public record Row(CaseReports.Line line, String schoolName) {}

    /**
     * @param year in which it begins: 2026 for July 2026 to June 2027
     * @param counts how many each list holds
     * @param next where the list goes on; null at its end
     */
    public record Year(
            int year,
            Map<YearFilter, Long> counts,
            YearFilter filter,
            List<Row> rows,
            @Nullable String next,
            Instant now) {}

    /** The school year that it is now. */
    public int current() {
        return yearOf(clock.instant(), calendar.zone());
    }

    static int yearOf(Instant moment, ZoneId zone) {
        var day = moment.atZone(zone).toLocalDate();
        return day.getMonthValue() >= Month.JULY.getValue() ? day.getYear() : day.getYear() - 1;
    }

    public Year year(Viewer viewer, int year, YearFilter filter, @Nullable String after, int limit) {
        int most = Math.clamp(limit, 1, MOST_AT_ONCE);
        var found = rows(viewer, year, filter, after, most + 1);
        var shown = found.size() > most ? found.subList(0, most) : found;
        audit(viewer, Action.LISTED, shown);
        return new Year(
                year,
                counts(viewer, year),
                filter,
                shown,
                found.size() > most ? cursor(shown.getLast().line().duty()) : null,
                clock.instant());
    }

    /** All rows of a list, in its order. */
    public void export(Viewer viewer, int year, YearFilter filter, Consumer<Row> each) {
        String after = null;
        while (true) {
            var rows = rows(viewer, year, filter, after, MOST_AT_ONCE);
            rows.forEach(each);
            audit(viewer, Action.EXPORTED, rows);
            if (rows.size() < MOST_AT_ONCE) {
                return;
            }
            after = cursor(rows.getLast().line().duty());
        }
    }

    private void audit(Viewer viewer, Action action, List<Row> rows) {
        audit.logAll(
                viewer,
                action,
                rows.stream()
                        .map(row -> new Audit.Entry(row.line().duty().ref(), null))
                        .toList(),
                Purpose.OVERSIGHT);
    }

    private List<Row> rows(Viewer viewer, int year, YearFilter filter, @Nullable String after, int limit) {
        var visible = visible(viewer, year);
        var parameters = new HashMap<String, Object>(visible.parameters());
        var condition = visible.sql() + " and " + filter.condition();
        var place = place(after);
        if (place != null) {
            condition += " and (d.cause_at, d.id) < (:cause, :id)";
            parameters.put("cause", Timestamp.from(place.cause()));
            parameters.put("id", place.id());
        }
        Map<SchoolId, String> schools = directory.placeNames();
        return reports.lines(viewer, duties.select(condition, parameters, limit)).stream()
                .map(line -> new Row(line, schools.getOrDefault(line.duty().school(), "")))
                .toList();
    }

    private Map<YearFilter, Long> counts(Viewer viewer, int year) {
        var visible = visible(viewer, year);
        var columns = Arrays.stream(YearFilter.values())
                .map(filter -> "count(*) filter (where " + filter.condition() + ") as " + filter.word())
                .collect(Collectors.joining(", "));
        return jdbc.sql("select " + columns + " from mandate_duty d where " + visible.sql())
                .params(visible.parameters())
                .query((row, number) -> {
                    Map<YearFilter, Long> counts = new EnumMap<>(YearFilter.class);
                    for (var filter : YearFilter.values()) {
                        counts.put(filter, row.getLong(filter.word()));
                    }
                    return counts;
                })
                .single();
    }

    /** Duties of the year that the viewer may know of: not of a case, nor by themselves, that they are shut out of. */
    private Visible visible(Viewer viewer, int year) {
        var cases = gate.visible(viewer, Need.PROVE_REPORTS, RecordKind.CASE, "d.case_id", "d.school_id");
        var own = gate.notExcluded(viewer, "'" + RecordKind.DUTY + "'", "d.id");
        var parameters = new HashMap<String, Object>(cases.parameters());
        parameters.putAll(own.parameters());
        parameters.put("from", Timestamp.from(begins(year)));
        parameters.put("to", Timestamp.from(begins(year + 1)));
        parameters.put("now", Timestamp.from(clock.instant()));
        return new Visible(
                "(" + cases.sql() + " and " + own.sql() + " and d.cause_at >= :from and d.cause_at < :to)", parameters);
    }

    private Instant begins(int year) {
        return LocalDate.of(year, Month.JULY, 1).atStartOfDay(calendar.zone()).toInstant();
    }

    private record Place(Instant cause, UUID id) {}

    private static String cursor(Duty last) {
        var at = last.causeAt();
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000 + "."
                + last.id().value();
    }

    private static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null || !cursor.matches("[0-9]{1,17}\\.[0-9a-f-]{36}")) {
            return null;
        }
        var dot = cursor.indexOf('.');
        var micros = Long.parseLong(cursor.substring(0, dot));
        try {
            return new Place(
                    Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
                    UUID.fromString(cursor.substring(dot + 1)));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
