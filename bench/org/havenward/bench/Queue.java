package org.havenward.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.havenward.access.Accounts;
import org.havenward.district.Districts;
import org.havenward.platform.OwnerAccess;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The triage page and the search for students over HTTP, in a district with a million of each: how long one request takes
 * for a counselor of one school and for the coordinator of all. The goal is 50 ms for 99 of 100.
 */
final class Queue {
    private static final double GOAL = 50;
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");

    private Queue() {}

    private record Passwords(String counselor, String coordinator) {}

    /** Names of students who are there. */
    private record Name(String given, String family) {}

    static void run(Options options) throws Exception {
        int students = options.number("students", 1_000_000);
        int concerns = options.number("concerns", 1_000_000);
        int requests = options.number("requests", 1_000);
        var house = options.has("data") ? BenchHouse.kept(options.folder("data")) : new BenchHouse();
        if (!house.filledWith("%d students, %d concerns".formatted(students, concerns))) {
            System.out.printf(Locale.US, "Filling %s with %,d students and %,d concerns%n", house.data(), students, concerns);
            house.inside(context -> {
                try {
                    new BigDistrict(context, students, concerns).fill();
                    return true;
                } catch (java.sql.SQLException problem) {
                    throw new IllegalStateException(problem);
                }
            });
            house.noteFilled("%d students, %d concerns".formatted(students, concerns));
        }
        var names = new ArrayList<Name>();
        var passwords = house.inside(context -> {
            names.addAll(someNames(context, students));
            return firstPasswords(context);
        });
        boolean fast = true;
        try (var server = house.serve();
                var counselor = SignedInBrowser.of(server, BigDistrict.COUNSELOR, passwords.counselor());
                var coordinator = SignedInBrowser.of(server, BigDistrict.COORDINATOR, passwords.coordinator())) {
            for (var viewer : List.of(counselor, coordinator)) {
                var who = viewer == counselor ? "counselor, one school" : "coordinator, all schools";
                fast &= measure("triage page, " + who, viewer, List.of("/triage"), requests);
                fast &= measure("triage parts, pages, " + who, viewer, pages(viewer), requests);
                fast &= measure("student search, " + who, viewer, searches(names), requests);
            }
        }
        System.out.println(fast ? "Each p99 is under 50 ms." : "Not each p99 is under 50 ms.");
        if (!options.has("data")) {
            house.forget();
        }
    }

    private static boolean measure(String what, SignedInBrowser viewer, List<String> paths, int requests)
            throws Exception {
        Callable<Load.Client> client = () -> new Load.Client() {
            private int at;

            @Override
            public void call() throws Exception {
                viewer.sizeOf(paths.get(at++ % paths.size()));
            }
        };
        Load.run(1, Math.max(requests / 2, 20), client);
        var outcome = Load.run(1, requests, client);
        boolean fast = outcome.p99() < GOAL;
        System.out.println(outcome.line("%-46s".formatted(what)) + (fast ? "  under 50 ms" : "  NOT under 50 ms"));
        return fast;
    }

    /** The first page of each part, and the next one where there is one. */
    private static List<String> pages(SignedInBrowser viewer) throws Exception {
        var pages = new ArrayList<String>();
        for (var part : List.of("waiting", "overdue", "being-looked-at", "more-asked", "closed")) {
            var path = "/triage?part=" + part;
            pages.add(path);
            var next = NEXT.matcher(viewer.page(path));
            if (next.find()) {
                pages.add(next.group(1).replace("&amp;", "&"));
            }
        }
        return pages;
    }

    private static List<String> searches(List<Name> names) {
        var paths = new ArrayList<String>();
        for (int number = 0; number < names.size(); number++) {
            var typed = FictionalNames.typed(number, names.get(number).given(), names.get(number).family());
            paths.add("/api/v1/students?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
        }
        return paths;
    }

    private static List<Name> someNames(ConfigurableApplicationContext context, int students) {
        var names = new ArrayList<Name>();
        try (var connection = OwnerAccess.owner(context).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select given_name, family_name from student where sourced_id = any(array("
                        + "select 'student-' || (i * 7919::bigint %% %1$d) from generate_series(1, 1000) i))"
                                .formatted(students))) {
            while (rows.next()) {
                names.add(new Name(rows.getString(1), rows.getString(2)));
            }
        } catch (java.sql.SQLException problem) {
            throw new IllegalStateException(problem);
        }
        return names;
    }

    private static Passwords firstPasswords(ConfigurableApplicationContext context) {
        var district = context.getBean(Districts.class).all().getFirst().id();
        return BenchHouse.inTransaction(context, district, () -> {
            var accounts = context.getBean(Accounts.class);
            var fresh = new ArrayList<String>();
            for (var email : List.of(BigDistrict.COUNSELOR, BigDistrict.COORDINATOR)) {
                var staff = accounts.byEmail(email).orElseThrow();
                accounts.resetSecondFactor(null, staff);
                fresh.add(accounts.firstPassword(null, staff));
            }
            return new Passwords(fresh.getFirst(), fresh.getLast());
        });
    }
}
