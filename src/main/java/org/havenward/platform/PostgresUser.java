package org.havenward.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who PostgreSQL's programs run as. They refuse to run as root; so as root they run in a user namespace of their own, where
 * root is nobody in particular and still owns its files, or, where that is not allowed, as an ordinary user.
 */
sealed interface PostgresUser {
    /** What goes before a command. */
    List<String> prefix();

    /** Hands a file or folder, with all in it, to that user. */
    void give(Path path);

    /** Lets that user into the data folder; returns where PostgreSQL's programs are unpacked to, so that it may run them. */
    @Nullable
    Path letIn(Path home, @Nullable Path cache);

    /** We are an ordinary user already. */
    record Ourselves() implements PostgresUser {
        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void give(Path path) {}

        @Override
        public @Nullable Path letIn(Path home, @Nullable Path cache) {
            return cache;
        }
    }

    record NamespaceOfItsOwn() implements PostgresUser {
        @Override
        public List<String> prefix() {
            return List.of("unshare", "--user", "--");
        }

        @Override
        public void give(Path path) {}

        @Override
        public @Nullable Path letIn(Path home, @Nullable Path cache) {
            return cache;
        }
    }

    record Other(int user, int group) implements PostgresUser {
        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--");
        }

        @Override
        public void give(Path path) {
            try (var paths = Files.walk(path)) {
                for (var each : paths.toList()) {
                    Files.setAttribute(each, "unix:uid", user);
                    Files.setAttribute(each, "unix:gid", group);
                }
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
        }

        @Override
        public Path letIn(Path home, @Nullable Path cache) {
            try {
                Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
            return cache != null ? cache : home.resolve("cache");
        }
    }

    static PostgresUser find() {
        if (!weAreRoot()) {
            return new Ourselves();
        }
        if (works(List.of("unshare", "--user", "--", "true"))) {
            return new NamespaceOfItsOwn();
        }
        for (var name : List.of("postgres", "nobody")) {
            var user = number("-u", name);
            var group = number("-g", name);
            if (user > 0 && works(join(new Other(user, group).prefix(), List.of("true")))) {
                return new Other(user, group);
            }
        }
        throw new StartupException(
                "PostgreSQL does not run as root, and neither unshare nor setpriv (both of util-linux) work"
                        + " here. Run Havenward as an ordinary user, or use a server of your own with HAVENWARD_DATABASE_URL.");
    }

    private static boolean weAreRoot() {
        return PrivateFiles.posix() && "root".equals(System.getProperty("user.name"));
    }

    private static int number(String option, String name) {
        try {
            var process = new ProcessBuilder("id", option, name)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var answer = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .strip();
            return process.waitFor() == 0 ? Integer.parseInt(answer) : -1;
        } catch (IOException none) {
            return -1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static boolean works(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static List<String> join(List<String> first, List<String> then) {
        var all = new ArrayList<>(first);
        all.addAll(then);
        return List.copyOf(all);
    }
}
