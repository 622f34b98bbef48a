package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.havenward.access.RecordRef;
import org.havenward.district.NamesForTests;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What programs can do with cases beyond reading them and writing notes. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CaseApiTest extends CaseHouse {
    @Autowired
    private Obligations obligations;

    @Test
    void words_that_are_none_of_a_filters_are_refused_and_not_taken_for_another() {
        var id = aCase();
        var api = api(counselorOrtiz);
        assertThat(api.get("/api/v1/cases?status=nonsense").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/v1/cases?status=nonsense").body()).contains("Use one of: open");
        assertThat(api.get("/api/v1/cases?status=SUSPICION").body())
                .contains(id.value().toString());
        assertThat(api.get("/api/v1/cases/" + id.value() + "/chronology?show=nonsense")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/cases/" + id.value() + "/chronology?show=state")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_is_owed_and_what_a_member_does_is_said_in_words() {
        var id = aCase();
        var viewer = as(counselorOrtiz);
        DistrictScope.run(district, () -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        inDistrict(district, () -> obligations.oblige(id, "test", "casework.tasks", null));
        var api = api(counselorOrtiz);

        assertThat(api.get("/api/v1/cases/" + id.value()).body())
                .contains("\"waitsForLead\":false")
                .doesNotContain("casework.tasks");
        assertThat(api.get("/api/v1/cases/" + id.value() + "/chronology").body())
                .contains("\"code\":\"NURSE\"", "\"codeText\":\"");
    }

    @Test
    void the_student_is_found_recognized_and_called_as_they_ask() {
        var id = aCase();
        var other = inDistrict(district, () -> NamesForTests.student(database, "Nadia", "Okafor", "08", school));
        var api = api(counselorOrtiz);
        var path = "/api/v1/cases/" + id.value() + "/student";

        assertThat(api.get(path + "/candidates?q=okafor").body())
                .contains(other.value().toString());
        assertThat(api.post(path, key(), "{}").statusCode()).isEqualTo(422);
        assertThat(api.post(path, key(), "{\"studentId\": \"%s\"}".formatted(other.value()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.post(path + "/words", key(), "{\"called\": \"Nadi\", \"pronouns\": \"she\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/cases/" + id.value()).body())
                .contains("\"called\":\"Nadi\"", other.value().toString());
    }

    @Test
    void the_coordinator_appoints_a_lead_and_nobody_else_does() {
        var id = aCase();
        var path = "/api/v1/coordination/" + id.value();
        var body = "{\"staffId\": \"%s\", \"expectedLeadId\": \"%s\", \"reasons\": \"Ms. Ortiz is ill.\"}"
                .formatted(backupLin.value(), counselorOrtiz.value());
        assertThat(api(counselorOrtiz).post(path + "/lead", key(), body).statusCode())
                .isEqualTo(403);
        var coordinator = api(coordinatorHale);

        assertThat(coordinator.get("/api/v1/coordination").body())
                .contains(id.value().toString())
                .doesNotContain("Maya", "Rivera");
        assertThat(coordinator.post(path + "/lead", key(), "{}").statusCode()).isEqualTo(422);
        var answer = coordinator.post(path + "/lead", key(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("Wei Lin");
        assertThat(coordinator.post(path + "/lead", key(), body).statusCode()).isEqualTo(409);
    }

    @Test
    void who_was_kept_out_by_mistake_is_let_back() {
        var id = aCase();
        var api = api(counselorOrtiz);
        var path = "/api/v1/cases/" + id.value() + "/exclusions";
        api.post(path, key(), "{\"staffId\": \"%s\"}".formatted(nurseBell.value()));
        assertThat(excluded(id)).isEqualTo(1);

        assertThat(api.delete(path + "/" + nurseBell.value(), key()).statusCode())
                .isEqualTo(200);
        assertThat(excluded(id)).isZero();
        assertThat(api.delete(path + "/" + UUID.randomUUID(), key()).statusCode())
                .isLessThan(500);
    }

    private int excluded(CaseId id) {
        return inDistrict(
                district,
                () -> gate.excludedFrom(RecordRef.caseFile(id.value(), school)).size());
    }
}
