package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Mandated reports as a browser and a program see them: without scripts, with whatever people send. */
class ReportPagesTest extends ReportsHouse {
    private static final List<String> HOSTILE = List.of(
            "",
            "   ",
            "\u0000\u0001\u0007",
            "<script>alert(1)</script>",
            "'; drop table mandate_duty; --",
            "${7*7} #{7*7} {0} %s %n",
            "\ud83d\ude00 \u202e אבג \u0301\u0301",
            "../../../etc/passwd",
            "9999999-99-99",
            "+999999999-12-31",
            "9".repeat(400),
            "x".repeat(25_000));

    private String own(Duty duty, String rest) {
        return "/my-reports/" + duty.id().value() + rest;
    }

    private Map<String, String> call(String agency) {
        var now = clock.instant().atZone(java.time.ZoneId.of("America/Phoenix"));
        return new HashMap<>(Map.of(
                "suspected",
                "unknown",
                "agency",
                agency,
                "way",
                "PHONE",
                "madeDate",
                now.toLocalDate().toString(),
                "madeTime",
                "%02d:%02d".formatted(now.getHour(), now.getMinute()),
                "agencyName",
                "State hotline",
                "spokeWith",
                "Mr. Kane",
                "reference",
                "REF-77",
                "said",
                "They send someone."));
    }

    @Test
    void a_bus_driver_sees_their_duty_and_nothing_of_the_case() {
        var id = aCase();
        var duty = dutyOf(id, driver);
        var sam = browser(driver);
        for (var path : List.of("", "/call", "/packet")) {
            var page = sam.get(own(duty, path));
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body())
                    .as(path)
                    .doesNotContain("Maya")
                    .doesNotContain("Ortiz")
                    .doesNotContain(duty.caseNumber())
                    .doesNotContain(id.value().toString());
        }
        assertThat(sam.get(own(duty, "")).body())
                .contains("Next: call and report", "What to say", "What not to do", "Whom to call", "tel:");
        assertThat(sam.get("/my-reports").body()).contains("A report to the state");
        assertThat(sam.get("/").body()).contains("Make your report to the state");
        assertThat(sam.get("/cases/" + id.value() + "/reports").statusCode()).isIn(403, 404);
    }

    @Test
    void a_call_is_written_down_and_the_page_says_what_comes_next() {
        var id = aCase();
        var duty = dutyOf(id, driver);
        var sam = browser(driver);
        var half = sam.post(own(duty, "/calls"), call("CHILD_PROTECTION"));
        assertThat(half.statusCode()).isEqualTo(303);
        assertThat(half.headers().firstValue("Location").orElse("")).endsWith("?done=half");
        assertThat(sam.get(own(duty, "?done=half")).body()).contains("one more call, to Law enforcement");
        var whole = sam.post(own(duty, "/calls"), call("law_enforcement"));
        assertThat(whole.headers().firstValue("Location").orElse("")).endsWith("?done=call");
        assertThat(sam.get(own(duty, "?done=call")).body())
                .contains("You have met your duty to call", "Mr. Kane", "REF-77", "what did the agency decide");
        var proof = browser(ortiz).get("/cases/" + id.value() + "/reports/proof");
        assertThat(proof.body())
                .contains("Sam Doyle", "State hotline", "REF-77", "In time")
                .doesNotContain("Mr. Kane")
                .doesNotContain("They send someone");
    }

    @Test
    void what_has_to_be_mended_is_said_beside_the_field_and_nothing_typed_is_lost() {
        var duty = dutyOf(aCase(), driver);
        var form = call("CHILD_PROTECTION");
        form.put("madeDate", "soon");
        form.remove("way");
        var answer = browser(driver).post(own(duty, "/calls"), form);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Give the day and the time", "Choose how.", "value=\"REF-77\"", "They send someone.");
    }

    @Test
    void every_page_speaks_english_and_spanish() {
        var id = aCase();
        var duty = dutyOf(id, ortiz);
        var pages = List.of(
                "/my-reports",
                own(duty, ""),
                own(duty, "?who=EMPLOYER"),
                own(duty, "/call"),
                own(duty, "/answer"),
                own(duty, "/packet"),
                "/cases/" + id.value() + "/reports",
                "/cases/" + id.value() + "/reports/proof",
                "/cases/" + id.value());
        var elena = browser(ortiz);
        for (var round : List.of("owed", "screened out")) {
            for (var language : List.of("en", "es")) {
                for (var path : pages) {
                    var page = elena.get(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
                    assertThat(page.statusCode()).as(path).isEqualTo(200);
                    assertThat(page.body())
                            .as(path + " " + round)
                            .doesNotContain("reports.")
                            .contains("lang=\"" + language + "\"");
                }
                var year = browser(hale).get("/reports/year?lang=" + language);
                assertThat(year.body()).doesNotContain("reports.");
                assertThat(browser(hale)
                                .get("/reports/year.csv?lang=" + language)
                                .body())
                        .doesNotContain("reports.");
            }
            if (round.equals("owed")) {
                callsBoth(ortiz, duty);
                as(
                        ortiz,
                        viewer -> reports.answer(
                                viewer, duty.id(), new NewAnswer(AnswerKind.SCREENED_OUT, clock.instant(), ""), key()));
            }
        }
    }

    @Test
    void safety_14_no_form_breaks_on_hostile_input_and_nothing_is_run() {
        var id = aCase();
        var duty = dutyOf(id, ortiz);
        var elena = browser(ortiz);
        var any = UUID.randomUUID();
        var forms = List.of(
                own(duty, "/calls"),
                own(duty, "/joint"),
                own(duty, "/answers"),
                own(duty, "/again"),
                own(duty, "/packet"),
                own(duty, "/packet/draft"),
                own(duty, "/packets/" + any + "/sendings"),
                "/cases/" + id.value() + "/reports/holders");
        for (var form : forms) {
            for (var typed : HOSTILE) {
                var fields = new HashMap<String, String>();
                for (var name : List.of(
                        "suspected",
                        "agency",
                        "way",
                        "madeDate",
                        "madeTime",
                        "agencyName",
                        "spokeWith",
                        "reference",
                        "said",
                        "askedWritten",
                        "kind",
                        "call",
                        "to",
                        "who",
                        "then",
                        "what",
                        "reporter_contact",
                        "onceKey")) {
                    fields.put(name, typed);
                }
                var answer = elena.post(form, fields);
                assertThat(answer.statusCode())
                        .as(form + " with " + typed.substring(0, Math.min(20, typed.length())))
                        .isIn(204, 303, 404, 409, 422);
                assertThat(answer.body()).doesNotContain("<script>alert");
            }
        }
        for (var typed :
                List.of("x", "9".repeat(40), "%27", "1.2", "99999999999999999.00000000-0000-0000-0000-000000000000")) {
            for (var query : List.of("?year=", "?show=", "?after=")) {
                assertThat(browser(hale).get("/reports/year" + query + typed).statusCode())
                        .isEqualTo(200);
            }
            assertThat(elena.get(own(duty, "?who=" + typed)).statusCode()).isEqualTo(200);
        }
        assertThat(dutyOf(id, ortiz).callOwed()).isTrue();
    }

    @Test
    void a_written_report_is_frozen_and_downloaded_as_a_file() {
        var id = aCase();
        var duty = dutyOf(id, ortiz);
        callsBoth(ortiz, duty);
        var elena = browser(ortiz);
        var missing = elena.post(own(duty, "/packet"), Map.of("then", "freeze", "what", ""));
        assertThat(missing.statusCode()).isEqualTo(422);
        var frozen = elena.post(
                own(duty, "/packet"),
                Map.of("then", "freeze", "what", "She said so.", "harm", "Cut hands.", "reporter_contact", "555-0100"));
        assertThat(frozen.statusCode()).isEqualTo(303);
        var place = frozen.headers().firstValue("Location").orElse("").replaceFirst(".*(/my-reports/[^?]+).*", "$1");
        var page = elena.get(place);
        assertThat(page.body()).containsPattern("[0-9a-f]{64}");
        var pdf = elena.get(place + "/pdf");
        assertThat(pdf.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/pdf");
        assertThat(pdf.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(browser(hale).get(place + "/pdf").statusCode()).isEqualTo(404);
        var proof = elena.get("/cases/" + id.value() + "/reports/proof.pdf");
        assertThat(proof.body()).startsWith("%PDF");
        assertThat(elena.get(own(duty, "/packet/preview")).body()).startsWith("%PDF");
        var sent = elena.post(
                place + "/sendings", Map.of("way", "fax", "madeDate", "2020-01-01", "madeTime", "10:00", "to", "DCS"));
        assertThat(sent.statusCode()).isEqualTo(422);
        var later = call("CHILD_PROTECTION");
        assertThat(elena.post(
                                place + "/sendings",
                                Map.of(
                                        "way",
                                        "fax",
                                        "madeDate",
                                        java.util.Objects.requireNonNull(later.get("madeDate")),
                                        "madeTime",
                                        java.util.Objects.requireNonNull(later.get("madeTime")),
                                        "to",
                                        "DCS"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(dutyOf(id, ortiz).status()).isEqualTo(ReportStatus.SENT);
    }

    @Test
    void programs_can_do_what_pages_can() {
        var id = aCase();
        var duty = dutyOf(id, ortiz);
        var at = "/api/v1/my-reports/" + duty.id().value();
        var elena = browser(ortiz);
        elena.get("/account");
        var local = clock.instant()
                .atZone(java.time.ZoneId.of("America/Phoenix"))
                .toLocalDateTime()
                .withNano(0);
        for (var agency : Agency.values()) {
            var made = elena.postJson(at + "/calls", """
                    {"agency": "%s", "way": "PHONE", "suspected": "UNKNOWN", "madeAtLocal": "%s", "agencyName": "Line"}
                    """.formatted(agency, local));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        }
        assertThat(elena.postJson(at + "/calls", "{}").statusCode()).isEqualTo(422);
        assertThat(elena.get(at).body()).contains("\"CALLED\"", "\"Line\"", "\"IN_TIME\"");
        var packet = elena.postJson(
                at + "/packets", "{\"fields\": {\"what\": \"a\", \"harm\": \"b\", \"reporter_contact\": \"c\"}}");
        assertThat(packet.statusCode()).as(packet.body()).isEqualTo(201);
        var packetId = Pattern.compile("[0-9a-f-]{36}").matcher(packet.body());
        assertThat(packetId.find()).isTrue();
        assertThat(elena.postJson(
                                at + "/packets/" + packetId.group() + "/sendings",
                                "{\"way\": \"PORTAL\", \"sentAtLocal\": \"" + local + "\", \"to\": \"DCS\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(elena.postJson(at + "/again", "{}").statusCode()).isEqualTo(409);
        assertThat(elena.postJson(
                                at + "/answers", "{\"kind\": \"SCREENED_OUT\", \"answeredAtLocal\": \"" + local + "\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(elena.postJson(at + "/again", "{}").statusCode()).isEqualTo(201);
        assertThat(elena.get("/api/v1/my-reports").body()).contains("\"REPORTED_AGAIN\"", "\"OWED\"");
        assertThat(elena.get("/api/v1/cases/" + id.value() + "/reports").body()).contains("Sam Doyle");
        assertThat(browser(hale).get("/api/v1/reports/year").body()).contains("\"counts\"", "\"ALL\":3");
    }
}
