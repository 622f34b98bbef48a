package org.havenward.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, which come inside the jar, unpacked once into a folder that later starts use again. */
final class PostgresPrograms {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path folder;

    private PostgresPrograms(Path folder) {
        this.folder = folder;
    }

    Path program(String name) {
        var windows = System.getProperty("os.name").startsWith("Windows");
        return folder.resolve("bin").resolve(windows ? name + ".exe" : name);
    }

    /** Unpacks what is not there yet; several processes may ask at once. */
    static PostgresPrograms unpacked(@Nullable Path cache, Path data) {
        IN_THIS_PROCESS.lock();
        try {
            var archive = archiveName();
            var home = cache != null ? cache : usualCache(data);
            Files.createDirectories(home);
            var folder = home.resolve("postgresql-" + digestOf(archive));
            if (!Files.exists(folder.resolve("complete"))) {
                try (var channel = FileChannel.open(
                                home.resolve("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var _lock = channel.lock()) {
                    if (!Files.exists(folder.resolve("complete"))) {
                        unpack(archive, folder);
                    }
                }
            }
            return new PostgresPrograms(folder);
        } catch (IOException problem) {
            throw new StartupException(
                    "PostgreSQL's programs cannot be unpacked: " + problem.getMessage()
                            + ". Name a writable folder in HAVENWARD_CACHE, or use a server of your own with"
                            + " HAVENWARD_DATABASE_URL.",
                    problem);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private static Path usualCache(Path data) {
        var named = System.getenv("XDG_CACHE_HOME");
        var home = Path.of(System.getProperty("user.home", "/nonexistent"));
        if (named != null && !named.isBlank()) {
            return Path.of(named).resolve("havenward");
        }
        if (Files.isDirectory(home) && Files.isWritable(home)) {
            return home.resolve(".cache").resolve("havenward");
        }
        return data.resolve("cache");
    }

    private static String archiveName() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arm = List.of("aarch64", "arm64").contains(System.getProperty("os.arch"));
        List<String> candidates;
        if (system.contains("linux")) {
            var musl = Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"));
            candidates = arm
                    ? List.of("postgres-linux-arm_64.txz")
                    : musl
                            ? List.of("postgres-linux-x86_64-alpine_linux.txz", "postgres-linux-x86_64.txz")
                            : List.of("postgres-linux-x86_64.txz");
        } else if (system.contains("mac")) {
            candidates = arm
                    ? List.of("postgres-darwin-arm_64.txz", "postgres-darwin-x86_64.txz")
                    : List.of("postgres-darwin-x86_64.txz");
        } else {
            candidates = List.of("postgres-windows-x86_64.txz");
        }
        return candidates.stream()
                .filter(name -> PostgresPrograms.class.getResource("/" + name) != null)
                .findFirst()
                .orElseThrow(() -> new StartupException("There is no built-in PostgreSQL for " + system + " ("
                        + System.getProperty("os.arch")
                        + ") in this build. Build on the same system, or use a server of your own with"
                        + " HAVENWARD_DATABASE_URL."));
    }

    private static InputStream open(String archive) throws IOException {
        var stream = PostgresPrograms.class.getResourceAsStream("/" + archive);
        if (stream == null) {
            throw new IOException(archive + " is missing from the jar");
        }
        return stream;
    }

    /** The archive's last kilobytes tell versions apart (an xz file ends with its index and sizes), without reading it all. */
    private static String digestOf(String archive) throws IOException {
        var url = PostgresPrograms.class.getResource("/" + archive);
        if (url == null) {
            throw new IOException(archive + " is missing from the jar");
        }
        var connection = url.openConnection();
        connection.setUseCaches(false);
        try (var stream = connection.getInputStream()) {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(archive.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(
                    Long.toString(connection.getContentLengthLong()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(stream.readNBytes(65_536));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void unpack(String archive, Path folder) throws IOException {
        LOG.info("Unpacking PostgreSQL's programs, once, into {}", folder);
        var half = folder.resolveSibling(folder.getFileName() + ".half");
        Folders.delete(half);
        Folders.delete(folder);
        Files.createDirectories(half);
        try (var tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = half.resolve(entry.getName()).normalize();
                if (!target.startsWith(half)) {
                    throw new IOException("The archive points outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(target, half.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    if (PrivateFiles.posix()) {
                        Files.setPosixFilePermissions(target, permissions((entry.getMode() & 0111) != 0));
                    }
                }
            }
        }
        Files.createFile(half.resolve("complete"));
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static EnumSet<PosixFilePermission> permissions(boolean program) {
        var permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (program) {
            permissions.addAll(EnumSet.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return permissions;
    }
}
