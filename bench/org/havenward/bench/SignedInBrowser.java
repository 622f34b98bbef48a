package org.havenward.bench;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** Someone who signs in by the pages, as people do: first password, a password of their own, second factor. */
final class SignedInBrowser implements AutoCloseable {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("<code>([A-Z2-7 ]+)</code>");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final BenchHouse.Server server;

    private SignedInBrowser(BenchHouse.Server server) {
        this.server = server;
    }

    /** @param firstPassword one that is to be replaced */
    static SignedInBrowser of(BenchHouse.Server server, String email, String firstPassword)
            throws IOException, InterruptedException, GeneralSecurityException {
        var browser = new SignedInBrowser(server);
        browser.post("/sign-in", Map.of("email", email, "password", firstPassword));
        browser.post("/sign-in/new-password", Map.of("password", "seven herons over a quiet canal " + email.hashCode()));
        var page = browser.page("/sign-in/second-factor");
        var key = KEY.matcher(page);
        if (!key.find()) {
            throw new IllegalStateException("The sign-in of " + email + " does not ask for a second factor");
        }
        var codes = new TimeBasedOneTimePasswordGenerator();
        var secret = new SecretKeySpec(new Base32().decode(key.group(1).replace(" ", "")), codes.getAlgorithm());
        browser.post(
                "/sign-in/second-factor",
                Map.of("code", "%06d".formatted(codes.generateOneTimePassword(secret, Instant.now()))));
        return browser;
    }

    String page(String path) throws IOException, InterruptedException {
        return right(http.send(request(server.uri(path)).GET().build(), BodyHandlers.ofString()), path).body();
    }

    /** Asks for a page or for data, as compressed as a browser has it, and reads it to its end. */
    int sizeOf(String path) throws IOException, InterruptedException {
        var asked = request(server.uri(path)).header("Accept-Encoding", "gzip").GET().build();
        return right(http.send(asked, BodyHandlers.ofByteArray()), path).body().length;
    }

    private void post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        var token = CSRF.matcher(page(path));
        if (!token.find()) {
            throw new IllegalStateException("No form at " + path);
        }
        var body = fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))
                + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        var sent = request(server.uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        right(http.send(sent, BodyHandlers.ofString()), path);
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("User-Agent", "Havenward bench");
    }

    private static <T> HttpResponse<T> right(HttpResponse<T> answer, String path) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + answer.statusCode() + " at " + path);
        }
        return answer;
    }

    @Override
    public void close() {
        http.close();
    }
}
