package org.havenward.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.havenward.Havenward;
import org.havenward.access.Accounts;
import org.havenward.access.ApiTokens;
import org.havenward.access.Gate;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.OwnerAccess;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A data folder of its own with a small district in it, and the real application run on it as a process. */
final class BenchHouse {
    private final Path data;

    /** Whom the benchmarks sign in as. */
    record People(DistrictId district, List<UUID> schools, String reporterToken, String counselorToken) {}

    BenchHouse() throws IOException {
        var parent = Path.of(System.getenv().getOrDefault("HAVENWARD_DATA", "target/bench-data"))
                .toAbsolutePath();
        Files.createDirectories(parent);
        data = Files.createTempDirectory(parent, "bench-");
    }

    private BenchHouse(Path data) throws IOException {
        Files.createDirectories(data);
        this.data = data;
    }

    /** A data folder that stays, for another run of the same benchmark. */
    static BenchHouse kept(Path data) throws IOException {
        var house = new BenchHouse(data);
        try (var there = Files.list(data)) {
            if (!Files.exists(house.note()) && there.findAny().isPresent()) {
                throw new IllegalArgumentException(data + " is not empty, and no benchmark filled it");
            }
        }
        return house;
    }

    private Path note() {
        return data.resolve("bench.filled");
    }

    /** Whether an earlier run filled the folder with this. */
    boolean filledWith(String what) throws IOException {
        if (!Files.exists(note())) {
            return false;
        }
        var there = Files.readString(note()).strip();
        if (!there.equals(what)) {
            throw new IllegalArgumentException(data + " holds " + there + ", not " + what);
        }
        return true;
    }

    void noteFilled(String what) throws IOException {
        Files.writeString(note(), what + "\n");
    }

    Path data() {
        return data;
    }

    /** Takes everything away again. */
    void forget() throws IOException {
        try (var paths = Files.walk(data)) {
            for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Works on the data in this process, without web server and jobs. The server process must not be running. */
    <T> T inside(Function<ConfigurableApplicationContext, T> work) {
        try (var house = new SpringApplicationBuilder(Havenward.class)
                .web(WebApplicationType.NONE)
                // As arguments, since they have to count for more than the variables of whoever runs it.
                .run("--havenward.data=" + data, "--havenward.jobs=false", "--logging.level.root=warn")) {
            var made = work.apply(house);
            withOwner(house, BenchHouse::awaitListeners);
            return made;
        }
    }

    /** Closing the house would interrupt those who are told of what was done. */
    private static void awaitListeners(DataSource owner) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            boolean waiting = true;
            while (waiting && System.nanoTime() < until) {
                try (var rows = statement.executeQuery("select exists (select from event_publication)")) {
                    waiting = rows.next() && rows.getBoolean(1);
                }
                if (waiting) {
                    Thread.sleep(50);
                }
            }
        } catch (java.sql.SQLException problem) {
            throw new IllegalStateException(problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One district with some schools, a member of staff who raises concerns, and a counselor who reads them. */
    People people(ConfigurableApplicationContext house, int schools) {
        var district = house.getBean(Districts.class).create("Bench District", "AZ", "America/Phoenix").id();
        var ids = new java.util.ArrayList<UUID>();
        withOwner(house, owner -> {
            try (var connection = owner.getConnection();
                    var insert = connection.prepareStatement(
                            "insert into school (district_id, id, sourced_id, name) values (?, ?, ?, ?)")) {
                for (int number = 1; number <= schools; number++) {
                    var id = org.havenward.platform.Ids.next();
                    ids.add(id);
                    insert.setObject(1, district.value());
                    insert.setObject(2, id);
                    insert.setString(3, "school-" + number);
                    insert.setString(4, "School " + number);
                    insert.executeUpdate();
                }
            } catch (java.sql.SQLException problem) {
                throw new IllegalStateException(problem);
            }
        });
        var first = new SchoolId(ids.getFirst());
        var reporter = account(house, district, "Dana", "Driver", "driver@bench.example", first, null);
        var counselor =
                account(house, district, "Ada", "Ortiz", "ortiz@bench.example", first, Role.DESIGNATED_COUNSELOR);
        return new People(district, List.copyOf(ids), reporter, counselor);
    }

    private static String account(
            ConfigurableApplicationContext house,
            DistrictId district,
            String given,
            String family,
            String email,
            SchoolId school,
            @org.jspecify.annotations.Nullable Role role) {
        return inTransaction(house, district, () -> {
            var staff = house.getBean(Directory.class).addStaff(given, family, "Staff", Set.of(school));
            var accounts = house.getBean(Accounts.class);
            accounts.create(null, staff, email);
            if (role != null) {
                accounts.give(null, staff, new RoleAt(role, school), null, null);
            }
            var viewer = java.util.Objects.requireNonNull(house.getBean(Gate.class).asOf(staff));
            return house.getBean(ApiTokens.class).make(viewer, "bench", 1);
        });
    }

    static <T> T inTransaction(
            ConfigurableApplicationContext house, DistrictId district, java.util.function.Supplier<T> work) {
        var transactions = new TransactionTemplate(house.getBean(PlatformTransactionManager.class));
        return DistrictScope.call(
                district,
                () -> java.util.Objects.requireNonNull(transactions.execute(status -> work.get())));
    }

    static void withOwner(ConfigurableApplicationContext house, Consumer<DataSource> work) {
        work.accept(OwnerAccess.owner(house));
    }

    /** The product itself, as users run it. */
    Server serve() throws IOException, InterruptedException {
        return serve(java.util.Map.of());
    }

    /** The same with further settings. */
    Server serve(java.util.Map<String, String> settings) throws IOException, InterruptedException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var log = data.resolve("server.log").toFile();
        long before = System.nanoTime();
        var command = new ProcessBuilder(
                        System.getenv().getOrDefault("HAVENWARD_LAUNCHER", "./havenward"), "serve", "--port", "" + port, "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(log);
        command.environment().putAll(settings);
        var process = command.start();
        var server = new Server(process, port, before);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        server.awaitHealthy();
        return server;
    }

    /** A running server. */
    static final class Server implements AutoCloseable {
        private final Process process;
        private final int port;
        private final long startedAt;
        private double secondsToHealthy;

        Server(Process process, int port, long startedAt) {
            this.process = process;
            this.port = port;
            this.startedAt = startedAt;
        }

        URI uri(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        double secondsToHealthy() {
            return secondsToHealthy;
        }

        long pid() {
            return process.pid();
        }

        private void awaitHealthy() throws InterruptedException {
            var request = HttpRequest.newBuilder(uri("/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            try (var http = HttpClient.newHttpClient()) {
                while ((System.nanoTime() - startedAt) / 1e9 < 600) {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("The server stopped; see server.log in the data folder");
                    }
                    try {
                        if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                            secondsToHealthy = (System.nanoTime() - startedAt) / 1e9;
                            return;
                        }
                    } catch (IOException notYet) {
                        // it is still starting
                    }
                    Thread.sleep(10);
                }
            }
            throw new IllegalStateException("The server did not become healthy within ten minutes");
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
