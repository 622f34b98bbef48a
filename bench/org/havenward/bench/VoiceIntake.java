package org.havenward.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.havenward.platform.OwnerAccess;
import org.havenward.voice.Places;
import org.havenward.voice.Work;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Messages of students a second over HTTP, complete (limits, proof of work, receipt, encryption, concern, audit, notice), at 1,
 * 8, and 32 clients, with the proof of work checked and without any, held against the same rows written by plain inserts in the
 * same run. The proofs are found before the time is taken: they are the sender's work, not the house's.
 */
final class VoiceIntake {
    private static final int[] CLIENTS = {1, 8, 32};
    private static final int WARM_UP = 8_000;
    private static final AtomicInteger TOLD = new AtomicInteger();
    private static final Pattern SEED = Pattern.compile("name=\"seed\" value=\"([^\"]+)\"");
    private static final String WORDS =
            "My friend in eighth grade gets rides from a man after practice and he buys her things. She has a new phone and"
                    + " says I must not tell. Yesterday she cried and would not say why. Number ";

    private VoiceIntake() {}

    static void run(int callsEach) throws Exception {
        var house = new BenchHouse();
        var code = house.inside(context -> school(house, context));
        long mark = house.inside(VoiceIntake::mark);
        var withWork = new LinkedHashMap<Integer, Load.Outcome>();
        int told = WARM_UP + 2 * 41 * callsEach;
        // So that the pace of the house is measured and not that of its limits.
        var limits = Map.of("HAVENWARD_VOICE_LIMIT", "5000000", "HAVENWARD_VOICE_PAUSE", "PT0S");
        try (var server = house.serve(limits)) {
            var first = forms(server, code, WARM_UP, false);
            Load.run(8, WARM_UP / 8, () -> sender(server, code, first));
            for (boolean proof : new boolean[] {true, false}) {
                var forms = forms(server, code, 41 * callsEach, proof);
                for (int clients : CLIENTS) {
                    var outcome = Load.run(clients, callsEach, () -> sender(server, code, forms));
                    if (proof) {
                        withWork.put(clients, outcome);
                    }
                    System.out.println(outcome.line(proof ? "told, proof of work checked" : "told without proof of work"));
                }
            }
            Thread.sleep(15_000); // notices are part of it: wait until they have caught up
        }
        house.inside(context -> compare(context, mark, told, withWork));
    }

    private static int compare(
            ConfigurableApplicationContext context, long mark, int told, Map<Integer, Load.Outcome> overHttp) {
        try {
            var rows = new PlainRows(OwnerAccess.owner(context));
            rows.readSince(mark);
            System.out.printf(
                    "%d messages left %d rows in %d transactions: %s%n",
                    told, rows.rowCount(), rows.transactionCount(), rows.rowsByTable());
            rows.makeCopies();
            double each = rows.transactionCount() / (double) told;
            int part = rows.transactionCount() / 42;
            for (int clients : CLIENTS) {
                var plain = Load.run(clients, part, rows::client);
                double real = java.util.Objects.requireNonNull(overHttp.get(clients)).perSecond();
                double plainMessages = plain.perSecond() / each;
                System.out.println(plain.line("transactions of plain inserts"));
                System.out.printf(
                        "  at %d clients: %.0f messages/s over HTTP, %.0f/s as plain rows: %.0f %%%n",
                        clients, real, plainMessages, 100 * real / plainMessages);
            }
            rows.dropCopies();
            return 0;
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** A school with a counselor; gives the code of its page. */
    private static String school(BenchHouse house, ConfigurableApplicationContext context) {
        var people = house.people(context, 1);
        return BenchHouse.inTransaction(
                context,
                people.district(),
                () -> context.getBean(Places.class).ofSchools().getFirst().code());
    }

    private static long mark(ConfigurableApplicationContext context) {
        try {
            return PlainRows.mark(OwnerAccess.owner(context));
        } catch (java.sql.SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** So many forms of the page, each with its own secret, and the work done on it where it is wanted. */
    private static Queue<String> forms(BenchHouse.Server server, String code, int many, boolean proof) throws Exception {
        var forms = new ConcurrentLinkedQueue<String>();
        Load.run(2, (many + 1) / 2, () -> new Load.Client() {
            private final HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

            @Override
            public void call() throws IOException, InterruptedException {
                var page = post(http, server, code, "step=way&about=peer&way=anonymous");
                var seed = SEED.matcher(page);
                if (!seed.find()) {
                    throw new IllegalStateException("The page has no form");
                }
                var field = "seed=" + URLEncoder.encode(seed.group(1), StandardCharsets.UTF_8);
                forms.add(proof ? field + "&proof=" + proof(seed.group(1)) : field);
            }

            @Override
            public void close() {
                http.close();
            }
        });
        return forms;
    }

    private static String proof(String seed) {
        for (int number = 0; ; number++) {
            if (Work.done(seed, String.valueOf(number))) {
                return String.valueOf(number);
            }
        }
    }

    private static Load.Client sender(BenchHouse.Server server, String code, Queue<String> forms) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Load.Client() {
            @Override
            public void call() throws Exception {
                var form = java.util.Objects.requireNonNull(forms.poll());
                var words = WORDS + TOLD.incrementAndGet();
                var page = post(
                        http,
                        server,
                        code,
                        form + "&step=write&about=peer&way=anonymous&go=send&words="
                                + URLEncoder.encode(words, StandardCharsets.UTF_8));
                if (!page.contains("<li translate=\"no\">")) {
                    throw new IllegalStateException("It was not told: " + page);
                }
            }

            @Override
            public void close() {
                http.close();
            }
        };
    }

    private static String post(HttpClient http, BenchHouse.Server server, String code, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri("/tell/" + code))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
