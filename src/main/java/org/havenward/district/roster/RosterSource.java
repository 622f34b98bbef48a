package org.havenward.district.roster;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.havenward.district.RosterFault;
import org.jspecify.annotations.Nullable;

/**
 * A folder or a zip with an export's files. Nothing of a zip is ever written to a disk by its own name; how much comes out
 * of it is limited.
 */
final class RosterSource implements AutoCloseable {
    /** Far above the largest district's export (about 2 GB), far below a disk. */
    private static final long LARGEST = 64L << 30;

    /** CSV shrinks to a tenth or so; what shrinks to less than a 400th is no roster. */
    private static final long HIGHEST_RATIO = 400;

    private static final long RATIO_COUNTS_FROM = 64L << 20;

    private final @Nullable ZipFile zip;
    private final Map<String, Path> files = new HashMap<>();
    private final Map<String, ZipEntry> entries = new HashMap<>();

    /** Says what is wrong with the source as a whole. */
    static final class BadSourceException extends Exception {
        private final transient RosterFault fault;
        private final String file;

        BadSourceException(RosterFault fault, String file) {
            super(fault.name());
            this.fault = fault;
            this.file = file;
        }

        RosterFault fault() {
            return fault;
        }

        String file() {
            return file;
        }
    }

    private RosterSource(@Nullable ZipFile zip) {
        this.zip = zip;
    }

    static RosterSource open(Path path) throws BadSourceException {
        var name = path.getFileName() == null
                ? path.toString()
                : path.getFileName().toString();
        try {
            if (Files.isDirectory(path)) {
                return folder(path);
            }
            if (!Files.isReadable(path)) {
                throw new BadSourceException(RosterFault.NO_SUCH_PLACE, name);
            }
            return zip(path, name);
        } catch (ZipException broken) {
            throw new BadSourceException(
                    String.valueOf(broken.getMessage()).contains("encrypted")
                            ? RosterFault.ENCRYPTED_ZIP
                            : RosterFault.UNREADABLE_ZIP,
                    name);
        } catch (IOException unreadable) {
            throw new BadSourceException(RosterFault.UNREADABLE_FILE, name);
        }
    }

    private static RosterSource folder(Path folder) throws IOException, BadSourceException {
        var source = new RosterSource(null);
        try (var paths = Files.newDirectoryStream(folder)) {
            for (var path : paths) {
                var name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
                if (Files.isRegularFile(path) && source.files.put(name, path) != null) {
                    throw new BadSourceException(RosterFault.FILE_TWICE, name);
                }
            }
        }
        return source;
    }

    private static RosterSource zip(Path path, String name) throws IOException, BadSourceException {
        if (Files.size(path) == 0) {
            throw new BadSourceException(RosterFault.UNREADABLE_ZIP, name);
        }
        var zip = new ZipFile(path.toFile());
        var source = new RosterSource(zip);
        try {
            var all = zip.entries();
            while (all.hasMoreElements()) {
                source.addEntry(all.nextElement());
            }
            return source;
        } catch (BadSourceException | RuntimeException bad) {
            zip.close();
            throw bad;
        }
    }

    private void addEntry(ZipEntry entry) throws BadSourceException {
        var path = entry.getName().replace('\\', '/');
        if (path.startsWith("/") || path.matches("^[A-Za-z]:.*") || ("/" + path + "/").contains("/../")) {
            throw new BadSourceException(RosterFault.ODD_NAME_IN_ZIP, Faults.shown(path));
        }
        var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (entry.isDirectory() || !name.endsWith(".csv") || path.startsWith("__MACOSX/") || name.startsWith("._")) {
            return;
        }
        if (entries.put(name, entry) != null) {
            throw new BadSourceException(RosterFault.FILE_TWICE, name);
        }
    }

    boolean has(String fileName) {
        var name = fileName.toLowerCase(Locale.ROOT);
        return files.containsKey(name) || entries.containsKey(name);
    }

    /** Its size in bytes, as far as known, for the progress only. */
    long size(String fileName) {
        var name = fileName.toLowerCase(Locale.ROOT);
        try {
            var path = files.get(name);
            if (path != null) {
                return Files.size(path);
            }
            var entry = entries.get(name);
            return entry == null ? 0 : Math.max(entry.getSize(), 0);
        } catch (IOException e) {
            return 0;
        }
    }

    InputStream open(String fileName) throws IOException {
        var name = fileName.toLowerCase(Locale.ROOT);
        var path = files.get(name);
        if (path != null) {
            return Files.newInputStream(path);
        }
        var entry = entries.get(name);
        if (zip == null || entry == null) {
            throw new IOException("No " + fileName);
        }
        return new Limited(zip.getInputStream(entry), entry.getCompressedSize());
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }

    /** More came out of a zip than a roster can be. */
    static final class TooLargeException extends IOException {
        TooLargeException() {
            super("Too large");
        }
    }

    private static final class Limited extends FilterInputStream {
        private final long packed;
        private long count;

        Limited(InputStream in, long packed) {
            super(in);
            this.packed = Math.max(packed, 1);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                counted(1);
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) {
                counted(read);
            }
            return read;
        }

        private void counted(int bytes) throws IOException {
            count += bytes;
            if (count > LARGEST || (count > RATIO_COUNTS_FROM && count / packed > HIGHEST_RATIO)) {
                throw new TooLargeException();
            }
        }
    }
}
