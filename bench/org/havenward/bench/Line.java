package org.havenward.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One client's kept connection to the server. It waits in its own thread and starts none, since on a small machine whatever
 * the client costs is taken from what is measured.
 */
final class Line {
    static {
        System.setProperty("http.maxConnections", "64");
    }

    private Line() {}

    /** @return what is answered */
    static String post(URI uri, Map<String, String> headers, String body, int expected) throws IOException {
        var call = (HttpURLConnection) uri.toURL().openConnection();
        call.setRequestMethod("POST");
        call.setDoOutput(true);
        headers.forEach(call::setRequestProperty);
        try (var out = call.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = call.getResponseCode();
        try (var in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
            var answer = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (status != expected) {
                throw new IOException("HTTP " + status + ": " + answer);
            }
            return answer;
        }
    }
}
