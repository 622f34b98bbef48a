package org.havenward.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.havenward.platform.OwnerAccess;

/**
 * Concerns a second over HTTP, complete (validation, encryption, audit, notice), at 1, 8, and 32 clients, held against the
 * same rows written by plain inserts.
 */
final class Intake {
    private static final int[] CLIENTS = {1, 8, 32};
    /** A server that has been up for a while is what is measured: half a minute of work, so that it is compiled. */
    private static final int WARM_UP = 8_000;

    private static final String NARRATIVE =
            "On the afternoon bus the student got a call, went quiet, and asked to be let off two stops early. "
                    + "A car was waiting there. The same car waited last Thursday. The student has had a second phone "
                    + "since October and sleeps through most of the ride. I did not ask about it.";

    private Intake() {}

    static void run(int callsEach) throws Exception {
        var house = new BenchHouse();
        var people = house.inside(context -> house.people(context, 1));
        long mark = house.inside(context -> mark(context));
        var overHttp = new LinkedHashMap<Integer, Load.Outcome>();
        house.serve().close(); // the first start of a build, which makes the cache of classes for the others
        try (var server = house.serve()) {
            Load.run(8, WARM_UP / 8, () -> poster(server, people));
            for (int clients : CLIENTS) {
                var outcome = Load.run(clients, callsEach, () -> poster(server, people));
                overHttp.put(clients, outcome);
                System.out.println(outcome.line("concerns over HTTP"));
            }
            // What follows a concern (notices) is part of it: wait until it has caught up.
            Thread.sleep(15_000);
        }
        int concerns = WARM_UP + 41 * callsEach;
        house.inside(context -> {
            try {
                var rows = new PlainRows(OwnerAccess.owner(context));
                rows.readSince(mark);
                System.out.printf(
                        "%d concerns left %d rows in %d transactions: %s%n",
                        concerns, rows.rowCount(), rows.transactionCount(), rows.rowsByTable());
                rows.makeCopies();
                double transactionsPerConcern = rows.transactionCount() / (double) concerns;
                int part = rows.transactionCount() / 42;
                for (int clients : CLIENTS) {
                    var plain = Load.run(clients, part, rows::client);
                    double real = java.util.Objects.requireNonNull(overHttp.get(clients)).perSecond();
                    double concernsPerSecond = plain.perSecond() / transactionsPerConcern;
                    System.out.println(plain.line("transactions of plain inserts"));
                    System.out.printf(
                            "  at %d clients: %.0f concerns/s over HTTP, %.0f/s as plain rows: %.0f %%%n",
                            clients,
                            real,
                            concernsPerSecond,
                            100 * real / concernsPerSecond);
                }
                rows.dropCopies();
                return 0;
            } catch (Exception problem) {
                throw new IllegalStateException(problem);
            }
        });
    }

    private static long mark(org.springframework.context.ConfigurableApplicationContext context) {
        try {
            return PlainRows.mark(OwnerAccess.owner(context));
        } catch (java.sql.SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static Load.Client poster(BenchHouse.Server server, BenchHouse.People people) {
        var body = """
                {"schoolId":"%s","studentDescription":"Eighth grade, blue backpack, rides bus 12",\
                "narrative":"%s","observedAt":"2026-11-20T21:40:00Z","indicators":[],"immediateDanger":false}"""
                .formatted(people.schools().getFirst(), NARRATIVE);
        return () -> Line.post(
                server.uri("/api/v1/concerns"),
                Map.of(
                        "Authorization", "Bearer " + people.reporterToken(),
                        "Content-Type", "application/json",
                        "Idempotency-Key", UUID.randomUUID().toString()),
                body,
                201);
    }
}
