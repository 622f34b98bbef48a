package org.havenward.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COUNSELOR_ORTIZ;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Safety rule 14: whatever is sent, the answer is a page that helps, and what was typed is still there. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileConcernTest extends ConcernHouse {
    private static final List<String> FIELDS = List.of(
            "act",
            "draft",
            "immediateDanger",
            "schoolId",
            "studentId",
            "studentWords",
            "studentDescription",
            "narrative",
            "observedDate",
            "observedTime",
            "place",
            "indicators",
            "involved",
            "involvedWords",
            "onceKey");

    static Stream<String> hostile() {
        return Stream.of(
                "",
                "   ",
                "x".repeat(12_000),
                "<script>alert(1)</script>",
                "'; drop table concern; --",
                "a\u0000b",
                "👩‍👩‍👧 \uD83D\uDE00",
                "\uD800 half a character",
                "\u202e right to left مرحبا",
                "${7*7} #{7*7} {0} %s",
                "-1",
                "99999999999999999999",
                "2026-02-31",
                "25:61",
                "00000000-0000-0000-0000-000000000000");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void each_field_of_the_form_takes_anything(String value) {
        var driver = as(BUS_DRIVER);
        driver.get("/concerns/new");
        for (var field : FIELDS) {
            var form = form();
            form.put(field, value);
            var answer = driver.post("/concerns/new", form);
            assertThat(answer.statusCode()).as(field).isIn(200, 303, 422);
            if (answer.statusCode() != 303) {
                assertThat(answer.body())
                        .as(field)
                        .doesNotContain("<script>alert")
                        .contains(field.equals("narrative") ? "concern-form" : "Kept narrative");
            }
            assertThat(driver.post("/concerns/drafts", form).statusCode())
                    .as(field)
                    .isEqualTo(204);
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void additions_take_anything_and_lose_nothing(String value) {
        var id = aConcern().raisedBy(BUS_DRIVER);
        var answer = as(BUS_DRIVER).post("/concerns/" + id.value() + "/additions", Map.of("text", value));

        assertThat(answer.statusCode()).isIn(303, 422);
        if (answer.statusCode() == 303) {
            var whole = value.replace("\u0000", "").replace('\uD800', '?').length();
            assertThat(ownOf(BUS_DRIVER, id).texts().getLast().words()).hasSizeBetween(whole - 1, whole + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void triage_takes_anything(String value) {
        var id = aConcern().raisedBy(BUS_DRIVER);
        var counselor = as(COUNSELOR_ORTIZ);
        var path = "/triage/" + id.value();
        counselor.get(path);
        for (var field : List.of("outcome", "caseId", "earlier", "to", "reason", "question", "version")) {
            for (var outcome : List.of("join-case", "open-case", "route", "ask-more")) {
                if (outcome.equals("route") && field.equals("reason") && !value.isBlank()) {
                    continue;
                }
                var form = new LinkedHashMap<String, String>();
                form.put("outcome", outcome);
                form.put("to", "no such place");
                form.put(field, value);
                var status = counselor.post(path + "/outcome", form).statusCode();
                assertThat(status).as(field + " of " + outcome).isIn(303, 404, 409, 422);
            }
        }
        assertThat(counselor.post(path + "/student", Map.of("studentId", value)).statusCode())
                .isIn(303, 404, 409, 422);
        assertThat(counselor
                        .post(path + "/exclusions", Map.of("staffId", value))
                        .statusCode())
                .isIn(303, 404, 422);
        assertThat(counselor
                        .post(path + "/readmissions", Map.of("staffId", value))
                        .statusCode())
                .isIn(303, 400, 404);
        assertThat(counselor
                        .post("/triage/acknowledgments", Map.of("ids", value, "part", value))
                        .statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "part=nothing",
                "part=%00",
                "school=x",
                "school=00000000-0000-0000-0000-000000000000",
                "after=zzz",
                "after=MXwx",
                "done=-1",
                "done=99999999999",
                "part=closed&after=MHwxfDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA"
            })
    void the_queues_address_takes_anything(String query) {
        assertThat(as(COUNSELOR_ORTIZ).get("/triage?" + query).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"x\"",
                "{\"narrative\":5}",
                "{\"narrative\":[1]}",
                "{\"indicators\":\"x\"}",
                "{\"indicators\":[null]}",
                "{\"immediateDanger\":\"maybe\"}",
                "{\"observedAt\":1}",
                "{\"studentId\":{}}",
                "{\"narrative\":\"\\u0000\"}",
                "{\"narrative\":",
                "{\"involved\":[\"x\",\"x\"]}"
            })
    void the_api_takes_any_body(String json) {
        var id = aConcern().raisedBy(BUS_DRIVER);
        assertThat(program(BUS_DRIVER).postJson("/api/v1/concerns", json).statusCode())
                .isIn(400, 422);
        assertThat(program(COUNSELOR_ORTIZ)
                        .postJson("/api/v1/concerns/" + id.value() + "/outcome", json)
                        .statusCode())
                .isIn(400, 422);
        assertThat(program(COUNSELOR_ORTIZ)
                        .postJson("/api/v1/concerns/" + id.value() + "/exclusions", json)
                        .statusCode())
                .isIn(400, 422);
        assertThat(program(BUS_DRIVER)
                        .postJson("/api/v1/concerns/" + id.value() + "/additions", json)
                        .statusCode())
                .isIn(400, 422);
    }

    @Test
    void ids_that_are_none_are_not_found() {
        for (var path :
                List.of("/concerns/x", "/triage/x", "/concerns/" + UUID.randomUUID(), "/triage/" + UUID.randomUUID())) {
            assertThat(as(COUNSELOR_ORTIZ).get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private Map<String, String> form() {
        return new LinkedHashMap<>(Map.of(
                "act",
                "send",
                "draft",
                UUID.randomUUID().toString(),
                "studentId",
                town().maya().value().toString(),
                "narrative",
                "Kept narrative",
                "observedDate",
                clock.instant().atZone(PHOENIX).toLocalDate().toString(),
                "place",
                "Hall"));
    }
}
