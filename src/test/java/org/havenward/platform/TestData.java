package org.havenward.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Data folders for tests, under {@code target/}; those of test runs that are over are cleared away, servers and all. */
public final class TestData {
    private static final Path HOME = Path.of("target", "house").toAbsolutePath();

    private TestData() {}

    /** An empty data folder of this process. Its database does not wait for the disk: a test that kills it must not use this. */
    public static Path quick(String name) {
        var folder = durable(name);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("postgresql.conf"),
                    "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return folder;
    }

    /** An empty data folder of this process, with a database as in production. */
    public static synchronized Path durable(String name) {
        try {
            sweep();
            var folder = HOME.resolve(ProcessHandle.current().pid() + "-" + name);
            kill(folder);
            Folders.delete(folder);
            return folder;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void sweep() throws IOException {
        if (!Files.isDirectory(HOME)) {
            return;
        }
        // Two test processes begin at the same time: one sweeps, the other waits.
        try (var door = FileChannel.open(
                        HOME.resolve("sweep.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _held = door.lock();
                var folders = Files.list(HOME)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                var owner = folder.getFileName().toString().replaceAll("-.*", "");
                if (owner.matches("\\d+")
                        && ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                    kill(folder);
                    Folders.delete(folder);
                }
            }
        }
    }

    /** Kills the database server on a data folder, if one runs. */
    public static void kill(Path data) {
        var cluster = data.resolve("postgresql");
        var file = EmbeddedPostgres.PidFile.read(cluster);
        if (file != null && file.runs(cluster)) {
            ProcessHandle.of(file.pid()).ifPresent(server -> {
                server.destroyForcibly();
                server.onExit().join();
            });
        }
    }
}
