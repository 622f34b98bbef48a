package org.havenward.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.ADMIN_KIM;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.OTHER_COUNSELOR;
import static org.havenward.Person.OTHER_TEACHER;
import static org.havenward.Person.RECORDS_OFFICER_VEGA;
import static org.havenward.Person.TEACHER;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havenward.House;
import org.havenward.Person;
import org.junit.jupiter.api.Test;

/** What programs may ask of one record and of a class: the same as its page says, to the same people. */
class LooksApiTest extends House {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([0-9a-f-]{36})\"");

    @Test
    void a_counselors_program_sees_who_looked_at_a_concern_page_by_page() {
        var concern = raise();
        as(COUNSELOR_ORTIZ).get("/triage/" + concern);
        var path = "/api/v1/concerns/" + concern + "/looks";

        var first = program(COUNSELOR_ORTIZ).get(path + "?limit=1");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("\"action\":\"OPENED\"", "\"name\":\"Elena Ortiz\"");
        var next = NEXT.matcher(first.body());
        assertThat(next.find()).isTrue();
        assertThat(program(COUNSELOR_ORTIZ)
                        .get(path + "?limit=1&after=" + next.group(1))
                        .body())
                .contains("\"action\":\"RAISED\"", "\"name\":\"Dana Brooks\"");
        assertThat(program(RECORDS_OFFICER_VEGA).get(path).body())
                .as("looking is noted too")
                .contains("\"action\":\"SAW_WHO_LOOKED\"");
        assertThat(program(COUNSELOR_ORTIZ)
                        .get("/api/v1/students/" + town().maya().value() + "/looks")
                        .body())
                .contains(concern);

        assertThat(program(TEACHER).get(path).statusCode()).isEqualTo(403);
        assertThat(program(ADMIN_KIM).get(path).statusCode()).isEqualTo(403);
        assertThat(program(OTHER_COUNSELOR).get(path).statusCode()).isEqualTo(404);
        assertThat(program(elsewhere(), RECORDS_OFFICER_VEGA).get(path).statusCode())
                .isEqualTo(404);
        assertThat(program(COUNSELOR_ORTIZ).get(path + "?limit=0").statusCode()).isEqualTo(400);
        assertThat(program(COUNSELOR_ORTIZ).get(path + "?after=nonsense").statusCode())
                .isEqualTo(404);
        for (var kind : java.util.List.of("concerns", "cases", "students")) {
            assertThat(program(COUNSELOR_ORTIZ)
                            .get("/api/v1/" + kind + "/" + UUID.randomUUID() + "/looks")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_teachers_program_lists_their_classes_and_the_students_in_one() {
        var schoolClass = reading();
        var classes = program(TEACHER).get("/api/v1/classes");
        assertThat(classes.statusCode()).isEqualTo(200);
        assertThat(classes.body()).contains(schoolClass, "Reading 7", "\"students\":1", "\"next\":null");

        var list = program(TEACHER).get("/api/v1/classes/" + schoolClass);
        assertThat(list.body()).contains("Maya Rivera", town().maya().value().toString());
        assertThat(program(OTHER_TEACHER).get("/api/v1/classes").body()).contains("\"items\":[]");
        assertThat(program(OTHER_TEACHER).get("/api/v1/classes/" + schoolClass).statusCode())
                .isEqualTo(404);
        assertThat(program(TEACHER).get("/api/v1/classes/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(program(TEACHER).get("/api/v1/classes/nonsense").statusCode())
                .isIn(400, 404);

        var student = "/api/v1/students/" + town().maya().value();
        assertThat(program(TEACHER).get(student).body()).contains("Maya Rivera", "\"enrolled\":true");
        assertThat(program(OTHER_TEACHER).get(student).statusCode()).isEqualTo(404);
        assertThat(program(elsewhere(), TEACHER).get(student).statusCode()).isEqualTo(404);
        assertThat(program(COUNSELOR_ORTIZ).get(student + "/looks").body())
                .as("lists and openings are in the audit")
                .contains("\"action\":\"LISTED\"", "\"action\":\"OPENED\"");
    }

    private String reading() {
        var id = UUID.randomUUID();
        var course = UUID.randomUUID();
        town().in(() -> {
            database.sql("""
                    insert into course (district_id, id, sourced_id, sourced_key, title)
                    values (havenward_district(), :id, :text, :id, 'Reading')
                    """)
                    .param("id", course)
                    .param("text", course.toString())
                    .update();
            database.sql("""
                    insert into class (district_id, id, sourced_id, sourced_key, title, school_id, course_id)
                    values (havenward_district(), :id, :text, :id, 'Reading 7', :school, :course)
                    """)
                    .param("id", id)
                    .param("text", id.toString())
                    .param("school", town().school(Person.School.QUAY).value())
                    .param("course", course)
                    .update();
            database.sql("""
                    insert into class_staff (district_id, class_id, staff_id, sourced_key)
                    values (havenward_district(), :class, :staff, :class)
                    """)
                    .param("class", id)
                    .param("staff", town().staff(TEACHER).value())
                    .update();
            return database.sql("""
                    insert into enrollment (district_id, class_id, student_id, sourced_key)
                    values (havenward_district(), :class, :student, :class)
                    """)
                    .param("class", id)
                    .param("student", town().maya().value())
                    .update();
        });
        return id.toString();
    }

    private String raise() {
        var answer = program(BUS_DRIVER).postJson("/api/v1/concerns", """
                {"schoolId": "%s", "studentId": "%s", "narrative": "Someone waits at the gate.",
                 "observedAt": "%s", "indicators": [], "immediateDanger": false}
                """.formatted(
                        town().school(Person.School.QUAY).value(),
                        town().maya().value(),
                        Instant.now().minusSeconds(3600)));
        var id = ID.matcher(answer.body());
        assertThat(id.find()).as(answer.body()).isTrue();
        return id.group(1);
    }
}
