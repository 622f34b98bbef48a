package org.havenward.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.havenward.House;
import org.havenward.Person;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** The house with its public pages, asked by a browser that keeps nothing. */
abstract class VoiceHouse extends House {
    static final Pattern SEED = Pattern.compile("name=\"seed\" value=\"([^\"]+)\"");
    static final Pattern WORD = Pattern.compile("<li translate=\"no\">([a-z]+)</li>");

    @Autowired
    protected Voice voice;

    @Autowired
    protected Answering answering;

    @Autowired
    protected Places places;

    @Autowired
    protected Work work;

    @BeforeEach
    void everyone_is_there() {
        clock.back();
        town();
    }

    /** The code of Quay Middle's page. */
    protected String code() {
        return town().in(() -> places.ofSchools().stream()
                .filter(place -> town().school(Person.School.QUAY).equals(place.school()))
                .findFirst()
                .orElseThrow()
                .code());
    }

    protected static HttpResponse<String> fetch(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    protected HttpResponse<String> open(String path) {
        return fetch(url(path));
    }

    protected HttpResponse<String> fill(String path, Map<String, String> fields) {
        return fill(path, fields, Map.of());
    }

    protected HttpResponse<String> fill(String path, Map<String, String> fields, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
        headers.forEach(request::header);
        return send(request);
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** A fresh form with its work done. */
    protected Map<String, String> form(String words) {
        var page = fill("/tell/" + code(), Map.of("step", "way", "about", "peer", "way", "anonymous"));
        var seed = SEED.matcher(page.body());
        assertThat(seed.find()).isTrue();
        var fields = new LinkedHashMap<String, String>();
        fields.put("step", "write");
        fields.put("about", "peer");
        fields.put("way", "anonymous");
        fields.put("seed", seed.group(1));
        fields.put("proof", proof(seed.group(1)));
        fields.put("words", words);
        fields.put("go", "send");
        return fields;
    }

    static String proof(String seed) {
        for (var number = 0; ; number++) {
            if (Work.done(seed, String.valueOf(number))) {
                return String.valueOf(number);
            }
        }
    }

    /** Tells something over HTTP; gives the receipt's words. */
    protected String tell(String words) {
        return tell(form(words));
    }

    protected String tell(Map<String, String> fields) {
        var answer = fill("/tell/" + code(), fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return words(answer);
    }

    static String words(HttpResponse<String> answer) {
        var words = WORD.matcher(answer.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(words).hasSize(Receipts.WORDS);
        return String.join(" ", words);
    }

    protected HttpResponse<String> come(String receipt, String kind, String words) {
        return fill("/tell/" + code() + "/words", Map.of("receipt", receipt, "kind", kind, "words", words));
    }

    /** The newest concern that came from a conversation. */
    protected UUID newestConcern() {
        return town().in(() -> database.sql(
                        "select id from concern where conversation_id is not null order by received_at desc, id desc limit 1")
                .query(UUID.class)
                .single());
    }

    protected ConversationId conversationOf(UUID concern) {
        return new ConversationId(town().in(() -> database.sql("select conversation_id from concern where id = ?")
                .param(concern)
                .query(UUID.class)
                .single()));
    }

    protected long count(String sql) {
        return town().in(() -> database.sql(sql).query(Long.class).single());
    }

    protected @Nullable String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    protected static List<String> cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }
}
