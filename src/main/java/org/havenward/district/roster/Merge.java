package org.havenward.district.roster;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.havenward.district.NameWords;
import org.postgresql.copy.CopyIn;

/** Writes what differs, and nothing else. */
final class Merge {
    private static final String HERE = "(select havenward_district())";

    private final Sql sql;

    Merge(Sql sql) {
        this.sql = sql;
    }

    void run() throws SQLException {
        simple("school", "org", List.of("name", "kind"));
        simple("academic_session", "session", List.of("title", "kind", "starts", "ends"));
        simple("course", "course", List.of("title"));
        simple("class", "class", List.of("title", "school_id", "course_id", "begins", "ends"));
        students();
        staff();
        names("student", "n_student", "school_id", "student_school");
        names("staff", "n_staff", null, "staff_school");
        enrollments("enrollment", "student_id");
        enrollments("class_staff", "staff_id");
    }

    private void simple(String table, String name, List<String> columns) throws SQLException {
        var set = new ArrayList<String>();
        columns.forEach(column -> set.add(column + " = n." + column));
        sql.run("update " + table + " e set closed_at = now() from l_" + name + " l where e.id = l.id");
        sql.run("update " + table + " e set closed_at = null, " + String.join(", ", set) + " from n_" + name
                + " n where n.op = 'C' and e.id = n.id");
        sql.run("insert into " + table + " (district_id, id, sourced_id, sourced_key, " + String.join(", ", columns)
                + ") select " + HERE + ", id, sourced_id, key, " + String.join(", ", columns) + " from n_" + name
                + " where op = 'A'");
    }

    private void students() throws SQLException {
        sql.run("update student e set left_at = now() from l_student l where e.id = l.id");
        sql.run("""
                update student e set left_at = null, given_name = n.given_name, family_name = n.family_name,
                       grade = n.grade, born_on = n.born_on, school_id = n.school_id, role_key = n.role_key
                from n_student n where n.op = 'C' and e.id = n.id
                """);
        sql.run("""
                insert into student (district_id, id, sourced_id, sourced_key, given_name, family_name, grade, born_on, school_id,
                                     role_key)
                select %s, id, sourced_id, key, given_name, family_name, grade, born_on, school_id, role_key
                from n_student where op = 'A'
                """.formatted(HERE));
        sql.run("delete from student_school x using l_student_school l"
                + " where x.student_id = l.student_id and x.role_key = l.role_key");
        sql.run("insert into student_school (district_id, student_id, school_id, role_key) select " + HERE
                + ", student_id, school_id, role_key from a_student_school");
    }

    private void staff() throws SQLException {
        sql.run("update staff e set left_at = now() from l_staff l where e.id = l.id");
        sql.run("""
                update staff e set left_at = null, given_name = n.given_name, family_name = n.family_name, title = n.title
                from n_staff n where n.op = 'C' and e.id = n.id
                """);
        sql.run("""
                insert into staff (district_id, id, sourced_id, sourced_key, given_name, family_name, title)
                select %s, id, sourced_id, key, given_name, family_name, title from n_staff where op = 'A'
                """.formatted(HERE));
        sql.run("delete from staff_school x using l_staff_school l where x.ctid = l.place and x.staff_id = l.staff_id");
        sql.run("insert into staff_school (district_id, staff_id, school_id, role, role_key) select " + HERE
                + ", staff_id, school_id, role, role_key from a_staff_school");
    }

    /** The search's own index: the words of whoever has another name or place than before. */
    private void names(String person, String came, @org.jspecify.annotations.Nullable String home, String places)
            throws SQLException {
        var id = person + "_id";
        var words = "w_" + person;
        sql.run("create temp table " + words + " on commit drop as select n.id, n.op, n.words from " + came
                + " n where n.found_anew or n.id in (select " + id + " from a_" + places + ") or n.id in (select " + id
                + " from l_" + places + ")");
        sql.run("analyze " + words);
        // A delta that moves someone without naming them: their words are those that are known.
        sql.run("update " + words + " w set words = k.words from (select " + id
                + ", string_agg(distinct word, ' ') as words"
                + " from " + person + "_name where " + id + " in (select id from " + words
                + " where words is null) group by 1) k where k." + id + " = w.id and w.words is null");
        sql.run("delete from " + person + "_name x using " + words + " w where w.op <> 'A' and x." + id + " = w.id");
        newWords(words);
        sql.run("insert into " + person + "_name (district_id, word, school_id, " + id + ") select " + HERE
                + ", word collate \"C\", school_id, id from (select distinct t.word, p.school_id, w.id from " + words
                + " w join ("
                + (home == null ? "" : "select id, " + home + " as school_id from " + came + " union all ")
                + "select " + id + " as id, school_id from " + places
                + ") p on p.id = w.id cross join string_to_table(w.words, ' ') as t(word) where t.word <> '') named"
                + " order by word collate \"C\", school_id, id");
    }

    private void newWords(String words) throws SQLException {
        var fresh = sql.list(
                "select distinct t.word from " + words
                        + " w cross join string_to_table(w.words, ' ') as t(word) where t.word <> '' and not exists"
                        + " (select from name_clue k where k.clue = left(' ' || t.word || ' ', 3) and k.word = t.word)",
                row -> row.getString(1));
        if (fresh.isEmpty()) {
            return;
        }
        sql.run(
                "create temp table if not exists r_clue (clue text collate \"C\", word text collate \"C\") on commit drop");
        sql.run("truncate r_clue");
        copyClues(sql.copy("copy r_clue from stdin (format binary)"), fresh);
        sql.run("insert into name_clue (district_id, clue, word) select " + HERE
                + ", clue, word from r_clue order by clue, word on conflict do nothing");
    }

    private static void copyClues(CopyIn copy, List<String> words) throws SQLException {
        try {
            var rows = new BinaryRows(chunk -> {
                try {
                    copy.writeToCopy(chunk, 0, chunk.length);
                } catch (SQLException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            for (var word : words) {
                for (var clue : NameWords.clues(word)) {
                    rows.row(2);
                    rows.text(clue);
                    rows.text(word);
                }
            }
            rows.end();
            copy.endCopy();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped", stopped);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void enrollments(String table, String person) throws SQLException {
        sql.run("delete from " + table + " e using l_" + table + " l where e.id = l.id");
        sql.run("update " + table + " e set class_id = n.class_id, " + person + " = n." + person
                + ", begins = n.begins, ends = n.ends from n_" + table + " n where n.op = 'C' and e.id = n.id");
        sql.run("insert into " + table + " (district_id, class_id, " + person + ", begins, ends, sourced_key) select "
                + HERE + ", class_id, " + person + ", begins, ends, key from n_" + table + " where op = 'A'");
    }
}
