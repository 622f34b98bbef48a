package org.havenward.district.roster;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.havenward.district.RosterFault;
import org.havenward.district.roster.RosterFile.Mode;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** The temporary tables, and how files come into them: one thread reads and checks, while the other feeds PostgreSQL. */
final class Staging {
    static final int OF_STUDENT = 0;
    static final int OF_STAFF = 1;
    static final int OF_OTHERS = 2;

    private static final Map<RosterFile, String> COLUMNS = new EnumMap<>(Map.of(
            RosterFile.ORGS,
            "id uuid, sourced_id text, name text, kind text, parent_key uuid",
            RosterFile.SESSIONS,
            "id uuid, sourced_id text, title text, kind text, starts date, ends date, parent_key uuid",
            RosterFile.COURSES,
            "id uuid, sourced_id text, title text, org_key uuid, year_key uuid",
            RosterFile.CLASSES,
            "id uuid, sourced_id text, title text, course_key uuid, school_key uuid, term_keys uuid[]",
            RosterFile.USERS,
            "id uuid, sourced_id text, given_name text, family_name text, grade text, words text, role text, org_keys uuid[]",
            RosterFile.ROLES,
            "user_key uuid, org_key uuid, role text, is_primary boolean, begins date, ends date",
            RosterFile.ENROLLMENTS,
            "class_key uuid, school_key uuid, user_key uuid, kind smallint, begins date, ends date",
            RosterFile.DEMOGRAPHICS,
            "born date"));

    private final Sql sql;
    private final RosterSource source;
    private final Faults faults;
    private final boolean skipBadRows;
    private final Map<RosterFile, Long> rows = new EnumMap<>(RosterFile.class);

    Staging(Sql sql, RosterSource source, Faults faults, boolean skipBadRows) {
        this.sql = sql;
        this.source = source;
        this.faults = faults;
        this.skipBadRows = skipBadRows;
    }

    void makeTables() throws SQLException {
        for (var file : RosterFile.values()) {
            sql.run("create temp table " + file.table() + " (row integer, key uuid, gone boolean, "
                    + Objects.requireNonNull(COLUMNS.get(file)) + ") on commit drop");
        }
        sql.run(
                "create temp table r_problem (file text, place integer, row integer, col text, fault text) on commit drop");
    }

    /** Rows read, without headers. */
    Map<RosterFile, Long> rows() {
        return rows;
    }

    /** @param bytes told how many bytes of the file are read, now and then */
    void load(RosterFile file, Mode mode, LongConsumer bytes) throws SQLException, IOException {
        var csv = CsvRows.open(source, file.fileName(), file.columns(), mode == Mode.DELTA, faults);
        if (csv == null) {
            return;
        }
        try (csv) {
            var copy = sql.copy("copy " + file.table() + " from stdin (format binary)");
            boolean done = false;
            try {
                feed(copy, csv, file, mode, bytes);
                copy.endCopy();
                done = true;
            } finally {
                if (!done && copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
        if (rows.getOrDefault(file, 0L) == 0 && mode == Mode.BULK && file.neverEmpty()) {
            faults.add(file.fileName(), 0, null, null, RosterFault.NO_ROWS);
        }
        sql.run("analyze " + file.table());
    }

    private void feed(CopyIn copy, CsvRows csv, RosterFile file, Mode mode, LongConsumer bytes) throws SQLException {
        BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(8);
        byte[] last = new byte[0];
        var problem = new AtomicReference<@Nullable RuntimeException>();
        var reading = Thread.ofPlatform()
                .name("roster-" + file.table())
                .daemon()
                .start(() -> {
                    try {
                        read(csv, file, mode, new BinaryRows(chunks::put));
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        return;
                    } catch (RuntimeException failed) {
                        problem.set(failed);
                    }
                    try {
                        chunks.put(last);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
        try {
            while (true) {
                var chunk = chunks.poll(1, TimeUnit.MINUTES);
                if (chunk == null) {
                    if (reading.isAlive()) {
                        continue;
                    }
                    throw new IllegalStateException("Reading " + file.fileName() + " ended early");
                }
                if (chunk == last) {
                    break;
                }
                copy.writeToCopy(chunk, 0, chunk.length);
                bytes.accept(csv.bytes());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while reading " + file.fileName(), stopped);
        } finally {
            reading.interrupt();
        }
        var failed = problem.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void read(CsvRows csv, RosterFile file, Mode mode, BinaryRows out) throws InterruptedException {
        var cells = new Cells(file.fileName(), csv.header(), mode == Mode.DELTA, faults);
        var maker = RowMaker.of(file, cells);
        long count = 0;
        for (var fields = csv.next(); fields != null; fields = csv.next()) {
            cells.row(csv.row(), fields);
            maker.make(out, skipBadRows);
            count++;
        }
        out.end();
        rows.put(file, count);
    }
}
