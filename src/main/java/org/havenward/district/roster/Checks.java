package org.havenward.district.roster;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.havenward.district.RosterFault;
import org.havenward.district.RosterReport;
import org.havenward.district.RosterReport.Problem;
import org.havenward.district.roster.RosterFile.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Checks the files against each other and against what is there. Where bad rows are to be skipped, each check takes its bad
 * rows away before the next, so that what hangs on them is found bad as well.
 */
final class Checks {
    private final Sql sql;
    private final Manifest manifest;
    private final boolean skipBadRows;

    Checks(Sql sql, Manifest manifest, boolean skipBadRows) {
        this.sql = sql;
        this.manifest = manifest;
        this.skipBadRows = skipBadRows;
    }

    void run() throws SQLException {
        for (var file : RosterFile.values()) {
            if (manifest.mode(file) == Mode.ABSENT) {
                continue;
            }
            idsOnce(file);
            switch (file) {
                case ORGS -> refers(file, "parent_key", "parentSourcedId", RosterFile.ORGS, RosterFault.UNKNOWN_ORG);
                case SESSIONS ->
                    refers(file, "parent_key", "parentSourcedId", RosterFile.SESSIONS, RosterFault.UNKNOWN_SESSION);
                case COURSES -> {
                    refers(file, "org_key", "orgSourcedId", RosterFile.ORGS, RosterFault.UNKNOWN_ORG);
                    refers(file, "year_key", "schoolYearSourcedId", RosterFile.SESSIONS, RosterFault.UNKNOWN_SESSION);
                }
                case CLASSES -> {
                    refers(file, "course_key", "courseSourcedId", RosterFile.COURSES, RosterFault.UNKNOWN_COURSE);
                    refers(file, "school_key", "schoolSourcedId", RosterFile.ORGS, RosterFault.UNKNOWN_ORG);
                    refersToEach(file, "term_keys", "termSourcedIds", RosterFile.SESSIONS, RosterFault.UNKNOWN_SESSION);
                }
                case USERS -> users();
                case ROLES -> roles();
                case ENROLLMENTS -> enrollments();
                case DEMOGRAPHICS -> refers(file, "key", "sourcedId", RosterFile.USERS, RosterFault.UNKNOWN_USER);
            }
        }
    }

    private void users() throws SQLException {
        refersToEach(RosterFile.USERS, "org_keys", "orgSourcedIds", RosterFile.ORGS, RosterFault.UNKNOWN_ORG);
        if (manifest.mode(RosterFile.ROLES) == Mode.ABSENT) {
            // 1.1: a user names roles and orgs in one row.
            sql.run("""
                    insert into r_role (row, key, gone, user_key, org_key, role, is_primary)
                    select u.row, md5(u.key::text || o.key::text)::uuid, false, u.key, o.key, u.role, o.place = 1
                    from r_user u cross join unnest(u.org_keys) with ordinality o(key, place)
                    where not u.gone and u.role is not null
                    """);
            sql.run("analyze r_role");
            studentsHaveSchools();
        }
    }

    private void roles() throws SQLException {
        refers(RosterFile.ROLES, "user_key", "userSourcedId", RosterFile.USERS, RosterFault.UNKNOWN_USER);
        refers(RosterFile.ROLES, "org_key", "orgSourcedId", RosterFile.ORGS, RosterFault.UNKNOWN_ORG);
        studentsHaveSchools();
    }

    /** A student only at a district office or a department has nobody who could look after them. */
    private void studentsHaveSchools() throws SQLException {
        sql.run("""
                insert into r_problem (file, place, row, col, fault)
                select 'users.csv', %d, u.row, null, 'STUDENT_WITHOUT_SCHOOL'
                from r_user u
                where not u.gone and u.key in (
                    select r.user_key from r_role r join %s o on o.key = r.org_key
                    where r.role = 'student' and not r.gone
                    group by r.user_key
                    having bool_and(o.kind <> 'school'))
                """.formatted(RosterFile.USERS.ordinal(), orgs()));
        if (skipBadRows) {
            remove(RosterFile.USERS);
            sql.run("""
                    delete from r_role r where not r.gone and not exists (select from %s u where u.key = r.user_key)
                    """.formatted(known(RosterFile.USERS)));
        }
    }

    private String orgs() {
        return manifest.mode(RosterFile.ORGS) == Mode.BULK
                ? "(select key, kind from r_org where not gone)"
                : "(select key, kind from r_org where not gone union all"
                        + " select s.sourced_key, s.kind from school s where s.sourced_key is not null"
                        + " and s.closed_at is null and not exists (select from r_org r where r.key = s.sourced_key))";
    }

    /** One pass over the largest file. */
    private void enrollments() throws SQLException {
        var studentRoles = manifest.mode(RosterFile.USERS) == Mode.BULK
                ? "(select distinct user_key as key from r_role where role = 'student' and not gone)"
                : "(select user_key as key from r_role where role = 'student' and not gone union"
                        + " select sourced_key from student where left_at is null)";
        var staffRoles = manifest.mode(RosterFile.USERS) == Mode.BULK
                ? "(select distinct user_key as key from r_role where role not in ('student', 'family') and not gone)"
                : "(select user_key as key from r_role where role not in ('student', 'family') and not gone union"
                        + " select sourced_key from staff where sourced_key is not null and left_at is null)";
        sql.run("""
                insert into r_problem (file, place, row, col, fault)
                select 'enrollments.csv', %d, bad.row, wrong.col, wrong.fault
                from (select e.row,
                             e.class_key is not null and c.key is null as no_class,
                             e.school_key is not null and o.key is null as no_school,
                             e.user_key is not null and u.key is null as no_user,
                             e.kind = 0 and u.key is not null and s.key is null as no_student,
                             e.kind = 1 and u.key is not null and t.key is null as no_staff
                      from r_enrollment e
                      left join %s c on c.key = e.class_key
                      left join %s o on o.key = e.school_key
                      left join %s u on u.key = e.user_key
                      left join %s s on s.key = e.user_key
                      left join %s t on t.key = e.user_key
                      where not e.gone and e.kind <> 2
                        and (c.key is null or o.key is null or u.key is null
                             or (e.kind = 0 and s.key is null) or (e.kind = 1 and t.key is null))) bad
                cross join lateral (values
                    (no_class, 'classSourcedId', 'UNKNOWN_CLASS'),
                    (no_school, 'schoolSourcedId', 'UNKNOWN_ORG'),
                    (no_user, 'userSourcedId', 'UNKNOWN_USER'),
                    (no_student, 'userSourcedId', 'NOT_A_STUDENT'),
                    (no_staff, 'userSourcedId', 'NOT_STAFF')) wrong(so, col, fault)
                where wrong.so
                """.formatted(
                        RosterFile.ENROLLMENTS.ordinal(),
                        known(RosterFile.CLASSES),
                        known(RosterFile.ORGS),
                        known(RosterFile.USERS),
                        studentRoles,
                        staffRoles));
        remove(RosterFile.ENROLLMENTS);
    }

    private void idsOnce(RosterFile file) throws SQLException {
        sql.run("""
                insert into r_problem (file, place, row, col, fault)
                select '%1$s', %2$d, t.row, 'sourcedId', 'ID_TWICE'
                from %3$s t
                join (select key, min(row) as first from %3$s group by key having count(*) > 1) twice
                  on twice.key = t.key and t.row > twice.first
                """.formatted(file.fileName(), file.ordinal(), file.table()));
        remove(file);
    }

    private void refers(RosterFile file, String column, String csvColumn, RosterFile to, RosterFault fault)
            throws SQLException {
        sql.run("""
                insert into r_problem (file, place, row, col, fault)
                select '%s', %d, t.row, '%s', '%s'
                from %s t left join %s k on k.key = t.%s
                where not t.gone and t.%s is not null and k.key is null
                """.formatted(
                        file.fileName(), file.ordinal(), csvColumn, fault, file.table(), known(to), column, column));
        remove(file);
    }

    private void refersToEach(RosterFile file, String column, String csvColumn, RosterFile to, RosterFault fault)
            throws SQLException {
        sql.run("""
                insert into r_problem (file, place, row, col, fault)
                select distinct '%s', %d, t.row, '%s', '%s'
                from %s t cross join unnest(t.%s) as ref(key) left join %s k on k.key = ref.key
                where not t.gone and k.key is null
                """.formatted(file.fileName(), file.ordinal(), csvColumn, fault, file.table(), column, known(to)));
        remove(file);
    }

    /** The keys that may be referred to: of the file, and of what is there where the file does not hold everything. */
    private String known(RosterFile file) {
        var staged = "select distinct key from " + file.table() + " where not gone";
        if (manifest.mode(file) == Mode.BULK) {
            return "(" + staged + ")";
        }
        var unlessGone = " and not exists (select from " + file.table() + " g where g.key = x.sourced_key and g.gone)";
        return "("
                + staged
                + tables(file).stream()
                        .map(table -> " union select x.sourced_key from " + table + " x where x.sourced_key is not null"
                                + " and x."
                                + (table.equals("student") || table.equals("staff") ? "left_at" : "closed_at")
                                + " is null" + unlessGone)
                        .reduce("", String::concat)
                + ")";
    }

    private static List<String> tables(RosterFile file) {
        return switch (file) {
            case ORGS -> List.of("school");
            case SESSIONS -> List.of("academic_session");
            case COURSES -> List.of("course");
            case CLASSES -> List.of("class");
            case USERS -> List.of("student", "staff");
            case ROLES, ENROLLMENTS, DEMOGRAPHICS -> List.of();
        };
    }

    private void remove(RosterFile file) throws SQLException {
        if (skipBadRows) {
            sql.run("delete from " + file.table() + " where row in (select row from r_problem where place = "
                    + file.ordinal() + ")");
        }
    }

    long count() throws SQLException {
        return sql.number("select count(*) from r_problem");
    }

    /** How many rows are left out for it. */
    long rows() throws SQLException {
        return sql.number("select count(*) from (select distinct place, row from r_problem) rows");
    }

    /** All that is wrong, in the order of files and rows, with the values that stand there. */
    List<Problem> listed(RosterSource source, List<Problem> whileReading) throws SQLException {
        var listed = new ArrayList<>(sql.list(
                "select file, row, col, fault from r_problem order by place, row, col limit "
                        + RosterReport.MOST_PROBLEMS,
                row -> new Problem(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        null,
                        RosterFault.valueOf(row.getString(4)))));
        var all = new ArrayList<>(whileReading);
        all.addAll(withValues(source, listed));
        var order = Arrays.stream(RosterFile.values()).map(RosterFile::fileName).toList();
        return all.stream()
                .sorted(Comparator.comparingInt((Problem problem) -> order.indexOf(problem.file()))
                        .thenComparingLong(Problem::row))
                .limit(RosterReport.MOST_PROBLEMS)
                .toList();
    }

    /** The tables hold keys and not what the file says: the rows at fault are read once more. */
    private List<Problem> withValues(RosterSource source, List<Problem> problems) {
        var byFile = new TreeMap<String, List<Problem>>();
        problems.forEach(problem -> byFile.computeIfAbsent(problem.file(), file -> new ArrayList<>())
                .add(problem));
        var complete = new ArrayList<Problem>();
        byFile.forEach((file, ofFile) -> complete.addAll(valuesOf(source, file, ofFile)));
        return complete;
    }

    private static List<Problem> valuesOf(RosterSource source, String file, List<Problem> problems) {
        var values = new HashMap<Long, Map<String, String>>();
        problems.forEach(problem -> values.put(problem.row(), new HashMap<>()));
        long last = problems.stream().mapToLong(Problem::row).max().orElse(0);
        var csv = CsvRows.open(source, file, List.of(), false, new Faults());
        if (csv == null) {
            return problems;
        }
        try (csv) {
            for (var fields = csv.next(); fields != null && csv.row() <= last; fields = csv.next()) {
                var wanted = values.get(csv.row());
                if (wanted != null) {
                    for (int place = 0; place < fields.size(); place++) {
                        wanted.put(csv.header().get(place).toLowerCase(Locale.ROOT), fields.get(place));
                    }
                }
            }
        } catch (IOException closing) {
            return problems;
        }
        return problems.stream()
                .map(problem -> new Problem(
                        problem.file(),
                        problem.row(),
                        problem.column(),
                        shown(values.getOrDefault(problem.row(), Map.of()), problem.column()),
                        problem.fault()))
                .toList();
    }

    private static @Nullable String shown(Map<String, String> row, @Nullable String column) {
        var value = column == null ? null : row.get(column.toLowerCase(Locale.ROOT));
        return value == null ? null : Faults.shown(value.strip());
    }
}
