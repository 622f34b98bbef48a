package org.havenward.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.journey.Browser;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help lines are there for anyone; the rest of the knowledge for whoever is signed in. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuidePagesTest extends House {
    @ParameterizedTest
    @ValueSource(strings = {"/help", "/help-lines"})
    void help_lines_are_shown_to_anyone_with_numbers_that_a_phone_can_dial(String path) throws Exception {
        var page = get(path, "en");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "href=\"tel:911\"",
                        "href=\"tel:18883737888\"",
                        "href=\"sms:233733\"",
                        "href=\"tel:18008435678\"")
                .contains("National Human Trafficking Hotline")
                .doesNotContain("guide.");
    }

    /** Safety rule 9: what is there for everyone tells nothing about who came. */
    @Test
    void the_help_page_keeps_no_trace_and_loads_nothing_from_elsewhere() throws Exception {
        var page = get("/help", "en");

        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("Max-Age"));
        assertThat(page.body()).doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void the_help_page_speaks_spanish_to_who_asks_for_it() throws Exception {
        assertThat(get("/help", "es").body()).contains("Línea Nacional contra la Trata de Personas", "Llamar al 988");
        assertThat(get("/help?lang=es", "en").body()).contains("Líneas de ayuda");
    }

    @Test
    void the_api_gives_help_lines_to_anyone_in_both_languages() throws Exception {
        var answer = get("/api/v1/guide/help-lines", "en");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.body())
                .contains("\"call\":\"1-888-373-7888\"", "\"textTo\":\"233733\"", "\"next\":null", "\"es\":{");
    }

    @Test
    void the_rest_of_the_knowledge_asks_to_sign_in() throws Exception {
        assertThat(get("/guide", "en").statusCode()).isEqualTo(303);
        for (var list :
                new String[] {"indicators", "indicators/sex.travel", "risk-factors", "groups", "terms", "advice"}) {
            assertThat(get("/api/v1/guide/" + list, "en").statusCode()).as(list).isEqualTo(401);
        }
    }

    @Test
    void who_is_signed_in_reads_all_of_it_in_either_language_with_the_ordinary_reasons_beside() {
        var page = as(Person.BUS_DRIVER).get("/guide").body();

        assertThat(page)
                .contains(
                        "id=\"sex.older-partner\"", "id=\"labor.unpaid\"", "id=\"group.no-home\"", "id=\"term.child\"")
                .contains("No sign on this list does not mean that a student is safe")
                .contains("It may also be:", "This list is to read, not to fill in.")
                .doesNotContain("guide.");
        assertThat(as(Person.BUS_DRIVER).get("/guide?lang=es").body())
                .contains("Que no haya señales de esta lista no significa que un estudiante esté a salvo");
    }

    @Test
    void a_program_reads_figure_2_as_it_is_in_the_guide() {
        var all = program(Person.BUS_DRIVER).get("/api/v1/guide/indicators").body();

        assertThat(all.split("\"kind\":\"sex\"", -1)).hasSize(13);
        assertThat(all.split("\"kind\":\"shared\"", -1)).hasSize(8);
        assertThat(all.split("\"kind\":\"labor\"", -1)).hasSize(12);
        assertThat(program(Person.BUS_DRIVER)
                        .get("/api/v1/guide/indicators/sex.older-partner")
                        .body())
                .contains("much older", "mucho mayor");
        assertThat(program(Person.BUS_DRIVER)
                        .get("/api/v1/guide/indicators/nothing.like-it")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_pages_are_good_to_look_at_and_to_hear() {
        try (var someone = Browser.at(url(""))) {
            someone.open("/help").look("help-lines");
            someone.page()
                    .context()
                    .addCookies(List.of(new Cookie(
                                    "hw_session",
                                    String.valueOf(as(Person.BUS_DRIVER).cookie("hw_session")))
                            .setUrl(url(""))));
            someone.open("/guide").look("what-to-know");
        }
    }

    private HttpResponse<String> get(String path, String language) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Accept-Language", language)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
