package org.havenward.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.havenward.platform.Settings.Credentials;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The built-in database lives through what happens to machines. */
class EmbeddedPostgresTest {
    private static Connection connect(EmbeddedPostgres server, Credentials as) throws SQLException {
        return DriverManager.getConnection(server.url(), as.user(), as.password());
    }

    private static void write(EmbeddedPostgres server, int value) throws SQLException {
        try (var connection = connect(server, server.owner());
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (value int)");
            statement.execute("insert into kept values (" + value + ")");
        }
    }

    private static int sum(EmbeddedPostgres server) throws SQLException {
        try (var connection = connect(server, server.owner());
                var statement = connection.createStatement();
                var answer = statement.executeQuery("select sum(value) from kept")) {
            answer.next();
            return answer.getInt(1);
        }
    }

    private static int sumWhenBack(EmbeddedPostgres server) throws Exception {
        var giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try {
                return sum(server);
            } catch (SQLException notYet) {
                if (System.nanoTime() > giveUp) {
                    throw notYet;
                }
                Thread.sleep(100);
            }
        }
    }

    @Test
    void data_outlives_restarts_a_stale_pid_file_and_killed_servers() throws Exception {
        var data = TestData.durable("restarts");
        long first;
        try (var server = EmbeddedPostgres.open(data, null)) {
            write(server, 1);
            first = server.pid();
            for (var secret : new String[] {"database.passwords"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                        .isEqualTo("rw-------");
            }
        }
        assertThat(ProcessHandle.of(first).filter(EmbeddedPostgres.PidFile::alive))
                .isEmpty();

        // A file left behind, whose number is now another program's (this test's own).
        var stale = data.resolve("postgresql/postmaster.pid");
        Files.writeString(
                stale,
                ProcessHandle.current().pid() + "\n" + data.resolve("postgresql")
                        + "\n1700000000\n5432\n\n127.0.0.1\n");
        try (var server = EmbeddedPostgres.open(data, null)) {
            assertThat(sum(server)).isEqualTo(1);
            write(server, 2);
            kill(server.pid());
            assertThat(sumWhenBack(server)).isEqualTo(3);
        }

        // Nothing of use in the file.
        Files.writeString(stale, "");
        try (var server = EmbeddedPostgres.open(data, null)) {
            assertThat(sum(server)).isEqualTo(3);
        }
    }

    @Test
    void two_users_share_one_server_and_the_last_stops_it() throws Exception {
        var data = TestData.quick("shared");
        var one = EmbeddedPostgres.open(data, null);
        var other = EmbeddedPostgres.open(data, null);
        var pid = one.pid();
        one.close();
        write(other, 5);
        assertThat(sum(other)).isEqualTo(5);
        other.close();
        assertThat(ProcessHandle.of(pid).filter(EmbeddedPostgres.PidFile::alive))
                .isEmpty();
    }

    @Test
    void it_also_runs_as_an_ordinary_user_where_we_are_root() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        var data = Files.createTempDirectory(Path.of("/tmp"), "havenward-user");
        try (var server = EmbeddedPostgres.open(data, null, new PostgresUser.Other(65_534, 65_534))) {
            write(server, 7);
            assertThat(sum(server)).isEqualTo(7);
            assertThat(Files.getAttribute(Path.of("/proc/" + server.pid()), "unix:uid"))
                    .isEqualTo(65_534);
        } finally {
            Folders.delete(data);
        }
    }

    @Test
    void passwords_that_are_gone_are_not_made_anew() throws Exception {
        var data = TestData.quick("passwords");
        EmbeddedPostgres.open(data, null).close();
        Files.delete(data.resolve("database.passwords"));
        assertThatThrownBy(() -> EmbeddedPostgres.open(data, null))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("Put it back from the backup");
    }

    @Test
    void a_full_disk_refuses_writes_and_keeps_what_was_acknowledged() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to mount a small disk");
        var disk = Files.createTempDirectory(Path.of("/tmp"), "havenward-disk");
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=120m,mode=700", "tmpfs", disk.toString()) == 0,
                "a small disk cannot be mounted here");
        try {
            Files.writeString(
                    Files.createDirectory(disk.resolve("data")).resolve("postgresql.conf"), "max_wal_size = '64MB'\n");
            var acknowledged = 0;
            var cache = Path.of(System.getProperty("user.home"), ".cache", "havenward");
            try (var server = EmbeddedPostgres.open(disk.resolve("data"), cache)) {
                write(server, 0);
                var full = false;
                for (var each = 0; each < 2_000 && !full; each++) {
                    try (var connection = connect(server, server.owner());
                            var statement = connection.createStatement()) {
                        statement.execute("create table if not exists ballast (id int, text text storage external)");
                        statement.execute("insert into ballast select " + each + ", string_agg(md5(g::text), '')"
                                + " from generate_series(1, 30000) g");
                        acknowledged++;
                    } catch (SQLException noSpace) {
                        full = true;
                    }
                }
                assertThat(full).isTrue();
            }
            try {
                assertThat(run("mount", "-o", "remount,size=400m", disk.toString()))
                        .isZero();
                try (var server = EmbeddedPostgres.open(disk.resolve("data"), cache);
                        var connection = connect(server, server.owner());
                        var statement = connection.createStatement();
                        var answer = statement.executeQuery("select count(*) from ballast")) {
                    answer.next();
                    assertThat(answer.getInt(1)).isGreaterThanOrEqualTo(acknowledged);
                }
            } finally {
                TestData.kill(disk.resolve("data"));
            }
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void kill(long pid) {
        var server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }
}
