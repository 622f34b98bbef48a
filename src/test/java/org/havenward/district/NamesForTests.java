package org.havenward.district;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts a student without a roster into a test's district, found by name as one of the roster is. */
public final class NamesForTests {
    private NamesForTests() {}

    public static StudentId student(JdbcClient jdbc, String given, String family, String grade, SchoolId school) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into student (district_id, id, sourced_id, sourced_key, given_name, family_name, grade, school_id,
                    role_key)
                values (havenward_district(), :id, :source, :id, :given, :family, :grade, :school, :id)
                """)
                .param("id", id)
                .param("source", id.toString())
                .param("given", given)
                .param("family", family)
                .param("grade", grade)
                .param("school", school.value())
                .update();
        for (var word : NameWords.of(given, family)) {
            jdbc.sql("""
                    insert into student_name (district_id, word, school_id, student_id)
                    values (havenward_district(), :word, :school, :student)
                    """)
                    .param("word", word)
                    .param("school", school.value())
                    .param("student", id)
                    .update();
            jdbc.sql("""
                    insert into name_clue (district_id, clue, word)
                    select havenward_district(), clue, :word from unnest(:clues) clue on conflict do nothing
                    """)
                    .param("word", word)
                    .param("clues", NameWords.clues(word).toArray(String[]::new))
                    .update();
        }
        return new StudentId(id);
    }
}
