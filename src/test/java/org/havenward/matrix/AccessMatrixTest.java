package org.havenward.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.Town;
import org.havenward.Visitor;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.NeedsOf;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Standing;
import org.havenward.concern.CaseDesk;
import org.havenward.district.Directory;
import org.havenward.matrix.Expected.Relation;
import org.havenward.prevention.Lessons;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint × role × own or other school × relation to the record × own or other district, over HTTP with all
 * filters. Endpoints are found in the running application, so that a new one is in the matrix from its first day; what
 * should come of each request is looked up in {@link Expected}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest extends House {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    private static final Pattern CONCERN_ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");
    private static final int AT_ONCE = 6;

    /** Pages whose handler asks for less than the record's door, which they open in one of two ways. */
    private static final Map<String, List<Need>> TWO_WAYS = Map.of();

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    @Autowired
    private Gate gate;

    @Autowired
    private CaseDesk desk;

    @Autowired
    private org.havenward.casework.Shares shares;

    @Autowired
    private org.havenward.casework.trace.Traces traces;

    @Autowired
    private Directory directory;

    @Autowired
    private Lessons lessons;

    private List<Endpoint> endpoints = List.of();
    private final Map<RecordKind, Map<Relation, RecordRef>> records = new EnumMap<>(RecordKind.class);
    private final AtomicInteger checks = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    private record Endpoint(
            String method,
            String pattern,
            Need need,
            @Nullable MatrixRecord record) {
        boolean hasVariable() {
            return pattern.contains("{");
        }

        String path(UUID first) {
            var path = VARIABLE.matcher(pattern).replaceFirst(first.toString());
            return VARIABLE.matcher(path).replaceAll(match -> UUID.randomUUID().toString());
        }

        boolean hasSecondVariable() {
            return VARIABLE.matcher(pattern).results().count() > 1;
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    @BeforeAll
    void everyRecordInEveryRelation() {
        var makers = MatrixRecords.all(desk, shares, traces, directory, lessons, this::raise);
        endpoints = endpoints(makers);
        for (var maker : makers) {
            var byRelation = new EnumMap<Relation, RecordRef>(Relation.class);
            for (var relation : relations(maker.kind())) {
                // A student is one and the same in every relation; a second one is the excluded one.
                var record = maker.kind() == RecordKind.STUDENT && relation == Relation.EXCLUDED
                        ? RecordRef.student(town().leo().value(), town().school(Person.School.QUAY))
                        : maker.make(town());
                everyone(record, relation);
                byRelation.put(relation, record);
            }
            records.put(maker.kind(), byRelation);
        }
    }

    private static List<Relation> relations(RecordKind kind) {
        return java.util.Arrays.stream(Relation.values())
                .filter(relation -> relation.fits(kind))
                .toList();
    }

    private List<Endpoint> endpoints(List<MatrixRecord> makers) {
        var found = new ArrayList<Endpoint>();
        for (var mapping : mappings) {
            mapping.getHandlerMethods().forEach((info, handler) -> {
                var methods = info.getMethodsCondition().getMethods();
                for (var pattern : info.getPatternValues()) {
                    if (pattern.contains("/gallery")) {
                        continue; // the tests' own pages
                    }
                    for (var method : methods.isEmpty() ? java.util.Set.of(RequestMethod.GET) : methods) {
                        found.add(new Endpoint(
                                method.name(),
                                pattern,
                                NeedsOf.handler(handler).orElseThrow(),
                                makers.stream()
                                        .filter(maker -> maker.fits(pattern))
                                        .findFirst()
                                        .orElse(null)));
                    }
                }
            });
        }
        found.sort(Comparator.comparing(Endpoint::toString));
        return List.copyOf(found);
    }

    private UUID raise(Town town, Person by) {
        var answer = program(town, by).postJson("/api/v1/concerns", """
                {"schoolId": "%s", "studentId": "%s", "narrative": "Someone waits at the gate and says zanzibar.",
                 "observedAt": "%s", "indicators": [], "immediateDanger": false}
                """.formatted(
                        town.school(Person.School.QUAY).value(),
                        town.maya().value(),
                        Instant.now().minus(Duration.ofHours(1))));
        var id = CONCERN_ID.matcher(answer.body());
        assertThat(id.find()).as(answer.statusCode() + " " + answer.body()).isTrue();
        return UUID.fromString(id.group(1));
    }

    /** Puts everyone into one relation to a record, whoever made it. */
    private void everyone(RecordRef record, Relation relation) {
        town().in(() -> {
            for (var person : Person.values()) {
                var staff = town().staff(person);
                for (var standing : Standing.values()) {
                    gate.dismiss(record, staff, standing);
                }
                switch (relation) {
                    case NONE -> {}
                    case REPORTER -> gate.admit(record, staff, Standing.REPORTER);
                    case TEAM -> gate.admit(record, staff, Standing.TEAM);
                    case LEAD -> {
                        gate.admit(record, staff, Standing.TEAM);
                        gate.admit(record, staff, Standing.LEAD);
                    }
                    case BREAK_GLASS ->
                        gate.admitUntil(
                                record,
                                staff,
                                Standing.BREAK_GLASS,
                                Instant.now().plus(Duration.ofHours(2)));
                    case RECIPIENT -> gate.admit(record, staff, Standing.RECIPIENT);
                    case EXCLUDED -> {
                        for (var standing : Standing.values()) {
                            if (standing.ends()) {
                                gate.admitUntil(
                                        record, staff, standing, Instant.now().plus(Duration.ofHours(2)));
                            } else {
                                gate.admit(record, staff, standing);
                            }
                        }
                        gate.exclude(record, staff, town().staff(Person.COORDINATOR_HALE));
                    }
                }
            }
            return true;
        });
    }

    @Test
    void every_endpoint_answers_each_person_as_the_table_says() throws InterruptedException {
        var start = System.nanoTime();
        try (var people = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var person : Person.values()) {
                people.execute(() -> guarded(person, () -> own(person)));
                people.execute(() -> guarded(person, () -> stranger(person)));
            }
            people.execute(() -> guarded(Person.TEACHER, this::nobody));
        }
        var withRecord =
                endpoints.stream().filter(endpoint -> endpoint.record() != null).count();
        System.out.printf(
                "Access matrix: %d requests to %d endpoints (%d of them open one record) by %d people, "
                        + "%d relations, two districts; %d s.%n",
                checks.get(),
                endpoints.size(),
                withRecord,
                Person.values().length + 1,
                Relation.values().length,
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
        assertThat(wrong).isEmpty();
        assertThat(endpoints).hasSizeGreaterThan(90);
        assertThat(checks.get()).isGreaterThan(3000);
    }

    private void guarded(Person person, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | AssertionError problem) {
            wrong.add(person + ": " + problem);
        }
    }

    private void own(Person person) {
        var visitors = new Visitors(town(), person);
        for (var endpoint : endpoints) {
            if (endpoint.need() == Need.NOTHING) {
                open(endpoint);
                continue;
            }
            var maker = endpoint.record();
            if (maker == null) {
                check(endpoint, person, visitors, UUID.randomUUID(), Expected.opens(endpoint.need(), person), "");
                continue;
            }
            for (var relation : relations(maker.kind())) {
                var record = Objects.requireNonNull(
                        Objects.requireNonNull(records.get(maker.kind())).get(relation));
                var open =
                        needs(endpoint).stream().anyMatch(need -> Expected.opens(need, person, maker.kind(), relation));
                check(endpoint, person, visitors, record.id(), open, " " + relation);
            }
        }
    }

    private static List<Need> needs(Endpoint endpoint) {
        return TWO_WAYS.getOrDefault(endpoint.toString(), List.of(endpoint.need()));
    }

    /** The same roles in another district: no record of this one is there. */
    private void stranger(Person person) {
        var visitors = new Visitors(elsewhere(), person);
        for (var endpoint : endpoints) {
            var maker = endpoint.record();
            if (maker != null && endpoint.need() != Need.NOTHING) {
                for (var relation : List.of(Relation.NONE, Relation.LEAD)) {
                    var record = Objects.requireNonNull(
                            Objects.requireNonNull(records.get(maker.kind())).get(relation));
                    check(endpoint, person, visitors, record.id(), false, " other district");
                }
            }
        }
    }

    /** Someone who is not signed in. */
    private void nobody() {
        var browser = anyone();
        browser.get("/sign-in");
        for (var endpoint : endpoints) {
            if (endpoint.need() == Need.NOTHING) {
                continue;
            }
            var maker = endpoint.record();
            var id = maker == null
                    ? UUID.randomUUID()
                    : Objects.requireNonNull(Objects.requireNonNull(records.get(maker.kind()))
                                    .get(Relation.NONE))
                            .id();
            var answer = send(browser, endpoint, endpoint.path(id));
            checks.incrementAndGet();
            if (!asksToSignIn(answer)) {
                wrong.add(endpoint + " by nobody: " + answer.statusCode());
            }
        }
    }

    /** What asks for nothing answers anyone, and never fails. */
    private void open(Endpoint endpoint) {
        if (endpoint.pattern().equals("/error")) {
            return;
        }
        var browser = anyone();
        var answer = send(browser, endpoint, endpoint.path(UUID.randomUUID()));
        checks.incrementAndGet();
        if (answer.statusCode() >= 500 || answer.statusCode() == 401 || answer.statusCode() == 403) {
            wrong.add(endpoint + " is for anyone, but answers " + answer.statusCode());
        }
    }

    private void check(Endpoint endpoint, Person person, Visitors visitors, UUID id, boolean open, String relation) {
        var visitor = endpoint.pattern().startsWith("/api/") ? visitors.program : visitors.browser;
        var answer = send(visitor, endpoint, endpoint.path(id));
        checks.incrementAndGet();
        var status = answer.statusCode();
        var told = endpoint + " by " + person + relation + ": " + status;
        if (status >= 500) {
            wrong.add(told + " is broken");
        } else if (asksToSignIn(answer)) {
            wrong.add(told + " asks to sign in");
        } else if (open && status == 403) {
            wrong.add(told + ", but is open to them");
        } else if (open && status == 404 && endpoint.record() != null && !endpoint.hasSecondVariable()) {
            wrong.add(told + ", but the record is open to them");
        } else if (!open && status != 403 && status != 404) {
            // What reads the form first may answer so too, where it says the same of a record that is not there.
            var ofNothing = send(visitor, endpoint, endpoint.path(UUID.randomUUID()));
            if (status < 400 || ofNothing.statusCode() != status) {
                wrong.add(told + ", but is not theirs");
            }
        }
    }

    private static boolean asksToSignIn(HttpResponse<String> answer) {
        return answer.statusCode() == 401
                || (answer.statusCode() == 303
                        && answer.headers().firstValue("Location").orElse("").contains("/sign-in"));
    }

    private static HttpResponse<String> send(Visitor visitor, Endpoint endpoint, String path) {
        if (endpoint.method().equals("GET")) {
            return visitor.get(path);
        }
        if (endpoint.pattern().startsWith("/api/")) {
            return visitor.send(endpoint.method(), path, endpoint.method().equals("DELETE") ? null : "{}");
        }
        return visitor.post(path, new HashMap<>());
    }

    /** A person at a browser, and a program of theirs; each with a session of its own, since some requests end it. */
    private final class Visitors {
        private final Visitor browser;
        private final Visitor program;

        private Visitors(Town town, Person person) {
            browser = as(town, person);
            browser.get("/account");
            program = program(town, person);
        }
    }

    @Test
    void no_list_count_or_search_mentions_a_record_to_who_is_excluded_from_it() {
        var hidden = List.of(
                Objects.requireNonNull(
                        Objects.requireNonNull(records.get(RecordKind.CONCERN)).get(Relation.EXCLUDED)),
                Objects.requireNonNull(
                        Objects.requireNonNull(records.get(RecordKind.CASE)).get(Relation.EXCLUDED)));
        var asked = 0;
        for (var person : Person.values()) {
            var visitors = new Visitors(town(), person);
            for (var endpoint : endpoints) {
                if (!endpoint.method().equals("GET") || endpoint.hasVariable() || endpoint.need() == Need.NOTHING) {
                    continue;
                }
                for (var query : List.of("", "?q=zanzibar", "?view=triage", "?limit=200")) {
                    var visitor = endpoint.pattern().startsWith("/api/") ? visitors.program : visitors.browser;
                    var body = visitor.get(endpoint.pattern() + query).body();
                    asked++;
                    for (var record : hidden) {
                        assertThat(body.contains(record.id().toString()))
                                .as("%s%s tells %s of a %s", endpoint, query, person, record.kind())
                                .isFalse();
                    }
                }
            }
        }
        System.out.printf("Exclusion: %d lists, counts, and searches say nothing of an excluded record.%n", asked);
        // The lists do hold what one may see, so that their silence means something.
        var shown = raise(town(), Person.BUS_DRIVER);
        assertThat(program(Person.COUNSELOR_ORTIZ)
                        .get("/api/v1/concerns?view=triage&limit=200")
                        .body())
                .contains(shown.toString());
    }
}
