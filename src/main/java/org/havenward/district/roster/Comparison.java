package org.havenward.district.roster;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.havenward.district.RosterReport.Change;
import org.havenward.district.RosterReport.SchoolChange;
import org.havenward.district.RosterReport.Thing;
import org.havenward.district.roster.RosterFile.Mode;

/**
 * Compares the checked files with what is there. For each kind of thing it makes a table {@code n_…} of what comes (A added,
 * C changed, S the same) and a table {@code l_…} of what leaves; of enrollments, by far the most, only what differs.
 */
final class Comparison {
    private final Sql sql;
    private final Manifest manifest;
    private final LocalDate today;

    /** @param today the day in the district: roles count from their first to their last */
    Comparison(Sql sql, Manifest manifest, LocalDate today) {
        this.sql = sql;
        this.manifest = manifest;
        this.today = today;
    }

    void run() throws SQLException {
        simple("org", "school", RosterFile.ORGS, List.of("name", "kind"));
        simple("session", "academic_session", RosterFile.SESSIONS, List.of("title", "kind", "starts", "ends"));
        simple("course", "course", RosterFile.COURSES, List.of("title"));
        classes();
        people();
        students();
        staff();
        enrollments("enrollment", "student", Staging.OF_STUDENT);
        enrollments("class_staff", "staff", Staging.OF_STAFF);
    }

    private void simple(String name, String table, RosterFile file, List<String> columns) throws SQLException {
        var mine = columns.stream().map(column -> "r." + column).toList();
        var theirs = columns.stream().map(column -> "e." + column).toList();
        make("n_" + name, """
                select coalesce(e.id, r.id) as id, r.key, r.sourced_id, %s,
                       case when e.id is null then 'A'
                            when e.closed_at is not null or (%s) is distinct from (%s) then 'C' else 'S' end as op
                from %s r left join %s e on e.sourced_key = r.key
                where not r.gone
                """.formatted(
                String.join(", ", mine), String.join(", ", mine), String.join(", ", theirs), file.table(), table));
        leaving(name, table, "closed_at", file, "n_" + name);
    }

    private void leaving(String name, String table, String mark, RosterFile file, String staying) throws SQLException {
        var condition = switch (manifest.mode(file)) {
            case ABSENT -> "false";
            case DELTA -> "exists (select from " + file.table() + " r where r.key = e.sourced_key and r.gone)";
            case BULK -> "not exists (select from " + staying + " n where n.key = e.sourced_key)";
        };
        make(
                "l_" + name,
                "select e.id from " + table + " e where e.sourced_key is not null and e." + mark + " is null and "
                        + condition);
    }

    private void classes() throws SQLException {
        make("n_class", """
                with session as %s,
                terms as (
                    select r.key, min(s.starts) as begins, max(s.ends) as ends
                    from r_class r cross join unnest(r.term_keys) term join session s on s.key = term
                    where not r.gone
                    group by r.key)
                select coalesce(e.id, r.id) as id, r.key, r.sourced_id, r.title, o.id as school_id, c.id as course_id,
                       t.begins, t.ends,
                       case when e.id is null then 'A'
                            when e.closed_at is not null
                              or (r.title, o.id, c.id, t.begins, t.ends)
                                 is distinct from (e.title, e.school_id, e.course_id, e.begins, e.ends) then 'C'
                            else 'S' end as op
                from r_class r
                join %s o on o.key = r.school_key
                join %s c on c.key = r.course_key
                left join terms t on t.key = r.key
                left join class e on e.sourced_key = r.key
                where not r.gone
                """.formatted(
                        manifest.mode(RosterFile.SESSIONS) == Mode.BULK
                                ? "(select key, starts, ends from n_session)"
                                : "(select key, starts, ends from n_session union all select sourced_key, starts, ends"
                                        + " from academic_session x where not exists"
                                        + " (select from n_session n where n.key = x.sourced_key))",
                        ids("org", "school", RosterFile.ORGS),
                        ids("course", "course", RosterFile.COURSES)));
        leaving("class", "class", "closed_at", RosterFile.CLASSES, "n_class");
    }

    /** From key to id, of what comes, and of what is there where the file does not hold everything. */
    private String ids(String name, String table, RosterFile file) {
        return manifest.mode(file) == Mode.BULK
                ? "n_" + name
                : "(select key, id from n_" + name + " union all select x.sourced_key, x.id from " + table
                        + " x where x.sourced_key is not null and not exists (select from n_" + name
                        + " n where n.key = x.sourced_key))";
    }

    /** Who they are, and in which roles: with what is there already where a file holds changes only. */
    private void people() throws SQLException {
        if (manifest.mode(RosterFile.USERS) == Mode.BULK) {
            make(
                    "p_user",
                    "select key, id, sourced_id, given_name, family_name, grade, words from r_user where not gone");
        } else {
            make("p_user", """
                    select distinct on (key) * from (
                        select key, id, sourced_id, given_name, family_name, grade, words from r_user where not gone
                        union all
                        select s.sourced_key, s.id, s.sourced_id, s.given_name, s.family_name, s.grade, null
                        from student s
                        where s.sourced_key in (select user_key from r_role where not gone)
                           or s.role_key in (select key from r_role)
                           or s.id in (select x.student_id from student_school x where x.role_key in (select key from r_role))
                        union all
                        select s.sourced_key, s.id, s.sourced_id, s.given_name, s.family_name, '', null
                        from staff s
                        where s.sourced_key is not null
                          and (s.sourced_key in (select user_key from r_role where not gone)
                               or s.id in (select w.staff_id from staff_school w where w.role_key in (select key from r_role)))
                    ) people
                    where not exists (select from r_user gone where gone.key = people.key and gone.gone)
                    order by key, words nulls last
                    """);
        }
        make("p_role", """
                select r.user_key, r.key, o.id as org_id, o.kind, r.role, r.is_primary, r.row as place
                from r_role r join %s o on o.key = r.org_key
                where not r.gone and coalesce(r.ends, 'infinity') >= date '%s' and (%s)
                """.formatted(orgs(), today, begun()));
        if (manifest.mode(RosterFile.ROLES) != Mode.BULK && !usersNameRoles()) {
            sql.run("""
                    insert into p_role (user_key, key, org_id, kind, role, is_primary, place)
                    select s.sourced_key, s.role_key, o.id, o.kind, 'student', true, 0
                    from student s join p_user p on p.key = s.sourced_key join school o on o.id = s.school_id
                    where s.left_at is null and not exists (select from r_role r where r.key = s.role_key)
                    union all
                    select s.sourced_key, x.role_key, o.id, o.kind, 'student', false, 0
                    from student_school x join student s on s.id = x.student_id
                    join p_user p on p.key = s.sourced_key join school o on o.id = x.school_id
                    where s.left_at is null and not exists (select from r_role r where r.key = x.role_key)
                    union all
                    select s.sourced_key, x.role_key, o.id, o.kind, x.role, false, 0
                    from staff_school x join staff s on s.id = x.staff_id
                    join p_user p on p.key = s.sourced_key join school o on o.id = x.school_id
                    where s.left_at is null and x.role_key is not null
                      and not exists (select from r_role r where r.key = x.role_key)
                    """);
        }
        sql.run("analyze p_role");
    }

    /**
     * A role to come waits for the export of its first day, beside one that counts already. Who has no other is taken with
     * it: an export of the summer must not send everybody home. A delta says it once only, so that it can't wait.
     */
    private String begun() {
        return manifest.mode(RosterFile.ROLES) == Mode.DELTA ? "true" : """
                coalesce(r.begins, '-infinity') <= date '%1$s'
                  or not exists (select from r_role n where n.user_key = r.user_key and not n.gone
                                 and coalesce(n.begins, '-infinity') <= date '%1$s'
                                 and coalesce(n.ends, 'infinity') >= date '%1$s')""".formatted(today);
    }

    /** 1.1: a user's row says all of their roles. */
    private boolean usersNameRoles() {
        return manifest.mode(RosterFile.ROLES) == Mode.ABSENT
                && manifest.version().equals("1.1");
    }

    private String orgs() {
        return manifest.mode(RosterFile.ORGS) == Mode.BULK
                ? "n_org"
                : "(select key, id, kind from n_org union all select x.sourced_key, x.id, x.kind from school x"
                        + " where x.sourced_key is not null and not exists (select from n_org n where n.key = x.sourced_key))";
    }

    private void students() throws SQLException {
        make("n_student", """
                select coalesce(e.id, p.id) as id, p.key, p.sourced_id, p.given_name, p.family_name, p.grade, p.words,
                       %1$s as born_on, h.org_id as school_id, h.key as role_key,
                       case when e.id is null then 'A'
                            when e.left_at is not null
                              or (p.given_name, p.family_name, p.grade, %1$s, h.org_id, h.key) is distinct from
                                 (e.given_name, e.family_name, e.grade, e.born_on, e.school_id, e.role_key) then 'C'
                            else 'S' end as op,
                       e.id is null or (p.given_name, p.family_name, h.org_id) is distinct from
                                       (e.given_name, e.family_name, e.school_id) as found_anew
                from (select distinct on (user_key) user_key, org_id, key from p_role
                      where role = 'student' and kind = 'school'
                      order by user_key, is_primary desc, place) h
                join p_user p on p.key = h.user_key
                left join student e on e.sourced_key = p.key
                left join r_demographic d on d.key = p.key
                """.formatted(born()));
        sql.run("analyze n_student");
        make("n_student_school", """
                select distinct n.id as student_id, r.org_id as school_id, r.key as role_key
                from p_role r join n_student n on n.key = r.user_key
                where r.role = 'student' and r.kind = 'school' and r.key <> n.role_key
                """);
        make("l_student_school", """
                select x.student_id, x.role_key from student_school x join n_student n on n.id = x.student_id
                where not exists (select from n_student_school s where s.student_id = x.student_id
                                  and s.role_key = x.role_key and s.school_id = x.school_id)
                """);
        make("a_student_school", """
                select s.student_id, s.school_id, s.role_key from n_student_school s
                where not exists (select from student_school x where x.student_id = s.student_id
                                  and x.role_key = s.role_key and x.school_id = s.school_id)
                """);
        make("l_student", leavingPeople("student", "n_student"));
        bornAnew();
    }

    /** Someone's birth date: a row says it, takes it away ({@code tobedeleted}), or is not there in a file of changes. */
    private String born() {
        return switch (manifest.mode(RosterFile.DEMOGRAPHICS)) {
            case ABSENT -> "e.born_on";
            case DELTA -> "case when d.key is null then e.born_on else d.born end";
            case BULK -> "d.born";
        };
    }

    /** Who stays as they are, with another birth date: no file but the demographics names them. */
    private void bornAnew() throws SQLException {
        if (manifest.mode(RosterFile.DEMOGRAPHICS) == Mode.ABSENT || manifest.mode(RosterFile.USERS) == Mode.BULK) {
            return;
        }
        sql.run("""
                insert into n_student (id, key, sourced_id, given_name, family_name, grade, words, born_on, school_id, role_key,
                                       op, found_anew)
                select e.id, e.sourced_key, e.sourced_id, e.given_name, e.family_name, e.grade, null, %1$s, e.school_id,
                       e.role_key, 'C', false
                from student e left join r_demographic d on d.key = e.sourced_key
                where e.left_at is null and (%1$s) is distinct from e.born_on
                  and not exists (select from n_student n where n.id = e.id)
                  and not exists (select from l_student l where l.id = e.id)
                """.formatted(born()));
    }

    /** Who is not in an export of everything, is taken away by a delta, or has lost the last role by one. */
    private String leavingPeople(String table, String staying) {
        var from = "select e.id from " + table + " e where e.left_at is null and e.sourced_key is not null and ";
        if (manifest.mode(RosterFile.USERS) == Mode.BULK) {
            return from + "not exists (select from " + staying + " n where n.key = e.sourced_key)";
        }
        return from + "not exists (select from " + staying + " n where n.key = e.sourced_key)"
                + " and (exists (select from r_user r where r.key = e.sourced_key and r.gone)"
                + " or exists (select from p_user p where p.key = e.sourced_key))";
    }

    private void staff() throws SQLException {
        make("n_staff", """
                select coalesce(e.id, p.id) as id, p.key, p.sourced_id, p.given_name, p.family_name, p.words, h.role as title,
                       case when e.id is null then 'A'
                            when e.left_at is not null
                              or (p.given_name, p.family_name, h.role) is distinct from
                                 (e.given_name, e.family_name, e.title) then 'C'
                            else 'S' end as op,
                       e.id is null or (p.given_name, p.family_name) is distinct from (e.given_name, e.family_name)
                           as found_anew
                from (select distinct on (user_key) user_key, role from p_role
                      where role not in ('student', 'family')
                      order by user_key, is_primary desc, place, role) h
                join p_user p on p.key = h.user_key
                left join staff e on e.sourced_key = p.key
                """);
        make("n_staff_school", """
                select distinct n.id as staff_id, r.org_id as school_id, r.role, r.key as role_key
                from p_role r join n_staff n on n.key = r.user_key
                where r.role not in ('student', 'family')
                """);
        make("l_staff_school", """
                select x.ctid as place, x.staff_id, x.role_key
                from staff_school x join n_staff n on n.id = x.staff_id
                where x.role_key is not null
                  and not exists (select from n_staff_school s where s.staff_id = x.staff_id and s.role_key = x.role_key
                                  and s.school_id = x.school_id and s.role = x.role)
                """);
        make("a_staff_school", """
                select s.staff_id, s.school_id, s.role, s.role_key from n_staff_school s
                where not exists (select from staff_school x where x.staff_id = s.staff_id and x.role_key = s.role_key
                                  and x.school_id = s.school_id and x.role = s.role)
                """);
        make("l_staff", leavingPeople("staff", "n_staff"));
    }

    private void enrollments(String table, String person, int kind) throws SQLException {
        var mode = manifest.mode(RosterFile.ENROLLMENTS);
        var resolved = """
                from r_enrollment r
                join %s c on c.key = r.class_key
                join %s p on p.key = r.user_key
                """.formatted(ids("class", "class", RosterFile.CLASSES), ids(person, person, RosterFile.USERS));
        if (!sql.yes("select exists (select from " + table + ")")) {
            // Nothing is there: all of them are added, straight from the file.
            make("l_" + table, "select id, class_id from " + table + " where false");
            sql.run("create temp view n_" + table + " as select null::bigint as id, r.key, c.id as class_id, p.id as "
                    + person + "_id, r.begins, r.ends, 'A' as op " + resolved + " where not r.gone and r.kind = "
                    + kind);
            return;
        }
        make("n_" + table, """
                select e.id, r.key, c.id as class_id, p.id as %1$s_id, r.begins, r.ends,
                       case when e.id is null then 'A' else 'C' end as op
                %2$s
                left join %3$s e on e.sourced_key = r.key
                where not r.gone and r.kind = %4$d
                  and (e.id is null or (c.id, p.id, r.begins, r.ends)
                                       is distinct from (e.class_id, e.%1$s_id, e.begins, e.ends))
                """.formatted(person, resolved, table, kind));
        make(
                "l_" + table,
                "select e.id, e.class_id from " + table + " e where "
                        + switch (mode) {
                            case ABSENT -> "false";
                            case DELTA ->
                                "exists (select from r_enrollment r where r.key = e.sourced_key and (r.gone or r.kind <> "
                                        + kind + "))";
                            case BULK ->
                                "not exists (select from r_enrollment r where r.key = e.sourced_key and not r.gone and r.kind = "
                                        + kind + ")";
                        });
    }

    private void make(String name, String query) throws SQLException {
        sql.run("create temp table " + name + " on commit drop as " + query);
        sql.run("analyze " + name);
    }

    // What it comes to.

    List<Change> changes() throws SQLException {
        var changes = new ArrayList<Change>();
        changes.add(change(Thing.SCHOOL, "org"));
        changes.add(change(Thing.SESSION, "session"));
        changes.add(change(Thing.COURSE, "course"));
        changes.add(change(Thing.CLASS, "class"));
        changes.add(change(Thing.STUDENT, "student"));
        changes.add(change(Thing.STAFF, "staff"));
        changes.add(change(Thing.ENROLLMENT, "enrollment", Staging.OF_STUDENT));
        changes.add(change(Thing.TEACHING, "class_staff", Staging.OF_STAFF));
        return changes;
    }

    private Change change(Thing thing, String name) throws SQLException {
        return sql.list(
                        "select count(*) filter (where op = 'A'), count(*) filter (where op = 'C'),"
                                + " count(*) filter (where op = 'S'), (select count(*) from l_" + name + ") from n_"
                                + name,
                        row -> new Change(thing, row.getLong(1), row.getLong(2), row.getLong(4), row.getLong(3)))
                .getFirst();
    }

    private Change change(Thing thing, String name, int kind) throws SQLException {
        var change = change(thing, name);
        long staged = sql.number("select count(*) from r_enrollment where not gone and kind = " + kind);
        return new Change(
                thing,
                change.added(),
                change.changed(),
                change.left(),
                Math.max(0, staged - change.added() - change.changed()));
    }

    /** School by school, where anything happens; the most first. */
    List<SchoolChange> schools() throws SQLException {
        Map<String, long[]> counts = new LinkedHashMap<>();
        count(counts, 0, "select school_id, count(*) from n_student where op = 'A' group by 1");
        count(counts, 1, "select school_id, count(*) from n_student where op = 'C' group by 1");
        count(counts, 2, "select s.school_id, count(*) from l_student l join student s on s.id = l.id group by 1");
        count(counts, 3, "select school_id, count(*) from n_class where op = 'A' group by 1");
        count(
                counts,
                4,
                "select c.school_id, sum(n.many) from (select class_id, count(*) as many from n_enrollment"
                        + " where op = 'A' group by 1) n join " + schoolOfClass()
                        + " c on c.id = n.class_id group by 1");
        count(
                counts,
                5,
                "select c.school_id, count(*) from l_enrollment l join class c on c.id = l.class_id group by 1");
        if (counts.isEmpty()) {
            return List.of();
        }
        var names = new LinkedHashMap<String, String>();
        sql.each(
                "select id::text, name from n_org union select id::text, name from school order by 2",
                row -> Map.entry(row.getString(1), row.getString(2)),
                name -> names.putIfAbsent(name.getKey(), name.getValue()));
        return names.entrySet().stream()
                .filter(school -> counts.containsKey(school.getKey()))
                .map(school -> {
                    var many = counts.getOrDefault(school.getKey(), new long[6]);
                    return new SchoolChange(school.getValue(), many[0], many[1], many[2], many[3], many[4], many[5]);
                })
                .toList();
    }

    private String schoolOfClass() {
        return "(select id, school_id from n_class union select id, school_id from class)";
    }

    private void count(Map<String, long[]> counts, int place, String query) throws SQLException {
        sql.each(
                query,
                row -> Map.entry(row.getString(1), row.getLong(2)),
                entry -> counts.computeIfAbsent(entry.getKey(), school -> new long[6])[place] = entry.getValue());
    }
}
