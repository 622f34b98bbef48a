package org.havenward.casework;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Viewer;
import org.havenward.access.Visible;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.SchoolId;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The cases that someone may open: listed, counted, and searched, notes included. */
@Service
@Transactional
public class Cases {
    private static final int MOST_STUDENTS_FOUND = 200;
    private static final int MOST_AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final Gate gate;
    private final Audit audit;
    private final Directory directory;
    private final CaseWords words;
    private final TokenIndex index;

    Cases(JdbcClient jdbc, Gate gate, Audit audit, Directory directory, CaseWords words, TokenIndex index) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.audit = audit;
        this.directory = directory;
        this.words = words;
        this.index = index;
    }

    /**
     * A case in a list.
     *
     * @param called the name the student uses; empty where nobody knows it yet, or where the words are gone
     * @param leadThere false where the case waits for a lead
     * @param due when the next task is due
     */
    public record Line(
            CaseId id,
            String number,
            String called,
            @Nullable StudentId student,
            String grade,
            SchoolId school,
            String schoolName,
            CaseStatus status,
            String leadName,
            boolean leadThere,
            boolean led,
            Instant openedAt,
            int openTasks,
            @Nullable Instant due) {}

    /** A part of a list, and where it goes on; {@code next} is null at its end. */
    public record Page<T>(List<T> items, @Nullable String next) {}

    /** How many cases each filter shows to this viewer. */
    public Map<CaseFilter, Integer> counts(Viewer viewer) {
        var visible = visible(viewer);
        var columns = Stream.of(CaseFilter.values())
                .map(filter -> "count(*) filter (where " + filter.condition() + ") as " + filter.word())
                .collect(Collectors.joining(", "));
        return jdbc.sql("select " + columns + " from case_file c where " + visible.sql())
                .params(visible.parameters())
                .param("me", viewer.staff().value())
                .query((row, number) -> {
                    var counts = new EnumMap<CaseFilter, Integer>(CaseFilter.class);
                    for (var filter : CaseFilter.values()) {
                        counts.put(filter, row.getInt(filter.word()));
                    }
                    return counts;
                })
                .single();
    }

    /** Newest first. */
    public Page<Line> list(Viewer viewer, CaseFilter filter, @Nullable String after, int limit) {
        var page = select(viewer, filter.condition(), Map.of(), after, limit);
        audit(viewer, Action.LISTED, page.items());
        return page;
    }

    /** Cases whose student, number, notes, or tasks have all the words; newest first. */
    public Page<Line> search(Viewer viewer, String query, @Nullable String after, int limit) {
        var asked = index.asked(query);
        if (asked.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var parameters = new HashMap<String, @Nullable Object>();
        var condition = new StringBuilder("(c.number = :number");
        parameters.put("number", query.strip().toUpperCase(Locale.ROOT));
        condition.append(" or (true");
        for (int word = 0; word < asked.size(); word++) {
            condition
                    .append(" and exists (select 1 from case_token k where k.district_id = c.district_id")
                    .append(" and k.case_id = c.id and k.token in (decode(:stem")
                    .append(word)
                    .append(", 'hex'), decode(:prefix")
                    .append(word)
                    .append(", 'hex')))");
            parameters.put("stem" + word, asked.get(word).getFirst());
            parameters.put("prefix" + word, asked.get(word).getLast());
        }
        condition.append(")");
        var students = studentsLike(viewer, query);
        if (!students.isEmpty()) {
            condition.append(" or c.student_id in (:students)");
            parameters.put("students", students);
        }
        condition.append(")");
        var page = select(viewer, condition.toString(), parameters, after, limit);
        audit(viewer, Action.SEARCHED, page.items());
        return page;
    }

    /**
     * Students of the roster whose name is like the words, at the schools of the cases that one may open and where the
     * students of these cases are now.
     */
    private List<UUID> studentsLike(Viewer viewer, String query) {
        var visible = visible(viewer);
        var schools = new HashSet<SchoolId>();
        var students = new HashSet<StudentId>();
        jdbc.sql("select distinct c.school_id, c.student_id from case_file c where " + visible.sql())
                .params(visible.parameters())
                .query(row -> {
                    schools.add(new SchoolId(row.getObject("school_id", UUID.class)));
                    var student = row.getObject("student_id", UUID.class);
                    if (student != null) {
                        students.add(new StudentId(student));
                    }
                });
        directory.students(students).values().forEach(student -> schools.add(student.school()));
        if (schools.isEmpty()) {
            return List.of();
        }
        return directory.findStudents(query, schools, MOST_STUDENTS_FOUND).stream()
                .map(student -> student.id().value())
                .toList();
    }

    private Visible visible(Viewer viewer) {
        return gate.visible(viewer, Need.LIST_CASES, RecordKind.CASE, "c.id", "c.school_id");
    }

    private Page<Line> select(
            Viewer viewer, String condition, Map<String, @Nullable Object> given, @Nullable String after, int limit) {
        int most = Math.clamp(limit, 1, MOST_AT_ONCE);
        var visible = visible(viewer);
        var parameters = new HashMap<String, @Nullable Object>(given);
        parameters.putAll(visible.parameters());
        parameters.put("me", viewer.staff().value());
        parameters.put("limit", most + 1);
        var cursor = Cursor.read(after);
        cursor.ifPresent(place -> {
            parameters.put("at", Timestamp.from(place.at()));
            parameters.put("id", place.id());
        });
        var rows = jdbc.sql(listing(condition, visible, cursor.isPresent()))
                .params(parameters)
                .query((row, number) -> new Row(
                        CaseFiles.state(row),
                        new CaseFiles.SealedNames(null, row.getBytes("called"), null, null),
                        row.getInt("open_tasks"),
                        CaseFiles.instant(row, "due")))
                .list();
        var shown = rows.size() > most ? rows.subList(0, most) : rows;
        var last = shown.isEmpty() ? null : shown.getLast().file();
        var next = rows.size() > most && last != null
                ? new Cursor(last.openedAt(), last.id().value()).written()
                : null;
        return new Page<>(lines(viewer, shown), next);
    }

    static String listing(String condition, Visible visible, boolean goesOn) {
        return """
                select c.*, t.open_tasks, t.due
                from case_file c left join lateral (
                    select count(*) as open_tasks, min(due_at) as due from case_task t
                    where t.district_id = c.district_id and t.case_id = c.id and t.done_at is null) t on true
                where %s and %s %s
                order by c.opened_at desc, c.id desc limit :limit
                """.formatted(visible.sql(), condition, goesOn ? "and (c.opened_at, c.id) < (:at, :id)" : "");
    }

    private record Row(
            CaseFile.State file,
            CaseFiles.SealedNames names,
            int openTasks,
            @Nullable Instant due) {}

    private List<Line> lines(Viewer viewer, List<Row> rows) {
        var students = directory.students(rows.stream()
                .map(row -> row.file().student())
                .flatMap(Stream::ofNullable)
                .toList());
        var leads = directory.staff(rows.stream().map(row -> row.file().lead()).toList());
        var schools = directory.placeNames();
        var lines = new ArrayList<Line>();
        for (var row : rows) {
            var file = row.file();
            var student = Optional.ofNullable(file.student()).map(students::get);
            var lead = leads.get(file.lead());
            lines.add(new Line(
                    file.id(),
                    file.number(),
                    Optional.ofNullable(words.open(
                                            file.key(),
                                            file.place("called"),
                                            row.names().called())
                                    .text())
                            .or(() -> student.map(Student::name))
                            .orElse(""),
                    file.student(),
                    student.map(Student::grade).orElse(""),
                    file.school(),
                    schools.getOrDefault(file.school(), ""),
                    file.status(),
                    lead == null ? "" : lead.name(),
                    file.leadGoneAt() == null,
                    file.lead().equals(viewer.staff()),
                    file.openedAt(),
                    row.openTasks(),
                    row.due()));
        }
        return lines;
    }

    private void audit(Viewer viewer, Action action, List<Line> lines) {
        audit.logAll(
                viewer,
                action,
                lines.stream()
                        .map(line -> new Audit.Entry(
                                org.havenward.access.RecordRef.caseFile(
                                        line.id().value(), line.school()),
                                line.student()))
                        .toList(),
                Purpose.CASE_WORK);
    }
}
