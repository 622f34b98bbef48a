package org.havenward.district.roster;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.havenward.district.RosterFault;
import org.jspecify.annotations.Nullable;

/** The rows of one CSV file, its header checked. What cannot be read at all is noted, and reading ends there. */
final class CsvRows implements AutoCloseable {
    /** The longest cell: what is longer is an open quote, or not CSV. */
    private static final int LONGEST_CELL = 1 << 20;

    private final String file;
    private final Faults faults;
    private final Counted in;
    private final CsvReader<CsvRecord> reader;
    private final java.util.Iterator<CsvRecord> records;
    private List<String> header = List.of();
    private long row = 1;

    private CsvRows(String file, Faults faults, InputStream in, boolean unreadable) throws IOException {
        this.file = file;
        this.faults = faults;
        this.in = new Counted(in);
        // A wrong byte becomes a replacement character, so that its row and column can be said.
        this.reader = CsvReader.builder()
                .maxBufferSize(LONGEST_CELL)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .skipEmptyLines(true)
                .ofCsvRecord(new InputStreamReader(this.in, StandardCharsets.UTF_8));
        this.records = unreadable ? List.<CsvRecord>of().iterator() : reader.iterator();
    }

    /** Opens a file and reads its header; null, and noted, where that is not possible. */
    static @Nullable CsvRows open(
            RosterSource source, String fileName, List<String> columns, boolean delta, Faults faults) {
        try {
            var in = new BufferedInputStream(source.open(fileName), 1 << 17);
            var rows = new CsvRows(fileName, faults, in, !startsAsUtf8(in, fileName, faults));
            if (faultless(faults, () -> rows.readHeader(columns, delta))) {
                return rows;
            }
            rows.close();
            return null;
        } catch (IOException broken) {
            faults.add(fileName, 0, null, null, RosterFault.UNREADABLE_FILE);
            return null;
        }
    }

    private static boolean faultless(Faults faults, Runnable work) {
        long before = faults.count();
        work.run();
        return faults.count() == before;
    }

    private static boolean startsAsUtf8(BufferedInputStream in, String fileName, Faults faults) throws IOException {
        in.mark(4);
        var start = in.readNBytes(3);
        in.reset();
        if (start.length >= 2
                && ((start[0] & 0xff) == 0xfe || (start[0] & 0xff) == 0xff)
                && (start[1] & 0xff) >= 0xfe) {
            faults.add(fileName, 0, null, null, RosterFault.WRONG_ENCODING);
            return false;
        }
        if (start.length == 3 && (start[0] & 0xff) == 0xef && (start[1] & 0xff) == 0xbb && (start[2] & 0xff) == 0xbf) {
            in.skipNBytes(3);
        }
        return true;
    }

    private void readHeader(List<String> columns, boolean delta) {
        if (faults.wholeFile() && !records.hasNext()) {
            return;
        }
        var first = next(1);
        if (first == null) {
            return;
        }
        header = first.stream().map(String::strip).toList();
        var names = new HashSet<String>();
        for (var name : header) {
            if (!name.isEmpty() && !names.add(name.toLowerCase(Locale.ROOT))) {
                faults.add(file, 1, name, null, RosterFault.COLUMN_TWICE);
            }
        }
        for (var needed : columns) {
            if (!names.contains(needed.toLowerCase(Locale.ROOT))) {
                faults.add(file, 1, needed, null, RosterFault.MISSING_COLUMN);
            }
        }
        if (delta) {
            for (var needed : List.of("status", "dateLastModified")) {
                if (!names.contains(needed.toLowerCase(Locale.ROOT))) {
                    faults.add(file, 1, needed, null, RosterFault.MISSING_COLUMN);
                }
            }
        }
        row = 1;
    }

    List<String> header() {
        return header;
    }

    /** Bytes read so far, as they are after unpacking. */
    long bytes() {
        return in.count;
    }

    /** The number of the row that {@link #next()} gave, as a spreadsheet counts. */
    long row() {
        return row;
    }

    /** The next row with as many cells as the header; null at the end. Others are noted and left out. */
    @Nullable
    List<String> next() {
        while (true) {
            var fields = next(row + 1);
            if (fields == null) {
                return null;
            }
            row++;
            if (fields.size() != header.size()) {
                faults.add(file, row, null, null, RosterFault.FIELD_COUNT);
            } else if (fields.getFirst().strip().equalsIgnoreCase(header.getFirst())
                    && fields.stream().map(String::strip).toList().equals(header)) {
                faults.add(file, row, null, null, RosterFault.HEADER_AGAIN);
            } else {
                return fields;
            }
        }
    }

    private @Nullable List<String> next(long number) {
        try {
            if (records.hasNext()) {
                return records.next().getFields();
            }
            if (number == 1) {
                faults.add(file, 0, null, null, RosterFault.EMPTY_FILE);
            }
            return null;
        } catch (CsvParseException tooLong) {
            faults.add(file, number, null, null, RosterFault.HUGE_FIELD);
            return null;
        } catch (UncheckedIOException broken) {
            faults.add(
                    file,
                    number,
                    null,
                    null,
                    broken.getCause() instanceof RosterSource.TooLargeException
                            ? RosterFault.TOO_LARGE
                            : RosterFault.UNREADABLE_FILE);
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class Counted extends FilterInputStream {
        private volatile long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                count++;
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) {
                count += read;
            }
            return read;
        }
    }
}
