package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages and the API of engagement and assessment, as a browser and a program see them. */
class EngagementPagesTest extends CaseHouse {
    private static final List<String> HOSTILE = List.of(
            "",
            "\u0000\u0007",
            "<script>alert(1)</script>",
            "'; drop table case_file; --",
            "${7*7} {0} %s",
            "\ud83d\ude00 \u202e",
            "9".repeat(400),
            "x".repeat(25_000));

    private static final String LICENSED = """
            kind: instrument
            id: example.screen
            version: 1
            purpose: trafficking
            languages: [en]
            title: {en: A licensed tool}
            lead: {en: For counselors.}
            license: {holder: Example Institute, note: "Until 2027, in this district.", mayUse: [designated-counselor]}
            sections:
              - id: one
                title: {en: One}
                items:
                  - {id: first, kind: yes-no-unknown, ask: {en: "Is it so?"}}
            """;

    private String path(CaseId id, String rest) {
        return "/cases/" + id.value() + rest;
    }

    /** Begins an assessment with the instrument of this title; returns its path. */
    private String assessment(CaseId id, String title) {
        var ortiz = browser(counselorOrtiz);
        var page = ortiz.get(path(id, "/assessments/new")).body();
        var found = Pattern.compile("value=\"([0-9a-f]{64})\"[^>]*>\\s*<label[^>]*>" + title)
                .matcher(page);
        assertThat(found.find()).as(page).isTrue();
        var answer = ortiz.fill(
                path(id, "/assessments/new"), path(id, "/assessments"), Map.of("instrument", found.group(1)));
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private String meeting(CaseId id) {
        var ortiz = browser(counselorOrtiz);
        ortiz.fill(
                path(id, "/meetings/new"),
                path(id, "/meetings"),
                Map.of("step", "HOLD", "studentWords", "He waits outside.", "counselorView", "Afraid."));
        var found = Pattern.compile("/meetings/([0-9a-f-]{36})")
                .matcher(ortiz.get(path(id, "/meetings")).body());
        assertThat(found.find()).isTrue();
        return path(id, "/meetings/" + found.group(1));
    }

    @Test
    void every_page_speaks_english_and_spanish() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        var hale = browser(coordinatorHale);
        var safety = assessment(id, "Safe now, and tonight");
        var conversation = assessment(id, "A conversation");
        var meeting = meeting(id);
        for (var language : List.of("en", "es")) {
            for (var page : List.of(
                    path(id, ""),
                    path(id, "/print"),
                    path(id, "/meetings"),
                    path(id, "/meetings/new"),
                    path(id, "/meetings/new?step=plan"),
                    meeting,
                    path(id, "/wishes"),
                    path(id, "/safety"),
                    path(id, "/confirmation"),
                    path(id, "/assessments/new"),
                    safety,
                    safety + "/sections/before",
                    safety + "/sections/now",
                    safety + "/sections/home",
                    safety + "/sections/plan",
                    conversation,
                    conversation + "/sections/close",
                    conversation + "/judgment",
                    "/instruments")) {
                var shown = ortiz.get(page + (page.contains("?") ? "&" : "?") + "lang=" + language);
                assertThat(shown.statusCode()).as(page).isEqualTo(200);
                assertThat(shown.body())
                        .as(page)
                        .doesNotContain("casework.")
                        .contains("lang=\"" + language + "\"")
                        .doesNotContain("<style")
                        .doesNotContain("<script>");
            }
            assertThat(hale.get("/instruments/new?lang=" + language).body()).doesNotContain("casework.");
        }
    }

    @Test
    void safe_and_unsafe_ways_to_reach_the_student_stand_on_every_page_that_works_on_their_case() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        assertThat(ortiz.get(path(id, "")).body()).contains("Do not call or write.");
        assertThat(ortiz.fill(
                                path(id, "/wishes"),
                                path(id, "/wishes"),
                                Map.of(
                                        "wishes",
                                        "To be asked first.",
                                        "safeContact",
                                        "A pass to the library.",
                                        "notSafe",
                                        "Her phone."))
                        .statusCode())
                .isEqualTo(303);
        for (var page : List.of("", "/tasks/new", "/meetings/new?step=plan", "/meetings", "/notes/new", "/student")) {
            assertThat(ortiz.get(path(id, page)).body()).as(page).contains("A pass to the library.", "Her phone.");
        }
        assertThat(ortiz.get(path(id, "")).body()).contains("To be asked first.");
        assertThat(ortiz.get(path(id, "/print")).body()).contains("To be asked first.", "Her phone.");
    }

    @Test
    void a_student_who_may_not_be_safe_is_the_first_thing_that_the_case_says_with_what_to_do() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        var safety = assessment(id, "Safe now, and tonight");
        var answered = ortiz.fill(
                safety + "/sections/home",
                safety + "/sections/home",
                Map.of("q.home-safe", "no", "q.tonight", "feared"));
        assertThat(answered.statusCode()).isEqualTo(303);
        assertThat(answered.headers().firstValue("Location").orElse("")).endsWith("?done=answers");
        assertThat(ortiz.get(safety + "?done=answers").body())
                .contains("Do this first", "Do not send the student home", "tel:911", "Your answers are kept.");
        var page = ortiz.get(path(id, "")).body();
        assertThat(page).contains("Maya Rivera may not be safe now", "Call 911", "Stay with the student");
        assertThat(page.indexOf("may not be safe now")).isLessThan(page.indexOf("hw-next"));
        assertThat(ortiz.get(path(id, "/tasks/new")).body()).contains("may not be safe now");
        assertThat(ortiz.fill(
                                path(id, "/safety"),
                                path(id, "/safety"),
                                Map.of("to", "SAFE", "reasons", "With her aunt tonight."))
                        .statusCode())
                .isEqualTo(303);
        assertThat(ortiz.get(path(id, "")).body()).doesNotContain("may not be safe now");
    }

    @Test
    void answers_are_kept_as_one_goes_and_what_they_open_is_asked_next() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        var conversation = assessment(id, "A conversation");
        var work = conversation + "/sections/work";
        assertThat(ortiz.get(work).body()).doesNotContain("q.work-pay");
        var opened = ortiz.fill(work, work, Map.of("q.works", "yes"));
        assertThat(opened.headers().firstValue("Location").orElse("")).contains("/sections/work");
        assertThat(ortiz.get(work).body()).contains("q.work-pay", "q.work-hours");
        var wrong = ortiz.fill(work, work, Map.of("q.works", "yes", "q.work-hours", "all", "q.work-what", "Roofing."));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Give a number", "Roofing.");
        ortiz.fill(work, work, Map.of("q.works", "yes", "n.work-hours", "Too tired today."));
        assertThat(ortiz.get(conversation).body()).contains("Skipped: Too tired today.");
        var draft = ortiz.fill(work, work + "/draft", Map.of("q.work-what", "Half a thou"));
        assertThat(draft.statusCode()).isEqualTo(204);
        assertThat(browser(counselorOrtiz).get(work).body()).contains("Half a thou");
    }

    @Test
    void a_meeting_goes_through_its_forms_and_a_draft_is_kept() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        assertThat(ortiz.fill(path(id, "/meetings/new"), path(id, "/meetings/draft"), Map.of("studentWords", "She sa"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser(counselorOrtiz).get(path(id, "/meetings/new")).body())
                .contains("She sa");
        var missing = ortiz.fill(path(id, "/meetings/new"), path(id, "/meetings"), Map.of("place", "Gym"));
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("Say how it went.", "value=\"Gym\"");
        var meeting = meeting(id);
        assertThat(browser(counselorOrtiz).get(path(id, "/meetings/new")).body())
                .doesNotContain("She sa");
        var page = ortiz.get(meeting).body();
        assertThat(page).contains("He waits outside.", "Afraid.", "own words");
        assertThat(ortiz.fill(
                                meeting,
                                meeting + "/steps",
                                Map.of("step", "ADD", "seen", "HELD", "counselorView", "Calmer at noon."))
                        .statusCode())
                .isEqualTo(303);
        assertThat(ortiz.get(path(id, "?show=meetings")).body()).contains("He waits outside.", "Calmer at noon.");
    }

    @Test
    void an_instrument_with_a_flaw_is_refused_with_its_line_and_nothing_is_imported() {
        var hale = browser(coordinatorHale);
        var flawed = hale.fill(
                "/instruments/new",
                "/instruments",
                Map.of("content", LICENSED.replace("yes-no-unknown", "essay"), "licensed", "yes"));
        assertThat(flawed.statusCode()).isEqualTo(422);
        assertThat(flawed.body()).contains("Line 13", "Nothing was imported.", "Example Institute");
        var unlicensed = hale.fill("/instruments/new", "/instruments", Map.of("content", LICENSED));
        assertThat(unlicensed.statusCode()).isEqualTo(422);
        assertThat(hale.get("/instruments").body()).doesNotContain("A licensed tool");
        var fields = hale.hidden(hale.get("/instruments/new").body());
        fields.putAll(Map.of("content", LICENSED, "licensed", "yes"));
        assertThat(hale.post("/instruments", fields).statusCode()).isEqualTo(303);
        assertThat(hale.post("/instruments", fields).statusCode()).isEqualTo(303);
        assertThat(hale.get("/instruments").body()).contains("A licensed tool", "added by Ruth Hale");
        assertThat(browser(counselorOrtiz).get("/instruments/new").statusCode()).isEqualTo(403);
        assertThat(browser(adminKim).get("/instruments").statusCode()).isEqualTo(403);
        var id = aCase();
        assertThat(browser(counselorOrtiz).get(path(id, "/assessments/new")).body())
                .contains("A licensed tool");
    }

    @Test
    void programs_can_do_all_of_it() {
        var id = aCase();
        var ortiz = api(counselorOrtiz);
        var at = "/api/v1" + path(id, "");
        var meeting = made(ortiz.post(at + "/meetings", key(), "{\"step\":\"HOLD\",\"studentWords\":\"He waits.\"}"));
        assertThat(ortiz.get(at + "/meetings/" + meeting).body()).contains("He waits.");
        made(ortiz.post(
                at + "/meetings/" + meeting + "/steps",
                key(),
                "{\"step\":\"ADD\",\"expectedState\":\"HELD\",\"counselorView\":\"Afraid.\"}"));
        made(ortiz.post(at + "/wishes", key(), "{\"safeContact\":\"In class\"}"));
        var found = Pattern.compile("\"hash\":\"([0-9a-f]{64})\",\"id\":\"havenward.safety\"")
                .matcher(ortiz.get("/api/v1/instruments").body());
        assertThat(found.find()).isTrue();
        assertThat(ortiz.get("/api/v1/instruments/" + found.group(1)).body()).contains("tonight");
        var assessment = made(ortiz.post(at + "/assessments", key(), "{\"instrument\":\"" + found.group(1) + "\"}"));
        var once = key();
        var body = "{\"answers\":{\"tonight\":{\"values\":[\"nowhere\"]},\"medical\":{\"skippedBecause\":\"Later\"}}}";
        var first = made(ortiz.post(at + "/assessments/" + assessment + "/answers", once, body));
        assertThat(made(ortiz.post(at + "/assessments/" + assessment + "/answers", once, body)))
                .isEqualTo(first);
        assertThat(ortiz.get(at + "/assessments/" + assessment).body()).contains("nowhere", "Later");
        assertThat(ortiz.get(at + "/safety").body()).doesNotContain("\"unsafeSince\":null");
        var unread = "{\"conclusion\":\"SAFE\",\"reasons\":\"A shelter bed.\"}";
        assertThat(ortiz.post(at + "/safety", key(), unread).statusCode()).isEqualTo(409);
        var seen = ortiz.get(at + "/safety").body().replaceFirst("(?s).*(\"seen\":\"\\d+\").*", "$1");
        made(ortiz.post(at + "/safety", key(), unread.replace("}", "," + seen.replace("seen", "expectedSeen") + "}")));
        assertThat(ortiz.get(at + "/safety").body()).contains("\"unsafeSince\":null");
        made(ortiz.post(
                at + "/assessments/" + assessment + "/judgments",
                key(),
                "{\"conclusion\":\"MORE_NEEDED\",\"reasons\":\"Another talk.\"}"));
        made(
                ortiz.post(
                        at + "/confirmation",
                        key(),
                        "{\"expectedStatus\":\"SUSPICION\",\"conclusion\":\"CONFIRMED\",\"basis\":[\"DOCUMENTS\"],\"reasons\":\"Papers.\"}"));
        assertThat(ortiz.get(at + "/judgments").body()).contains("CONFIRMED", "MORE_NEEDED", "DOCUMENTS");
        for (var wrong : List.of(
                "{}",
                "{\"answers\":{\"tonight\":null}}",
                "{\"answers\":{\"tonight\":{\"values\":[\"x\",\"y\"]}}}",
                "{\"answers\":{\"tonight\":{\"values\":[null]}}}",
                "{\"answers\":{\"\":{\"values\":[\"\"]}}}")) {
            assertThat(ortiz.post(at + "/assessments/" + assessment + "/answers", key(), wrong)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(422);
        }
        var hale = api(coordinatorHale);
        assertThat(hale.post("/api/v1/instruments/check", key(), json(LICENSED)).body())
                .contains("\"sound\":true");
        assertThat(hale.post("/api/v1/instruments", key(), json("kind: x")).statusCode())
                .isEqualTo(422);
        assertThat(hale.post("/api/v1/instruments", key(), json(LICENSED)).statusCode())
                .isEqualTo(201);
        assertThat(hale.post("/api/v1/instruments", key(), json(LICENSED)).statusCode())
                .isEqualTo(409);
        for (var path : List.of("/meetings", "/wishes", "/safety", "/judgments", "/assessments")) {
            assertThat(api(backupLin).get(at + path).statusCode()).as(path).isEqualTo(404);
            assertThat(api(busDriver).get(at + path).statusCode()).as(path).isIn(403, 404);
        }
    }

    private static String json(String content) {
        return "{\"licensed\":true,\"content\":\""
                + content.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"}";
    }

    private static UUID made(java.net.http.HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var id = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}").matcher(answer.body());
        assertThat(id.find()).isTrue();
        return UUID.fromString(id.group());
    }

    @Test
    void safety_14_no_form_breaks_on_hostile_input_and_nothing_is_run() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        var meeting = meeting(id).substring(path(id, "").length());
        var safety =
                assessment(id, "Safe now, and tonight").substring(path(id, "").length());
        var forms = List.of(
                "/meetings",
                "/meetings/draft",
                meeting + "/steps",
                meeting + "/draft",
                "/wishes",
                "/wishes/draft",
                "/safety",
                "/confirmation",
                "/assessments",
                safety + "/sections/now",
                safety + "/sections/plan",
                safety + "/sections/now/draft",
                safety + "/judgment");
        var hidden = ortiz.hidden(ortiz.get(path(id, "/wishes")).body());
        for (var form : forms) {
            for (var typed : HOSTILE) {
                var fields = new HashMap<String, String>(Map.of("_csrf", hidden.getOrDefault("_csrf", "")));
                for (var name : List.of(
                        "step",
                        "seen",
                        "meetsDate",
                        "meetsTime",
                        "who",
                        "place",
                        "others",
                        "studentWords",
                        "counselorView",
                        "corrects",
                        "wishes",
                        "knownBy",
                        "safeContact",
                        "notSafe",
                        "to",
                        "basis",
                        "reasons",
                        "support",
                        "instrument",
                        "meeting",
                        "q.safe-now",
                        "q.hours",
                        "q.again",
                        "n.medical",
                        "q.helps",
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
        for (var page : List.of(
                "/meetings/nothing",
                "/meetings/" + UUID.randomUUID(),
                "/assessments/" + UUID.randomUUID(),
                safety + "/sections/nothing")) {
            assertThat(ortiz.get(path(id, page)).statusCode()).as(page).isEqualTo(404);
        }
        assertThat(ortiz.get("/instruments/nothing").statusCode()).isEqualTo(404);
        var hale = browser(coordinatorHale);
        for (var typed : HOSTILE) {
            assertThat(hale.fill("/instruments/new", "/instruments", Map.of("content", typed, "licensed", "yes"))
                            .statusCode())
                    .isEqualTo(422);
        }
    }
}
