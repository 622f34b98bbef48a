package org.havenward.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.havenward.House;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is one that helps on, with the headers that protect. */
class HostileRequestsTest extends House {
    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)));
    }

    @Test
    void every_answer_carries_the_headers_that_protect() throws Exception {
        for (var path :
                List.of("/gallery", "/no-such-page", "/calendar", "/gallery/broken", "/api/v1/none", "/sign-in")) {
            var headers = send(to(path)).headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .contains(SecurityHeaders.CONTENT_SECURITY_POLICY);
            assertThat(headers.allValues("Cache-Control")).as(path).containsExactly("no-store");
            assertThat(headers.allValues("X-Frame-Options")).as(path).containsExactly("DENY");
            assertThat(headers.allValues("X-Content-Type-Options")).as(path).containsExactly("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).contains("no-referrer");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy"))
                    .as(path)
                    .contains("same-origin");
            assertThat(headers.firstValue("Permissions-Policy")).as(path).isPresent();
        }
    }

    @Test
    void a_fault_shows_nothing_of_its_cause() throws Exception {
        var answer = send(to("/gallery/broken"));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("Something broke on our side")
                .doesNotContain("secret words")
                .doesNotContain("IllegalState")
                .doesNotContain("org.havenward.web.Gallery");
    }

    @Test
    void what_is_not_there_is_said_to_people_and_to_programs() throws Exception {
        assertThat(send(to("/no-such-page")).statusCode()).isEqualTo(404);
        assertThat(send(to("/no-such-page")).body()).contains("There is no such page for you");
        var problem = send(to("/api/v1/none"));
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.body()).contains("urn:havenward:problem:not-found");
    }

    @Test
    void field_problems_of_the_api_name_their_fields() throws Exception {
        var problem = send(to("/api/v1/gallery").header("Accept-Language", "es"));
        assertThat(problem.statusCode()).isEqualTo(422);
        assertThat(problem.body()).contains("\"field\":\"narrative\"").contains("Hay algo por corregir");
    }

    @Test
    void a_form_without_its_token_is_refused_with_a_way_on() throws Exception {
        var answer = send(to("/gallery")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("narrative=words")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("This page was open too long");
    }

    @Test
    void odd_queries_headers_and_cookies_never_break_a_page() throws Exception {
        for (var query : List.of(
                "lang=xx",
                "lang=es&lang=en",
                "theme=%00",
                "errors=%00%01%ff",
                "q=%F0%28%8C%28",
                "onceKey=" + "a".repeat(900),
                "%5B%5D=1",
                "a".repeat(5000) + "=1",
                "x=%25%25%7B%7D%3C%3E")) {
            assertThat(send(to("/gallery?" + query)).statusCode()).as(query).isLessThan(500);
        }
        for (var language : List.of("*", "es;q=9", ";;;", "x".repeat(300), "es-MX,es;q=0.8", "q=0.1,,")) {
            assertThat(send(to("/gallery").header("Accept-Language", language)).statusCode())
                    .as(language)
                    .isEqualTo(200);
        }
        for (var cookie :
                List.of("hw_lang=<script>", "hw_theme=\"", "hw_session=" + "x".repeat(3000), "=;=;", "hw_lang")) {
            assertThat(send(to("/gallery").header("Cookie", cookie)).statusCode())
                    .as(cookie)
                    .isLessThan(500);
        }
    }

    @Test
    void a_strangers_file_is_never_taken_and_no_file_where_none_belongs() throws Exception {
        var file = "--x\r\nContent-Disposition: form-data; name=\"roster\"; filename=\"r.zip\"\r\n\r\n"
                + "a".repeat(2 * RequestLimits.MOST_BYTES) + "\r\n--x--\r\n";
        for (var path : List.of("/roster", "/api/v1/roster-imports")) {
            assertThat(send(to(path).header("Content-Type", "multipart/form-data; boundary=x")
                                    .POST(HttpRequest.BodyPublishers.ofString(file)))
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(send(to("/sign-in")
                                .header("Content-Type", "multipart/form-data; boundary=x")
                                .POST(HttpRequest.BodyPublishers.ofString(file)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void too_much_is_refused_whether_it_says_its_length_or_not() throws Exception {
        var much = "a".repeat(2 * RequestLimits.MOST_BYTES);
        assertThat(send(to("/gallery")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("x=" + much)))
                        .statusCode())
                .isEqualTo(413);
        var unsaid = HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofString("{\"text\":\"" + much + "\"}"));
        assertThat(send(to("/api/v1/gallery")
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer none")
                                .POST(unsaid))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void bodies_that_cannot_be_read_are_problems_of_the_sender() throws Exception {
        for (var body : List.of(
                "", "{", "[]", "null", "{\"text\":{}}", "{\"text\":\"\\ud800\"}", "\u0000", "[".repeat(20_000))) {
            var answer = send(to("/api/v1/gallery")
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer none")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            assertThat(answer.statusCode())
                    .as(body.substring(0, Math.min(20, body.length())))
                    .isLessThan(500);
        }
        var xml = send(to("/api/v1/gallery")
                .header("Content-Type", "application/xml")
                .header("Authorization", "Bearer none")
                .POST(HttpRequest.BodyPublishers.ofString("<x/>")));
        assertThat(xml.statusCode()).isEqualTo(415);
        assertThat(xml.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void texts_lose_null_characters_and_halves_of_characters() throws Exception {
        var answer = send(to("/api/v1/gallery")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer none")
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a\\u0000b\\ud800c\\n\"}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"text\":\"ab\uFFFDc\\n\"}");
    }

    @Test
    void lines_that_are_not_http_are_never_a_fault() throws Exception {
        for (var line : List.of(
                "GET /../../etc/passwd HTTP/1.1",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
                "GET /gallery%00 HTTP/1.1",
                "GET /assets/..%2f..%2fapplication.properties HTTP/1.1",
                "TRACE / HTTP/1.1",
                "PROPFIND /gallery HTTP/1.1",
                "GET /gallery;jsessionid=1 HTTP/1.1",
                "GET //gallery HTTP/1.1",
                "GET /gallery\\x HTTP/1.1",
                "GET /" + "a".repeat(30_000) + " HTTP/1.1")) {
            try (var socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(10_000);
                var out = socket.getOutputStream();
                out.write((line + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                var answer = new String(socket.getInputStream().readNBytes(2000), StandardCharsets.ISO_8859_1);
                assertThat(answer)
                        .as(line.substring(0, Math.min(60, line.length())))
                        .startsWith("HTTP/1.1 4");
                assertThat(answer).doesNotContain("Exception").doesNotContain("Tomcat");
            }
        }
    }

    @Test
    void assets_are_kept_for_a_year_and_sent_compressed() throws Exception {
        var page = send(to("/gallery")).body();
        var style = page.replaceAll("(?s).*href=\"(/assets/app\\.[0-9a-f]{10}\\.css)\".*", "$1");
        assertThat(style).startsWith("/assets/app.");
        var answer = send(to(style).header("Accept-Encoding", "br, gzip"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("br");
    }

    @Test
    void the_api_describes_itself_and_nothing_else() throws Exception {
        var answer = send(to("/api/openapi.json"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"bearer\"")
                .contains("#/components/schemas/Problem")
                .contains("\"/api/v1/gallery\"")
                .doesNotContain("\"/gallery\"")
                .doesNotContain("\"/sign-in\"");
    }
}
