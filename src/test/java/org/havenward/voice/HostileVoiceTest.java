package org.havenward.voice;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/**
 * Hostile input in every field, header, and path of the public pages: never a 5xx, nothing that was sent comes back as markup,
 * and whatever was said to have arrived is there. {@code -Dhavenward.hostile=200000} runs as many; the suite a few thousand.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileVoiceTest extends VoiceHouse {
    private static final int INPUTS = Integer.getInteger("havenward.hostile", 3_000);
    private static final int AT_ONCE = 4;
    private static final List<String> FIELDS = List.of(
            "step",
            "about",
            "way",
            "urgent",
            "elsewhere",
            "school",
            "words",
            "name",
            "contact",
            "seed",
            "proof",
            "receipt",
            "go",
            "l",
            "to",
            "kind",
            "choice",
            "meet",
            "soon",
            "where",
            "pad",
            "d_where",
            "d_contact",
            "d_",
            "onceKey",
            "_csrf",
            "lang",
            "theme");
    private static final List<String> KNOWN = List.of(
            "start",
            "way",
            "write",
            "sent",
            "follow",
            "done",
            "self",
            "peer",
            "saw",
            "family",
            "anonymous",
            "confidential",
            "named",
            "yes",
            "back",
            "skip",
            "send",
            "en",
            "ar",
            "hmn",
            "more",
            "contact",
            "name",
            "meet",
            "no_meet",
            "c0",
            "c3",
            "s0",
            "told",
            "answer",
            "WRITE",
            "");
    private static final List<String> HEADERS = List.of(
            "Accept-Language",
            "User-Agent",
            "Referer",
            "Cookie",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "Origin",
            "Accept",
            "HX-Request",
            "Authorization",
            "X-HTTP-Method-Override",
            "If-None-Match",
            "Range",
            "Accept-Encoding");
    private static final String MARK = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>";

    private static final Pattern WORD = Pattern.compile("<li translate=\"no\">([^<]*)</li>");

    /** @param words what it tells, where that is certain and plain; empty else */
    private record Sent(byte[] bytes, String what, String words) {}

    @Test
    void no_input_breaks_a_page_comes_back_as_markup_or_is_lost() throws Exception {
        var seed = Long.getLong("havenward.hostile.seed", 20_261_125L);
        var code = code();
        var forms = new ArrayList<String>();
        for (var number = 0; number < 20; number++) {
            var form = form("prepared");
            forms.add("seed=" + enc(String.valueOf(form.get("seed"))) + "&proof=" + form.get("proof"));
        }
        var receipt = tell("A conversation that hostile input is thrown at.");
        var arrived = new AtomicInteger();
        var told = new ConcurrentHashMap<String, Set<String>>();
        var before = count("select count(*) from voice_conversation");
        var wrong = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        try (var senders = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var sender = 0; sender < AT_ONCE; sender++) {
                var chance = new Random(seed + sender);
                senders.execute(() -> send(chance, INPUTS / AT_ONCE, code, receipt, forms, arrived, told, wrong));
            }
        }
        assertThat(wrong.stream().limit(5).toList()).isEmpty();
        var read = 0;
        for (var one : told.entrySet()) {
            var page = HtmlUtils.htmlUnescape(come(one.getKey(), "", "").body()).replaceAll("\\s+", " ");
            for (var words : one.getValue()) {
                assertThat(page).as(one.getKey()).contains(words);
                read++;
            }
        }
        assertThat(read).isPositive();
        System.out.printf(
                "%d hostile inputs to the public pages; %d were answered as told, in %d conversations; of %d texts that"
                        + " can be told apart each stands there.%n",
                INPUTS, arrived.get(), told.size(), read);
        assertThat(count("select count(*) from voice_conversation") - before)
                .isGreaterThanOrEqualTo(Math.min(arrived.get(), 1));
        assertThat(come(receipt, "", "").body()).contains("A conversation that hostile input is thrown at.");
    }

    private void send(
            Random chance,
            int times,
            String code,
            String receipt,
            List<String> forms,
            AtomicInteger arrived,
            Map<String, Set<String>> told,
            java.util.Queue<String> wrong) {
        try (var line = new Line(port)) {
            for (var number = 0; number < times && wrong.size() < 20; number++) {
                var sent = input(chance, code, receipt, forms);
                var answer = line.ask(sent.bytes());
                if (answer.status() >= 500 || answer.status() < 200) {
                    wrong.add(answer.status() + " for " + sent.what());
                }
                if (answer.body().contains("<script>alert") || answer.body().contains("<img src=x")) {
                    wrong.add("came back as markup: " + sent.what());
                }
                if (answer.body().contains("<li translate=\"no\">")) {
                    arrived.incrementAndGet();
                    var kept = WORD.matcher(answer.body())
                            .results()
                            .map(word -> word.group(1))
                            .collect(joining(" "));
                    var texts = told.computeIfAbsent(kept, each -> ConcurrentHashMap.newKeySet());
                    if (!sent.words().isEmpty()) {
                        texts.add(sent.words());
                    }
                }
            }
        } catch (IOException | RuntimeException problem) {
            wrong.add(String.valueOf(problem));
        }
    }

    private static Sent input(Random chance, String code, String receipt, List<String> forms) {
        var post = chance.nextInt(4) > 0;
        var path = path(chance, code);
        var body = post ? body(chance, receipt, forms) : "";
        var query = chance.nextInt(4) == 0 ? "?" + body(chance, receipt, forms) : "";
        var head = new StringBuilder()
                .append(post ? "POST " : chance.nextInt(20) == 0 ? "HEAD " : "GET ")
                .append(path)
                .append(query.length() > 6_000 ? query.substring(0, 6_000).replaceFirst("%.?$", "") : query)
                .append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (var header = chance.nextInt(4); header > 0; header--) {
            head.append(HEADERS.get(chance.nextInt(HEADERS.size())))
                    .append(": ")
                    .append(visible(text(chance)))
                    .append("\r\n");
        }
        if (post) {
            head.append("Content-Type: ")
                    .append(
                            chance.nextInt(20) == 0
                                    ? List.of("text/plain", "application/json", "multipart/form-data; boundary=x", "x")
                                            .get(chance.nextInt(4))
                                    : "application/x-www-form-urlencoded")
                    .append("\r\nContent-Length: ")
                    .append(body.getBytes(StandardCharsets.ISO_8859_1).length)
                    .append("\r\n");
        }
        head.append("\r\n").append(body);
        var text = head.toString();
        return new Sent(
                text.getBytes(StandardCharsets.ISO_8859_1),
                text.length() > 400 ? text.substring(0, 400) : text,
                query.isEmpty() ? certain(body) : "");
    }

    /** The words of a body that has them once, where a page shows them as they are but for their spaces. */
    private static String certain(String body) {
        var found =
                Pattern.compile("(?:^|&)words=([^&]*)").matcher(body).results().toList();
        if (found.size() != 1) {
            return "";
        }
        var words = URLDecoder.decode(found.getFirst().group(1), StandardCharsets.UTF_8);
        return words.matches("[\\x20-\\x7e]{1,500}") ? words.strip().replaceAll("\\s+", " ") : "";
    }

    private static String path(Random chance, String code) {
        return switch (chance.nextInt(9)) {
            case 0 -> "/tell";
            case 1, 2, 3 -> "/tell/" + code;
            case 4, 5 -> "/tell/" + code + "/words";
            case 6 -> "/tell/lesson/" + (chance.nextBoolean() ? "bcdfgh" : enc(text(chance)));
            case 7 -> "/t/" + enc(cut(text(chance)));
            default -> "/tell/" + enc(cut(text(chance))) + (chance.nextBoolean() ? "/words" : "/help");
        };
    }

    private static String body(Random chance, String receipt, List<String> forms) {
        var body = new StringBuilder();
        if (chance.nextInt(3) == 0) {
            body.append("step=write&")
                    .append(forms.get(chance.nextInt(forms.size())))
                    .append("&words=")
                    .append(enc(text(chance)));
        }
        if (chance.nextInt(4) == 0) {
            body.append("&receipt=").append(enc(receipt));
        }
        for (var fields = chance.nextInt(8); fields > 0; fields--) {
            var name = chance.nextInt(12) == 0 ? enc(cut(text(chance))) : FIELDS.get(chance.nextInt(FIELDS.size()));
            var value = chance.nextBoolean() ? KNOWN.get(chance.nextInt(KNOWN.size())) : text(chance);
            body.append('&').append(name).append('=').append(enc(value));
        }
        if (chance.nextInt(15) == 0) {
            body.append(List.of("&%", "&%zz=1", "=&=&", "&words=%ff%fe%80", "&a[]=1&a[0]=2", "&words=%00%01%1f", ";;;")
                    .get(chance.nextInt(7)));
        }
        return body.toString();
    }

    private static String text(Random chance) {
        return switch (chance.nextInt(12)) {
            case 0 -> MARK;
            case 1 -> "' or 1=1; drop table voice_message; --";
            case 2 -> "${jndi:ldap://x}{{7*7}}#{T(java.lang.Runtime)}%s%n{0}{1,choice,}";
            case 3 -> "../../../../etc/passwd\\..\\..";
            case 4 -> "\u0000\u0001\u001f\ud800 \udfff\ufeff\u202e\u2028";
            case 5 -> "x".repeat(chance.nextInt(200));
            case 6 -> "ﷺ".repeat(chance.nextInt(40)) + "👨‍👩‍👧‍👦é";
            case 7 -> "acorn ".repeat(chance.nextInt(12));
            case 8 -> String.valueOf(chance.nextLong());
            case 9 -> chance.nextInt(60) == 0 ? "y".repeat(11_000) : "]]>--><!--";
            case 10 -> {
                var any = new StringBuilder();
                for (var letters = chance.nextInt(30); letters > 0; letters--) {
                    any.append((char) chance.nextInt(0x10000));
                }
                yield any.toString();
            }
            default -> "\r\nSet-Cookie: a=b\r\n\r\n<html>";
        };
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) : text;
    }

    /** A header's value: what a line may hold. */
    private static String visible(String text) {
        var line = text.replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() > 1_000 ? line.substring(0, 1_000) : line;
    }

    private static String enc(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Answer(int status, String body) {}

    /** A connection of our own, which sends what no client library would, and is opened anew where the server closed it. */
    private static final class Line implements AutoCloseable {
        private final int port;
        private Socket socket;

        Line(int port) throws IOException {
            this.port = port;
            socket = connect();
        }

        private Socket connect() throws IOException {
            var fresh = new Socket("127.0.0.1", port);
            fresh.setSoTimeout(60_000);
            fresh.setTcpNoDelay(true);
            return fresh;
        }

        Answer ask(byte[] request) throws IOException {
            try {
                return once(request);
            } catch (IOException closed) {
                socket.close();
                socket = connect();
                return once(request);
            }
        }

        private Answer once(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            var in = socket.getInputStream();
            var head = new ByteArrayOutputStream();
            var end = 0;
            while (end != 0x0d0a0d0a) {
                var next = in.read();
                if (next < 0) {
                    throw new IOException("closed");
                }
                head.write(next);
                end = (end << 8) | next;
            }
            var lines = head.toString(StandardCharsets.ISO_8859_1);
            var status = Integer.parseInt(lines.substring(9, 12));
            var low = lines.toLowerCase(java.util.Locale.ROOT);
            var body = "";
            if (!new String(request, 0, 5, StandardCharsets.ISO_8859_1).startsWith("HEAD")) {
                body = low.contains("transfer-encoding: chunked") ? chunks() : sized(low);
            }
            if (low.contains("connection: close")) {
                socket.close();
                socket = connect();
            }
            return new Answer(status, body);
        }

        private String sized(String head) throws IOException {
            var at = head.indexOf("content-length:");
            var length = at < 0
                    ? 0
                    : Integer.parseInt(
                            head.substring(at + 15, head.indexOf('\r', at)).strip());
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
        }

        private String chunks() throws IOException {
            var whole = new ByteArrayOutputStream();
            var in = socket.getInputStream();
            while (true) {
                var line = new StringBuilder();
                for (var next = in.read(); next != '\n'; next = in.read()) {
                    if (next < 0) {
                        throw new IOException("closed");
                    }
                    line.append((char) next);
                }
                var length = Integer.parseInt(line.toString().strip(), 16);
                whole.write(in.readNBytes(length));
                in.readNBytes(2);
                if (length == 0) {
                    return whole.toString(StandardCharsets.UTF_8);
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
