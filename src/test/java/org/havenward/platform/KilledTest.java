package org.havenward.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.havenward.Havenward;
import org.havenward.access.Accounts;
import org.havenward.access.ApiTokens;
import org.havenward.access.Gate;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.SchoolId;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The real application in a process of its own and its real database, killed twenty times while people raise concerns:
 * nothing that was acknowledged is lost, nothing is there twice, and the sealed log is whole (safety rules 2 and 7).
 */
class KilledTest {
    private static final int ROUNDS = 20;
    private static final int WRITERS = 4;
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");
    private static final Random CHANCE = new Random(20_261_123);

    private final Path data = TestData.durable("killed");
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, UUID> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger answersThatContradict = new AtomicInteger();
    private final AtomicInteger tried = new AtomicInteger();

    private record Ground(DistrictId district, SchoolId school, String token) {}

    @Test
    void twenty_kills_under_load_lose_nothing_that_was_acknowledged() throws Exception {
        var ground = layGround();
        var port = freePort();
        var stop = new AtomicBoolean();
        var writers = new ArrayList<Thread>();
        var app = start(port);
        try {
            awaitWell(port, app);
            for (var writer = 0; writer < WRITERS; writer++) {
                writers.add(Thread.ofPlatform().start(() -> write(port, ground, stop)));
            }
            for (var round = 0; round < ROUNDS; round++) {
                var before = acknowledged.size();
                awaitMore(before + 5);
                Thread.sleep(CHANCE.nextInt(50, 600));
                if (round % 2 == 0) {
                    app.destroyForcibly().waitFor();
                    if (round % 4 == 0) {
                        TestData.kill(data);
                    }
                    app = start(port);
                } else {
                    TestData.kill(data);
                }
                awaitWell(port, app);
            }
            awaitMore(acknowledged.size() + 5);
        } finally {
            stop.set(true);
            for (var writer : writers) {
                writer.join(Duration.ofSeconds(60));
            }
            app.destroy();
            if (!app.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)) {
                app.destroyForcibly();
            }
            TestData.kill(data);
        }

        assertThat(answersThatContradict)
                .as("a repeated submission answered with another record")
                .hasValue(0);
        try (var house = house()) {
            var kept = DistrictScope.call(
                    ground.district,
                    () -> house.getBean(TransactionTemplate.class)
                            .execute(status -> house.getBean(JdbcClient.class)
                                    .sql("select id from concern")
                                    .query(UUID.class)
                                    .set()));
            assertThat(kept).as("what was acknowledged").containsAll(acknowledged.values());
            assertThat(acknowledged.values())
                    .as("records of " + tried + " submissions")
                    .doesNotHaveDuplicates();
            assertThat(kept.size()).as("no record but those of a submission").isLessThanOrEqualTo(tried.get());
        }
        assertThat(Commands.run(Havenward.class, "audit", "verify", "--data", data.toString()))
                .as("audit verify")
                .isZero();
        System.out.println(ROUNDS + " kills, " + acknowledged.size() + " concerns acknowledged, none lost");
    }

    private ConfigurableApplicationContext house() {
        return new SpringApplicationBuilder(Havenward.class)
                .web(WebApplicationType.NONE)
                .initializers(new WithoutPages())
                .run("--havenward.data=" + data, "--spring.main.log-startup-info=false");
    }

    private Ground layGround() {
        try (var house = house()) {
            var district = house.getBean(Districts.class)
                    .create("Harborview", "AZ", "America/Phoenix")
                    .id();
            return DistrictScope.call(
                    district,
                    () -> Objects.requireNonNull(
                            house.getBean(TransactionTemplate.class).execute(status -> people(house, district))));
        }
    }

    private static Ground people(ConfigurableApplicationContext house, DistrictId district) {
        var school = new SchoolId(UUID.randomUUID());
        house.getBean(JdbcClient.class)
                .sql("insert into school (district_id, id, name) values (havenward_district(), ?, 'Quay Middle')")
                .param(school.value())
                .update();
        var driver = house.getBean(Directory.class).addStaff("Rosa", "Duran", "Bus driver", List.of(school));
        house.getBean(Accounts.class).create(null, driver, "rosa.duran@harborview.example");
        var viewer = Objects.requireNonNull(house.getBean(Gate.class).asOf(driver));
        return new Ground(district, school, house.getBean(ApiTokens.class).make(viewer, "kill test", 1));
    }

    private Process start(int port) throws IOException {
        var classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        Havenward.class.getName(),
                        "serve",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("app.log").toFile()))
                .start();
    }

    private void write(int port, Ground ground, AtomicBoolean stop) {
        while (!stop.get()) {
            var key = UUID.randomUUID().toString();
            tried.incrementAndGet();
            var body = """
                    {"schoolId":"%s","studentDescription":"A tall student in a green coat","narrative":"Test %s",\
                    "observedAt":"%s","immediateDanger":false}""".formatted(
                            ground.school.value(), key, java.time.Instant.now().minusSeconds(600));
            while (!stop.get() && !submit(port, ground.token, key, body)) {
                pause(100);
            }
            // Once more with the same key, as an impatient client does: the same record must come back.
            if (CHANCE.nextInt(4) == 0 && !stop.get()) {
                submit(port, ground.token, key, body);
            }
        }
    }

    private boolean submit(int port, String token, String key, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/concerns"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 400 || response.statusCode() == 401 || response.statusCode() == 422) {
                throw new AssertionError(response.statusCode() + " " + response.body());
            }
            var id = ID.matcher(response.body());
            if (response.statusCode() / 100 != 2 || !id.find()) {
                return false;
            }
            var record = UUID.fromString(id.group(1));
            var before = acknowledged.putIfAbsent(key, record);
            if (before != null && !before.equals(record)) {
                answersThatContradict.incrementAndGet();
            }
            return true;
        } catch (IOException killed) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void awaitMore(int count) {
        await(() -> acknowledged.size() >= count, "no concern was acknowledged");
    }

    private void awaitWell(int port, Process app) {
        await(
                () -> {
                    if (!app.isAlive()) {
                        throw new AssertionError("The application ended; see " + data.resolve("app.log"));
                    }
                    try {
                        return http.send(
                                                HttpRequest.newBuilder(
                                                                URI.create("http://127.0.0.1:" + port + "/health"))
                                                        .timeout(Duration.ofSeconds(10))
                                                        .build(),
                                                HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200;
                    } catch (IOException notYet) {
                        return false;
                    }
                },
                "the application did not get well");
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private void await(Condition condition, String otherwise) {
        var giveUp = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        try {
            while (!condition.holds()) {
                if (System.nanoTime() > giveUp) {
                    throw new AssertionError(otherwise + "; see " + data.resolve("app.log"));
                }
                Thread.sleep(50);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
