package org.havenward.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.havenward.platform.Settings.Credentials;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, on this machine only. Its data is in {@code DATA/postgresql}. Every Havenward process on
 * the same data folder uses the same server: the first starts it, the last stops it, and each brings it back when it dies.
 * A server that outlived a killed Havenward is taken over as it is.
 */
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STUCK = Duration.ofSeconds(20);
    private static final Duration RECOVERY = Duration.ofMinutes(10);
    private static final String DATABASE = "havenward";

    private static final Map<Path, EmbeddedPostgres> OPEN = new HashMap<>();

    private final Path home;
    private final Path cluster;
    private final Path log;
    private final PostgresPrograms programs;
    private final PostgresUser user;
    private final DatabaseSecrets secrets;
    private final FileChannel startChannel;
    private final FileChannel usersChannel;
    private final FileLock usersLock;
    private final ReentrantLock inThisProcess = new ReentrantLock();
    private final Thread watch;
    private int users = 1;
    private volatile boolean closed;
    private volatile int port;
    private volatile @Nullable ProcessHandle server;

    private EmbeddedPostgres(Path home, @Nullable Path cache, PostgresUser user) throws IOException {
        this.home = home;
        this.user = user;
        this.cluster = home.resolve("postgresql");
        this.log = home.resolve("postgresql.log");
        PrivateFiles.makeFolder(home);
        this.programs = PostgresPrograms.unpacked(user.letIn(home, cache), home);
        this.secrets = DatabaseSecrets.readOrMake(home.resolve("database.passwords"), Files.isDirectory(cluster));
        this.startChannel = lockFile("postgresql.start.lock");
        this.usersChannel = lockFile("postgresql.users.lock");
        FileLock shared;
        try (var _starting = startChannel.lock()) {
            shared = usersChannel.lock(0, Long.MAX_VALUE, true);
            makeClusterWhereMissing();
            bringUp();
            prepare();
        }
        this.usersLock = shared;
        this.watch = Thread.ofPlatform().daemon().name("postgresql-watch").start(this::watch);
    }

    static EmbeddedPostgres open(Path home, @Nullable Path cache) {
        return open(home, cache, PostgresUser.find());
    }

    static EmbeddedPostgres open(Path home, @Nullable Path cache, PostgresUser user) {
        var place = home.toAbsolutePath().normalize();
        try {
            synchronized (OPEN) {
                var open = OPEN.get(place);
                if (open == null) {
                    open = new EmbeddedPostgres(place, cache, user);
                    OPEN.put(place, open);
                } else {
                    open.users++;
                }
                return open;
            }
        } catch (IOException problem) {
            throw new StartupException("The built-in database cannot start: " + problem.getMessage(), problem);
        }
    }

    /** Where it listens; asked for each new connection, since a server that was brought back may listen elsewhere. */
    String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Credentials owner() {
        return secrets.owner();
    }

    Credentials app() {
        return secrets.app();
    }

    /** The server's process; for tests that kill it. */
    long pid() {
        var handle = server;
        return handle == null ? -1 : handle.pid();
    }

    private FileChannel lockFile(String name) throws IOException {
        return FileChannel.open(
                home.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void makeClusterWhereMissing() throws IOException {
        if (Files.isDirectory(cluster)) {
            return;
        }
        LOG.info("Making the database in {}", cluster);
        var half = home.resolve("postgresql.half");
        Folders.delete(half);
        PrivateFiles.makeFolder(half);
        var password = home.resolve("postgresql.password");
        PrivateFiles.write(password, secrets.superuser().password() + "\n");
        try {
            user.give(half);
            user.give(password);
            run(
                    Duration.ofMinutes(3),
                    programs.program("initdb").toString(),
                    "--pgdata=" + half,
                    "--username=" + DatabaseSecrets.SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions");
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(half, cluster, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.forceFolder(home);
    }

    /** Attaches to the server that runs, or starts it; the caller holds the start lock. */
    private void bringUp() throws IOException {
        var began = System.nanoTime();
        String lastWord = "";
        while (true) {
            var waited = Duration.ofNanos(System.nanoTime() - began);
            var file = PidFile.read(cluster);
            if (file != null && file.runs(cluster)) {
                if (file.port() > 0 && answers(file.port())) {
                    takeOn(file);
                    return;
                }
                if (waited.compareTo(file.recovers() ? RECOVERY : STUCK) > 0) {
                    LOG.warn("The database server runs but does not answer; stopping it, which loses nothing");
                    stop("immediate");
                    began = System.nanoTime();
                }
                pause(100);
                continue;
            }
            if (waited.compareTo(PATIENCE) > 0) {
                throw new StartupException("The database did not start: " + lastWord + " Its log is " + log + ".");
            }
            if (file != null) {
                // Left by a server that was killed; its number may by now be another program's, which would keep
                // PostgreSQL
                // from starting.
                Files.deleteIfExists(cluster.resolve("postmaster.pid"));
            }
            lastWord = start();
            if (lastWord.isEmpty()) {
                return;
            }
            LOG.warn("The database did not start yet: {}", lastWord);
            pause(300);
        }
    }

    private void takeOn(PidFile file) {
        port = file.port();
        server = ProcessHandle.of(file.pid()).orElse(null);
    }

    /** Starts the server and waits until it answers; returns an empty text, or its last words. */
    private String start() throws IOException {
        port = choosePort();
        writeConfiguration();
        turnLog();
        var logged = Files.exists(log) ? Files.size(log) : 0;
        try {
            run(
                    PATIENCE,
                    programs.program("pg_ctl").toString(),
                    "start",
                    "--silent",
                    "--no-wait",
                    "--pgdata=" + cluster,
                    "--log=" + log);
        } catch (StartupException problem) {
            return problem.getMessage() == null ? "unknown" : problem.getMessage();
        }
        var giveUp = System.nanoTime() + RECOVERY.toNanos();
        var sawProcess = false;
        var began = System.nanoTime();
        while (System.nanoTime() < giveUp) {
            var file = PidFile.read(cluster);
            var runs = file != null && file.runs(cluster);
            sawProcess |= runs;
            if (file != null && runs && file.port() > 0 && answers(file.port())) {
                takeOn(file);
                PrivateFiles.write(home.resolve("postgresql.port"), Integer.toString(port));
                return "";
            }
            if (!runs && (sawProcess || System.nanoTime() - began > 2_000_000_000L)) {
                return lastWords(logged);
            }
            pause(20);
        }
        return lastWords(logged);
    }

    private String lastWords(long from) throws IOException {
        if (!Files.exists(log)) {
            return "it said nothing.";
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var begin = Math.max(from, file.length() - 4_000);
            file.seek(begin);
            var bytes = new byte[(int) (file.length() - begin)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("could not"))
                    .reduce((before, last) -> last)
                    .orElse("it said nothing.");
        }
    }

    private int choosePort() throws IOException {
        var kept = home.resolve("postgresql.port");
        if (port > 0 && free(port)) {
            return port;
        }
        if (Files.exists(kept)) {
            try {
                var before = Integer.parseInt(PrivateFiles.read(kept).strip());
                if (free(before)) {
                    return before;
                }
            } catch (NumberFormatException damaged) {
                LOG.debug("The kept port cannot be read; choosing another", damaged);
            }
        }
        // Below the range from which the system takes ports for outgoing connections.
        var chance = new SecureRandom();
        for (var attempt = 0; attempt < 200; attempt++) {
            var candidate = chance.nextInt(15_000, 30_000);
            if (free(candidate)) {
                return candidate;
            }
        }
        throw new IOException("no free port was found on 127.0.0.1");
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** The server's settings, written anew at each start; {@code DATA/postgresql.conf} may add to them. */
    private void writeConfiguration() throws IOException {
        var file = cluster.resolve("postgresql.conf");
        var settings = """
                # Written by Havenward at every start. Put settings of your own into %s.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                password_encryption = 'scram-sha-256'
                shared_buffers = '96MB'
                max_wal_size = '1GB'
                wal_compression = on
                random_page_cost = 1.1
                jit = off
                timezone = 'UTC'
                lc_messages = 'C'
                datestyle = 'ISO'
                # No values in the log: they may be about a child.
                log_timezone = 'UTC'
                log_statement = 'none'
                log_min_error_statement = 'panic'
                log_error_verbosity = 'terse'
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                include_if_exists '%s'
                """.formatted(home.resolve("postgresql.conf"), port, home.resolve("postgresql.conf"));
        Files.writeString(file, settings);
        user.give(file);
        if (!Files.exists(log)) {
            PrivateFiles.write(log, "");
        }
        user.give(log);
    }

    private void turnLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > 10_000_000) {
            Files.move(log, home.resolve("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.write(log, "");
            user.give(log);
        }
    }

    private boolean answers(int candidate) {
        try (var connection = connect("jdbc:postgresql://127.0.0.1:" + candidate + "/postgres");
                var statement = connection.createStatement();
                var answer = statement.executeQuery("show data_directory")) {
            return answer.next() && Files.isSameFile(Path.of(answer.getString(1)), cluster);
        } catch (SQLException | IOException notYet) {
            return false;
        }
    }

    private Connection connect(String url) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", secrets.superuser().user());
        properties.setProperty("password", secrets.superuser().password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("sslmode", "disable");
        return DriverManager.getConnection(url, properties);
    }

    /** Makes the database and its two roles where they are missing. Neither role is a superuser; the application owns nothing. */
    private void prepare() throws IOException {
        try (var connection = connect(url("postgres"));
                var statement = connection.createStatement()) {
            for (var role : List.of(secrets.owner(), secrets.app())) {
                try (var found =
                        statement.executeQuery("select 1 from pg_roles where rolname = '" + role.user() + "'")) {
                    if (found.next()) {
                        continue;
                    }
                }
                statement.execute("create role " + role.user()
                        + " login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password '"
                        + role.password() + "'");
            }
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE + " owner " + DatabaseSecrets.OWNER);
            statement.execute("revoke all on database " + DATABASE + " from public");
            statement.execute("grant connect on database " + DATABASE + " to " + DatabaseSecrets.APP);
            statement.execute("revoke connect on database postgres from public");
        } catch (SQLException problem) {
            throw new IOException("the roles cannot be made: " + problem.getMessage(), problem);
        }
    }

    /** Brings the server back when it dies under us. */
    private void watch() {
        while (!closed) {
            try {
                Thread.sleep(100);
                var handle = server;
                if (closed || (handle != null && PidFile.alive(handle))) {
                    continue;
                }
                LOG.warn("The database server is gone; starting it again");
                inThisProcess.lock();
                try (var _starting = startChannel.lock()) {
                    if (!closed) {
                        bringUp();
                        LOG.info("The database server is back");
                    }
                } finally {
                    inThisProcess.unlock();
                }
            } catch (InterruptedException stop) {
                return;
            } catch (IOException | RuntimeException problem) {
                LOG.error("The database server could not be started: {}", problem.getMessage());
                pause(1_000);
            }
        }
    }

    /** Stops the server, unless someone else in this process or another Havenward process still uses it. */
    @Override
    public void close() {
        synchronized (OPEN) {
            if (closed || --users > 0) {
                return;
            }
            closed = true;
            OPEN.remove(home);
            release();
        }
    }

    private void release() {
        watch.interrupt();
        inThisProcess.lock();
        try (var _starting = startChannel.lock()) {
            usersLock.release();
            var last = usersChannel.tryLock();
            if (last != null) {
                stopSurely();
                last.release();
            }
        } catch (IOException | StartupException problem) {
            LOG.warn("The database server was not stopped: {}", problem.getMessage());
        } finally {
            inThisProcess.unlock();
            closeQuietly(usersChannel);
            closeQuietly(startChannel);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException problem) {
            LOG.debug("A lock file was not closed", problem);
        }
    }

    /** In good order, or, where that cannot be (a full disk), at once: the next start recovers what was committed. */
    private void stopSurely() throws IOException {
        try {
            stop("fast");
        } catch (StartupException stuck) {
            LOG.warn("The database server does not stop in good order; stopping it at once, which loses nothing");
            stop("immediate");
        }
    }

    private void stop(String mode) throws IOException {
        var file = PidFile.read(cluster);
        if (file == null || !file.runs(cluster)) {
            return;
        }
        run(
                PATIENCE,
                programs.program("pg_ctl").toString(),
                "stop",
                "--silent",
                "--pgdata=" + cluster,
                "--mode=" + mode,
                "--timeout=20");
    }

    private void run(Duration limit, String... command) throws IOException {
        var output = Files.createTempFile(home, "postgresql", ".out");
        try {
            var builder = new ProcessBuilder(PostgresUser.join(user.prefix(), List.of(command)))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("TZ", "UTC");
            var process = builder.start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new StartupException(
                        Path.of(command[0]).getFileName() + " took more than " + limit.toSeconds() + " seconds.");
            }
            if (process.exitValue() != 0) {
                throw new StartupException(Path.of(command[0]).getFileName() + " failed: "
                        + Files.readString(output).strip());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What {@code postmaster.pid} says. */
    record PidFile(long pid, int port, String state) {
        static @Nullable PidFile read(Path cluster) {
            try {
                var lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
                if (lines.isEmpty()) {
                    return new PidFile(0, 0, "");
                }
                var port = lines.size() > 3 && !lines.get(3).isBlank()
                        ? Integer.parseInt(lines.get(3).strip())
                        : 0;
                return new PidFile(
                        Math.abs(Long.parseLong(lines.getFirst().strip())),
                        port,
                        lines.size() > 7 ? lines.get(7).strip() : "");
            } catch (java.nio.file.NoSuchFileException none) {
                return null;
            } catch (NumberFormatException damaged) {
                return new PidFile(0, 0, "");
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
        }

        boolean recovers() {
            return state.equals("starting");
        }

        /** Whether that process lives and is a server on this data, and not another program that came to its number. */
        boolean runs(Path cluster) {
            return pid > 0
                    && ProcessHandle.of(pid)
                            .filter(PidFile::alive)
                            .filter(handle -> commandLine(handle).contains(cluster.toString()))
                            .isPresent();
        }

        private static String commandLine(ProcessHandle handle) {
            try {
                var proc = Path.of("/proc", Long.toString(handle.pid()), "cmdline");
                if (Files.exists(proc)) {
                    return new String(Files.readAllBytes(proc), StandardCharsets.UTF_8);
                }
            } catch (IOException gone) {
                return "";
            }
            return handle.info()
                    .commandLine()
                    .orElseGet(() -> handle.info().command().orElse(""));
        }

        /** Alive, and not a dead process that nobody has fetched yet (as under a container's first process). */
        static boolean alive(ProcessHandle handle) {
            if (!handle.isAlive()) {
                return false;
            }
            try {
                var stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
                if (!Files.exists(stat)) {
                    return true;
                }
                var text = Files.readString(stat, StandardCharsets.ISO_8859_1);
                return !text.substring(text.lastIndexOf(')') + 1).stripLeading().startsWith("Z");
            } catch (IOException gone) {
                return false;
            }
        }
    }
}
