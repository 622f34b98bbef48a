package org.havenward.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.ADMIN_KIM;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.OTHER_TEACHER;
import static org.havenward.Person.PRINCIPAL_REED;
import static org.havenward.Person.RECORDS_OFFICER_VEGA;
import static org.havenward.Person.TEACHER;

import java.util.UUID;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.access.Gate;
import org.havenward.access.RecordRef;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** My day, students, classes, and who looked at what. */
class OfficePagesTest extends House {
    @Autowired
    private Audit audit;

    @Autowired
    private Gate gate;

    @Test
    void everyone_has_a_day() {
        for (var person : Person.values()) {
            var day = as(person).get("/");
            assertThat(day.statusCode()).as(person.name()).isEqualTo(200);
            assertThat(day.body()).contains("My day");
        }
        assertThat(as(TEACHER).get("/").body()).contains("Nothing waits for you.");
        assertThat(as(TEACHER).get("/?lang=es").body()).contains("Nada le espera.");
    }

    @Test
    void a_student_is_found_by_part_of_the_name_by_those_who_work_at_the_school() {
        var path = "/students/" + town().maya().value();
        assertThat(as(BUS_DRIVER).get("/students?q=Rivera").body()).contains(path);
        assertThat(as(BUS_DRIVER).get(path).body()).contains("Maya Rivera", "Raise a concern");
        assertThat(as(OTHER_TEACHER).get("/students?q=Rivera").body()).doesNotContain(path);
        assertThat(as(OTHER_TEACHER).get(path).statusCode()).isEqualTo(404);
        assertThat(as(BUS_DRIVER).get("/students/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(as(BUS_DRIVER).get("/classes").statusCode()).isEqualTo(200);
        assertThat(as(BUS_DRIVER).get("/classes/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void hostile_searches_find_nothing_and_break_nothing() {
        for (var words : new String[] {"%27%3B--", "%25", "%00", "a".repeat(5000), "%F0%9F%98%80", "<script>"}) {
            assertThat(as(BUS_DRIVER)
                            .get("/students?q=" + words.replace("<", "%3C").replace(">", "%3E"))
                            .statusCode())
                    .isLessThan(500);
        }
    }

    @Test
    void who_looked_at_a_student_is_shown_to_those_who_may_know() {
        as(TEACHER).get("/students/" + town().maya().value());
        var path = "/audit/student/" + town().maya().value();
        assertThat(as(COUNSELOR_ORTIZ).get(path).body()).contains("Noor Haddad", "Opened it");
        assertThat(as(RECORDS_OFFICER_VEGA).get(path).body()).contains("Noor Haddad");
        assertThat(as(RECORDS_OFFICER_VEGA).get(path).body())
                .as("looking is noted")
                .contains("Saw who looked");
        assertThat(as(PRINCIPAL_REED).get(path).statusCode()).isIn(403, 404);
        assertThat(as(ADMIN_KIM).get(path).statusCode()).isIn(403, 404);
    }

    @Test
    void the_audit_rows_of_a_record_are_hidden_from_who_is_excluded_from_it() {
        var ref = RecordRef.concern(UUID.randomUUID(), town().school(Person.School.QUAY));
        var counselor = town().viewer(COUNSELOR_ORTIZ);
        town().in(() -> {
            audit.log(counselor, Action.ACKNOWLEDGED, ref, town().leo(), Purpose.TRIAGE);
            audit.log(
                    counselor,
                    Action.OPENED,
                    RecordRef.student(town().leo().value(), town().school(Person.School.QUAY)),
                    town().leo(),
                    Purpose.TRIAGE);
            return true;
        });
        var student = "/audit/student/" + town().leo().value();
        assertThat(as(RECORDS_OFFICER_VEGA).get("/audit/concern/" + ref.id()).body())
                .contains("Acknowledged it");
        assertThat(as(RECORDS_OFFICER_VEGA).get(student).body()).contains("Acknowledged it", "Elena Ortiz");
        town().in(() -> {
            gate.exclude(ref, town().staff(RECORDS_OFFICER_VEGA), town().staff(COUNSELOR_ORTIZ));
            return true;
        });
        assertThat(as(RECORDS_OFFICER_VEGA).get("/audit/concern/" + ref.id()).statusCode())
                .isEqualTo(404);
        assertThat(as(RECORDS_OFFICER_VEGA).get(student).body()).doesNotContain("Acknowledged it", "Elena Ortiz");
        assertThat(as(RECORDS_OFFICER_VEGA)
                        .get("/audit?kind=CONCERN&action=ACKNOWLEDGED")
                        .body())
                .doesNotContain("Elena Ortiz");
        assertThat(as(RECORDS_OFFICER_VEGA).get("/audit/log.csv").body())
                .doesNotContain(ref.id().toString());
    }

    @Test
    void the_whole_log_is_the_records_officers() {
        as(TEACHER).get("/students/" + town().maya().value());
        var log = as(RECORDS_OFFICER_VEGA).get("/audit");
        assertThat(log.statusCode()).isEqualTo(200);
        assertThat(log.body()).contains("Noor Haddad");
        assertThat(as(RECORDS_OFFICER_VEGA)
                        .get("/audit?who=" + town().staff(TEACHER).value() + "&from=2020-01-01&to=2099-01-01")
                        .body())
                .contains("Noor Haddad");
        assertThat(as(RECORDS_OFFICER_VEGA).get("/audit?person=Hadad").statusCode())
                .isEqualTo(200);
        assertThat(as(RECORDS_OFFICER_VEGA).get("/audit?from=yesterday").statusCode())
                .isEqualTo(422);
        assertThat(as(RECORDS_OFFICER_VEGA).get("/audit?before=x").statusCode()).isLessThan(500);
        assertThat(as(RECORDS_OFFICER_VEGA).get("/audit/log.csv").body()).startsWith("time,person,");
        assertThat(program(RECORDS_OFFICER_VEGA)
                        .send("GET", "/api/v1/audit?limit=2", null)
                        .body())
                .contains("\"next\"");
        for (var person : new Person[] {TEACHER, COUNSELOR_ORTIZ, PRINCIPAL_REED, ADMIN_KIM}) {
            assertThat(as(person).get("/audit").statusCode()).as(person.name()).isEqualTo(403);
        }
    }
}
