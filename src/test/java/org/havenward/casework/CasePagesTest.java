package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Casework's pages and API as a browser and a program see them: without scripts, with whatever people send. */
class CasePagesTest extends CaseHouse {
    private static final List<String> HOSTILE = List.of(
            "",
            "   ",
            "\u0000\u0001\u0007",
            "<script>alert(1)</script>",
            "'; drop table case_file; --",
            "${7*7} #{7*7} {0} %s %n",
            "\ud83d\ude00 \u202e אבג \u0301\u0301",
            "../../../etc/passwd",
            "=HYPERLINK(\"http://x\")",
            "9".repeat(400),
            "x".repeat(25_000));

    @Autowired
    private Obligations obligations;

    private String path(CaseId id, String rest) {
        return "/cases/" + id.value() + rest;
    }

    @Test
    void the_case_page_shows_the_student_what_is_next_the_chronology_and_the_team() {
        var id = aCase();
        var page = browser(counselorOrtiz).get(path(id, ""));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<h1>Maya Rivera</h1>", "Grade 7", "Quay Middle", "led by Elena Ortiz")
                .contains("Is the student in danger right now?")
                .contains("Concern joined, raised by Sam Doyle", "Who looked at this")
                .doesNotContain("casework.")
                .doesNotContain("<script>")
                .doesNotContain("<style");
        assertThat(title(page.body())).doesNotContain("Maya");
    }

    @Test
    void every_page_speaks_english_and_spanish() {
        var id = aCase();
        var task = addTask(id);
        var ortiz = browser(counselorOrtiz);
        for (var rest : List.of(
                "",
                "/print",
                "/notes/new",
                "/tasks/new",
                "/tasks/" + task,
                "/team",
                "/status",
                "/closing",
                "/reopening",
                "/student",
                "/student/roster?q=maya",
                "/team?name=bell",
                "?show=notes")) {
            for (var language : List.of("en", "es")) {
                var page = ortiz.get(path(id, rest + (rest.contains("?") ? "&" : "?") + "lang=" + language));
                assertThat(page.statusCode()).as(rest).isEqualTo(200);
                assertThat(page.body()).as(rest).doesNotContain("casework.").contains("lang=\"" + language + "\"");
            }
        }
        for (var language : List.of("en", "es")) {
            for (var list : List.of("/cases?lang=", "/cases?q=maya&lang=", "/cases?show=closed&lang=")) {
                assertThat(ortiz.get(list + language).body()).doesNotContain("casework.");
            }
            var hale = browser(coordinatorHale);
            assertThat(hale.get("/coordination?lang=" + language).body())
                    .contains("HW-")
                    .doesNotContain("Maya")
                    .doesNotContain("casework.");
            assertThat(hale.get("/coordination/" + id.value() + "?lang=" + language)
                            .body())
                    .contains("HW-")
                    .doesNotContain("Maya")
                    .doesNotContain("casework.");
        }
    }

    @Test
    void a_note_goes_into_the_chronology_and_the_page_says_so() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        var answer = ortiz.fill(path(id, ""), path(id, "/notes"), Map.of("text", "We talked at lunch."));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("?done=note");
        assertThat(ortiz.get(path(id, "?done=note")).body())
                .contains("We talked at lunch.", "Your note is in the chronology.");
    }

    @Test
    void the_same_form_sent_twice_is_one_note_and_a_changed_one_is_another() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        var fields = ortiz.hidden(ortiz.get(path(id, "/notes/new")).body());
        fields.put("text", "Once.");
        assertThat(ortiz.post(path(id, "/notes"), fields).statusCode()).isEqualTo(303);
        assertThat(ortiz.post(path(id, "/notes"), fields).statusCode()).isEqualTo(303);
        fields.put("text", "Went back and wrote more.");
        assertThat(ortiz.post(path(id, "/notes"), fields).statusCode()).isEqualTo(303);
        assertThat(rows("select count(*) from case_entry where case_id = ? and kind = 'NOTE'", id))
                .isEqualTo(2);
    }

    @Test
    void a_draft_is_kept_for_its_writer_alone_until_the_note_is_added() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        assertThat(ortiz.fill(path(id, ""), path(id, "/notes/draft"), Map.of("text", "Half a thou"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser(counselorOrtiz).get(path(id, "/notes/new")).body()).contains("Half a thou");
        ortiz.fill(path(id, ""), path(id, "/notes"), Map.of("text", "Half a thought."));
        assertThat(rows("select count(*) from case_draft where case_id = ?", id))
                .isZero();
    }

    @Test
    void a_form_that_has_to_be_mended_keeps_what_was_typed_and_says_how_beside_the_field() {
        var id = aCase();
        var answer = browser(counselorOrtiz)
                .fill(path(id, "/tasks/new"), path(id, "/tasks"), Map.of("title", "Call the nurse", "dueDate", "soon"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("value=\"Call the nurse\"", "Give a day, such as", "Choose who does it");
    }

    @Test
    void safety_14_no_form_breaks_on_hostile_input_and_nothing_is_run() {
        var id = aCase();
        var task = addTask(id);
        var ortiz = browser(counselorOrtiz);
        var entry = UUID.randomUUID();
        var forms = List.of(
                "/notes",
                "/notes/draft",
                "/entries/" + entry + "/correction",
                "/tasks",
                "/tasks/" + task + "/done",
                "/tasks/" + task + "/owner",
                "/team",
                "/team/" + entry + "/removal",
                "/lead",
                "/kept-out",
                "/kept-out/" + entry + "/removal",
                "/student",
                "/student/roster",
                "/status",
                "/closing",
                "/reopening");
        var hidden = ortiz.hidden(ortiz.get(path(id, "/notes/new")).body());
        for (var form : forms) {
            for (var typed : HOSTILE) {
                var fields = new HashMap<String, String>(Map.of("_csrf", hidden.getOrDefault("_csrf", "")));
                for (var name : List.of(
                        "text",
                        "title",
                        "owner",
                        "dueDate",
                        "seen",
                        "remark",
                        "who",
                        "role",
                        "to",
                        "reasons",
                        "person",
                        "called",
                        "pronouns",
                        "ownWord",
                        "student",
                        "outcome",
                        "onceKey")) {
                    fields.put(name, typed);
                }
                var answer = ortiz.post(path(id, form), fields);
                assertThat(answer.statusCode())
                        .as(form + " with " + typed.substring(0, Math.min(20, typed.length())))
                        .isIn(204, 303, 404, 409, 422);
                assertThat(answer.body()).doesNotContain("<script>alert");
            }
        }
        for (var typed : HOSTILE) {
            var q = java.net.URLEncoder.encode(typed, java.nio.charset.StandardCharsets.UTF_8);
            if (q.length() < 4_000) {
                for (var page : List.of("/cases?q=", "/cases?after=", "/cases?show=", "/coordination?after=")) {
                    var who = page.startsWith("/coordination") ? browser(coordinatorHale) : ortiz;
                    assertThat(who.get(page + q).statusCode()).as(page + q).isEqualTo(200);
                }
                for (var page : List.of("?after=", "?show=", "?done=", "/team?name=", "/student/roster?q=")) {
                    assertThat(ortiz.get(path(id, page + q)).statusCode())
                            .as(page + q)
                            .isEqualTo(200);
                }
            }
        }
        for (var page : List.of("/cases/not-an-id", "/cases/" + UUID.randomUUID(), path(id, "/tasks/nothing"))) {
            assertThat(ortiz.get(page).statusCode()).as(page).isEqualTo(404);
        }
        assertThat(ortiz.get(path(id, "/print")).body()).doesNotContain("<script>alert");
    }

    @Test
    void closing_says_what_is_still_owed_and_which_tasks_are_open() {
        var id = aCase();
        addTask(id);
        inDistrict(district, () -> obligations.oblige(id, "test/1", "casework.duties", null));
        var ortiz = browser(counselorOrtiz);
        assertThat(ortiz.get(path(id, "/closing")).body())
                .contains("It cannot close yet.", "Tasks that are still open", "Visit the counselor");
        var ending = Map.of("outcome", "SUPPORT_IN_PLACE", "reasons", "Agreed with her.");
        var refused = ortiz.fill(path(id, "/closing"), path(id, "/closing"), ending);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Something is still owed", "Agreed with her.");
        inDistrict(district, () -> obligations.settle(id, "test/1"));
        assertThat(ortiz.fill(path(id, "/closing"), path(id, "/closing"), ending)
                        .body())
                .contains("Tasks are still open");
        var all = new HashMap<>(ending);
        all.put("tasksStay", "yes");
        assertThat(ortiz.fill(path(id, "/closing"), path(id, "/closing"), all).statusCode())
                .isEqualTo(303);
        assertThat(ortiz.get(path(id, "")).body()).contains("Open it again");
        assertThat(ortiz.fill(path(id, "/reopening"), path(id, "/reopening"), Map.of())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void the_whole_course_of_a_case_works_through_its_forms() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        var steps = new ArrayList<Integer>();
        steps.add(ortiz.fill(
                        path(id, "/team"),
                        path(id, "/team"),
                        Map.of("who", nurseBell.value().toString(), "role", "NURSE"))
                .statusCode());
        steps.add(ortiz.fill(
                        path(id, "/confirmation"),
                        path(id, "/confirmation"),
                        Map.of("to", "CONFIRMED", "basis", "STUDENT_SAID", "reasons", "She told us."))
                .statusCode());
        steps.add(ortiz.fill(
                        path(id, "/status"), path(id, "/status"), Map.of("to", "RECOVERY", "reasons", "She is safe."))
                .statusCode());
        steps.add(ortiz.fill(
                        path(id, "/student"),
                        path(id, "/student"),
                        Map.of("called", "Em", "pronouns", "she", "ownWord", "survivor"))
                .statusCode());
        steps.add(ortiz.fill(
                        path(id, "/team"),
                        path(id, "/lead"),
                        Map.of("to", backupLin.value().toString(), "reasons", "On leave."))
                .statusCode());
        assertThat(steps).containsOnly(303);
        assertThat(browser(nurseBell).get(path(id, "")).body())
                .contains("<h1>Em</h1>", "Their own word for themself: survivor", "led by Wei Lin", "Recovery");
        assertThat(ortiz.get(path(id, "/team")).statusCode()).isEqualTo(404);
    }

    @Test
    void the_coordinator_gives_a_case_to_someone_by_form() {
        var id = aCase();
        var hale = browser(coordinatorHale);
        var given = hale.fill(
                "/coordination/" + id.value(),
                "/coordination/" + id.value() + "/lead",
                Map.of("to", backupLin.value().toString(), "reasons", "Ms. Ortiz is ill."));
        assertThat(given.statusCode()).isEqualTo(303);
        assertThat(browser(backupLin).get(path(id, "")).statusCode()).isEqualTo(200);
        assertThat(hale.get(path(id, "")).statusCode()).isEqualTo(404);
    }

    // ---- API

    @Test
    void the_api_lists_opens_and_adds_once() {
        var id = aCase();
        var ortiz = api(counselorOrtiz);
        assertThat(ortiz.get("/api/v1/cases").body()).contains(id.value().toString(), "\"next\":null");
        assertThat(ortiz.get("/api/v1/cases?q=maya").body()).contains(id.value().toString());
        assertThat(ortiz.get("/api/v1/cases/" + id.value()).body()).contains("\"status\":\"SUSPICION\"", "Elena Ortiz");
        var key = key();
        var first = ortiz.post("/api/v1/cases/" + id.value() + "/notes", key, "{\"text\":\"By program\"}");
        var again = ortiz.post("/api/v1/cases/" + id.value() + "/notes", key, "{\"text\":\"By program\"}");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        var chronology = ortiz.get("/api/v1/cases/" + id.value() + "/chronology?limit=2");
        assertThat(chronology.body()).contains("By program").doesNotContain("\"next\":null");
        assertThat(rows("select count(*) from case_entry where case_id = ? and kind = 'NOTE'", id))
                .isOne();
    }

    @Test
    void the_api_says_what_it_refuses_as_a_problem() {
        var id = aCase();
        var ortiz = api(counselorOrtiz);
        var at = "/api/v1/cases/" + id.value();
        assertThat(ortiz.post(at + "/notes", key(), "{\"text\":\"\"}").statusCode())
                .isEqualTo(422);
        assertThat(ortiz.post(at + "/notes", key(), "{").statusCode()).isEqualTo(400);
        assertThat(ortiz.post(at + "/notes", "k".repeat(300), "{\"text\":\"x\"}")
                        .statusCode())
                .isEqualTo(422);
        var skipped = ortiz.post(
                at + "/status", key(), "{\"from\":\"SUSPICION\",\"to\":\"RECOVERY\",\"reasons\":\"Because\"}");
        assertThat(skipped.statusCode()).isEqualTo(409);
        assertThat(skipped.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(ortiz.post(
                                at + "/status",
                                key(),
                                "{\"from\":\"SUSPICION\",\"to\":\"CONFIRMED\",\"reasons\":\"Because\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(ortiz.post(
                                at + "/confirmation",
                                key(),
                                "{\"expectedStatus\":\"SUSPICION\",\"conclusion\":\"CONFIRMED\",\"reasons\":\"Because\","
                                        + "\"basis\":[\"DOCUMENTS\"]}")
                        .statusCode())
                .isEqualTo(201);
        stepsAreDone(id);
        assertThat(ortiz.post(at + "/closing", key(), "{\"outcome\":\"MOVED_ON\",\"text\":\"To Aunt\"}")
                        .body())
                .contains("\"status\":\"CLOSED\"");
        assertThat(ortiz.post(at + "/reopening", key(), "{}").body()).contains("\"status\":\"CONFIRMED\"");
        assertThat(api(backupLin).get(at).statusCode()).isEqualTo(404);
        assertThat(api(backupLin).get(at + "/chronology").statusCode()).isEqualTo(404);
        assertThat(api(backupLin).post(at + "/notes", key(), "{\"text\":\"x\"}").statusCode())
                .isEqualTo(404);
        assertThat(api(busDriver).get("/api/v1/cases").statusCode()).isEqualTo(403);
    }

    private String addTask(CaseId id) {
        var answer = api(counselorOrtiz)
                .post(
                        "/api/v1/cases/" + id.value() + "/tasks",
                        key(),
                        "{\"title\":\"Visit the counselor\",\"ownerId\":\"" + counselorOrtiz.value() + "\",\"dueOn\":\""
                                + LocalDate.now(ZoneOffset.UTC).plusDays(3) + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    private static String title(String html) {
        return html.substring(html.indexOf("<title>"), html.indexOf("</title>"));
    }
}
