package org.havenward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Someone over HTTP: a browser with its cookies, or a program with its token. Redirects are not followed. */
public final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http;
    private final String address;
    private final @Nullable String token;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private @Nullable String csrf;

    Visitor(HttpClient http, String address, @Nullable String token) {
        this.http = http;
        this.address = address;
        this.token = token;
    }

    public Visitor with(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    public @Nullable String cookie(String name) {
        return cookies.get(name);
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Sends a form with its tokens, which any page of this browser gives. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        findCsrf(path);
        var all = new LinkedHashMap<String, String>();
        if (csrf != null) {
            all.put("_csrf", csrf);
        }
        all.put("onceKey", UUID.randomUUID().toString());
        all.putAll(fields);
        var body = all.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private void findCsrf(String path) {
        for (var page : List.of("/account", path, "/sign-in")) {
            if (csrf == null && token == null) {
                get(page);
            }
        }
    }

    public HttpResponse<String> postJson(String path, String json) {
        return send("POST", path, json);
    }

    /** Any method, with a JSON body, an idempotency key of its own, and the form token as a header. */
    public HttpResponse<String> send(String method, String path, @Nullable String json) {
        var request = request(path).header("Idempotency-Key", UUID.randomUUID().toString());
        if (csrf != null && token == null) {
            request.header("X-CSRF-TOKEN", csrf);
        }
        if (json == null) {
            return send(request.method(method, HttpRequest.BodyPublishers.noBody()));
        }
        return send(request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            var found = CSRF.matcher(response.body());
            if (found.find()) {
                csrf = found.group(1);
            }
            return response;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(problem);
        }
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
        if (pair[0].equals("hw_session")) {
            csrf = null;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
