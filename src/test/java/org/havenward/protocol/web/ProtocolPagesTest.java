package org.havenward.protocol.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.TEACHER;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.havenward.House;
import org.havenward.Visitor;
import org.havenward.protocol.ProtocolVersionId;
import org.junit.jupiter.api.Test;

/** The pages of a version, over HTTP and without scripts. */
class ProtocolPagesTest extends House {
    private static final Pattern EDITION = Pattern.compile("name=\"edition\" value=\"(\\d+)\"");
    private static final String SHIPPED = "/protocols/" + ProtocolVersionId.SHIPPED.value();

    @Test
    void whoever_works_by_the_protocol_reads_it_and_tries_it_out() {
        var ortiz = as(COUNSELOR_ORTIZ);
        assertThat(ortiz.get("/protocols").body())
                .contains("The one that ships")
                .doesNotContain("Start a draft");
        assertThat(ortiz.get(SHIPPED).body()).contains("Call 911", "Only when", "The law asks for it");
        assertThat(ortiz.get(SHIPPED + "/text").body())
                .contains("id: havenward.default")
                .doesNotContain("<textarea");
        var picture = ortiz.get(SHIPPED + "/picture").body();
        assertThat(picture)
                .contains("role=\"img\"", "marker-end", "The same in words")
                .doesNotContain("style=");
        var run = ortiz.get(SHIPPED + "/dry-run?run=yes&state=TX&atDate=2026-03-06&atTime=15:10&ago=3&age=16"
                + "&answer-danger=yes&exploiter=family");
        assertThat(run.statusCode()).isEqualTo(200);
        assertThat(run.body()).contains("Under the law of TX", "Call 911", "Late", "Mar 6, 2026");
        assertThat(ortiz.get(SHIPPED + "/dry-run?run=yes&state=XX&age=-1").statusCode())
                .isEqualTo(422);
        assertThat(ortiz.get(SHIPPED + "/edit").statusCode()).isEqualTo(403);
        assertThat(as(TEACHER).get("/protocols").statusCode()).isEqualTo(403);
    }

    @Test
    void a_draft_is_changed_by_its_forms_alone() {
        var hale = as(COORDINATOR_HALE);
        var draft = draft(hale);
        assertThat(hale.get(draft + "/edit").body()).contains("holds remarks");

        var step = fields(hale, draft + "/items/new?kind=step&phase=suspicion");
        step.putAll(Map.of(
                "titleEn",
                "Tell the night desk",
                "titleEs",
                "Avise a la guardia",
                "phase",
                "suspicion",
                "role",
                "lead"));
        step.putAll(Map.of(
                "when",
                "all",
                "subject0",
                "answer:danger",
                "claim0",
                "is",
                "value0",
                "yes",
                "dueFrom",
                "case-opened",
                "dueUnit",
                "hours",
                "dueCount",
                "2",
                "proof0",
                "note"));
        var kept = hale.post(draft + "/items/new", step);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(303);
        assertThat(location(kept)).endsWith("#tell-the-night-desk");
        assertThat(hale.get(draft + "/text").body())
                .contains("step: tell-the-night-desk")
                .doesNotContain("# ----");
        assertThat(hale.get(draft + "/items/tell-the-night-desk").body())
                .contains("answer:danger", "Avise a la guardia");

        var wrong = fields(hale, draft + "/items/tell-the-night-desk");
        wrong.putAll(Map.of("kindOfItem", "step", "titleEn", "", "phase", "suspicion", "when", "all", "proof0", ""));
        var mended = hale.post(draft + "/items/tell-the-night-desk", wrong);
        assertThat(mended.statusCode()).isEqualTo(422);
        assertThat(mended.body())
                .contains("Give it a title", "Say what is looked at", "Say what shows that it is done");

        var moved = fields(hale, draft + "/edit");
        moved.put("change", "up:tell-the-night-desk");
        assertThat(hale.post(draft + "/edit", moved).statusCode()).isEqualTo(303);
        assertThat(hale.post(draft + "/edit", moved).statusCode())
                .as("made from an older edition")
                .isEqualTo(422);

        var phase = fields(hale, draft + "/phases/new");
        phase.putAll(Map.of("titleEn", "After a year", "titleEs", "Después de un año", "when", "always"));
        assertThat(location(hale.post(draft + "/phases/new", phase))).endsWith("#after-a-year");
        assertThat(hale.get(draft + "/check").body()).contains("After a year", draft + "/phases/after-a-year");
    }

    @Test
    void a_faulty_file_is_kept_as_typed_and_says_its_line() {
        var hale = as(COORDINATOR_HALE);
        var draft = draft(hale);
        var typed = fields(hale, draft + "/text");
        typed.put("text", "format: 1\nid: ours\nversion: <b>\n");
        assertThat(hale.post(draft + "/text", typed).statusCode()).isEqualTo(303);
        assertThat(hale.get(draft + "/text").body()).contains("line 3", "version: &lt;b&gt;");
        assertThat(hale.get(draft).body()).contains("read yet").doesNotContain("value=\"SUBMIT\"");
        assertThat(location(hale.get(draft + "/check"))).endsWith("/text");
        assertThat(location(hale.get(draft + "/edit"))).endsWith("/text");
    }

    @Test
    void a_reason_is_asked_for_beside_its_field_and_nothing_moves_without_it() {
        var hale = as(COORDINATOR_HALE);
        var draft = draft(hale);
        var answer =
                hale.post(draft + "/moves", new HashMap<>(Map.of("edition", "1", "verb", "WITHDRAW", "remark", " ")));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Say why, in a sentence.");
        assertThat(hale.post(draft + "/moves", new HashMap<>(Map.of("edition", "1", "verb", "PUBLISH")))
                        .statusCode())
                .isEqualTo(422);
        for (var read : List.of("", "2", "one", "99999999999")) {
            var stale = hale.post(
                    draft + "/moves",
                    new HashMap<>(Map.of("edition", read, "verb", "WITHDRAW", "remark", "Begun by mistake.")));
            assertThat(stale.statusCode()).isEqualTo(422);
            assertThat(stale.body()).contains("read it, then decide again", "Begun by mistake.");
        }
        var gone = hale.post(
                draft + "/moves",
                new HashMap<>(Map.of("edition", "1", "verb", "WITHDRAW", "remark", "Begun by mistake.")));
        assertThat(gone.statusCode()).isEqualTo(303);
        assertThat(hale.get(draft).body()).contains("Withdrawn", "Begun by mistake.", "Ruth Hale");
    }

    @Test
    void programs_do_the_same_over_the_api() {
        var hale = program(COORDINATOR_HALE);
        var api = "/api/v1/protocols/";
        var made = hale.postJson(api + ProtocolVersionId.SHIPPED.value() + "/copies", "{}");
        assertThat(made.statusCode()).isEqualTo(201);
        var id = made.body().replaceAll(".*\"id\" *: *\"([0-9a-f-]+)\".*", "$1");
        assertThat(hale.get(api + id).body()).contains("\"DRAFT\"", "\"edition\":1", "\"EDIT\"");
        assertThat(hale.get("/api/v1/protocols").body()).contains(id);
        assertThat(hale.get(api + id + "/check").body()).isEqualTo("[]");
        var run = hale.postJson(api + id + "/dry-run", """
                {"state": "TX", "at": "2026-03-06T15:10-06:00", "facts": {"age": 16}, "answers": {"danger": "yes"}}
                """);
        assertThat(run.body()).contains("\"call-911\"", "\"lawReviewed\"");
        assertThat(hale.postJson(api + id + "/dry-run", "{\"facts\": {\"shoe\": 1}}")
                        .statusCode())
                .isEqualTo(422);
        var saved = hale.send("PUT", api + id + "/text", "{\"edition\": 1, \"text\": \"format: 1\"}");
        assertThat(saved.body()).contains("\"edition\":2", "\"line\"");
        assertThat(hale.get(api + id + "/check").statusCode()).isEqualTo(409);
        var refused = hale.postJson(api + id + "/moves", "{\"edition\": 2, \"verb\": \"SUBMIT\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("\"faulty\"");
        assertThat(hale.postJson(api + id + "/moves", "{\"verb\": \"WITHDRAW\", \"remark\": \"By mistake.\"}")
                        .statusCode())
                .isEqualTo(422);
        var stale = hale.postJson(
                api + id + "/moves", "{\"edition\": 1, \"verb\": \"WITHDRAW\", \"remark\": \"By mistake.\"}");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("\"read-again\"");
        var gone = hale.postJson(
                api + id + "/moves", "{\"edition\": 2, \"verb\": \"WITHDRAW\", \"remark\": \"By mistake.\"}");
        assertThat(gone.body()).contains("\"WITHDRAWN\"");
    }

    private static String draft(Visitor hale) {
        var copied = hale.post(SHIPPED + "/copy", new HashMap<>());
        return location(copied).replace("?done=create", "");
    }

    /** The fields that a form brings along by itself. */
    private static Map<String, String> fields(Visitor hale, String page) {
        var edition = EDITION.matcher(hale.get(page).body());
        assertThat(edition.find()).as(page).isTrue();
        return new HashMap<>(Map.of("edition", edition.group(1)));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
