package org.havenward.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows into one table by PostgreSQL's COPY. */
final class CopyIn implements AutoCloseable {
    private static final int FLUSHED_AT = 1 << 18;

    private final org.postgresql.copy.CopyIn copy;
    private final StringBuilder rows = new StringBuilder(FLUSHED_AT + 4096);
    private boolean done;

    /** @param target a table with the columns to come, such as {@code school (district_id, id)} */
    CopyIn(Connection connection, String target) throws SQLException {
        CopyManager api = connection.unwrap(PGConnection.class).getCopyAPI();
        copy = api.copyIn("copy " + target + " from stdin");
    }

    void row(@Nullable Object... values) throws SQLException {
        for (int column = 0; column < values.length; column++) {
            if (column > 0) {
                rows.append('\t');
            }
            write(values[column]);
        }
        rows.append('\n');
        if (rows.length() > FLUSHED_AT) {
            flush();
        }
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> rows.append("\\N");
            case byte[] bytes -> rows.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            case Instant at -> rows.append(at);
            default -> rows.append(value.toString().replace("\\", "\\\\").replace("\t", " ").replace("\n", " "));
        }
    }

    private void flush() throws SQLException {
        var bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }

    /** Keeps the rows; without it, closing drops them. */
    void finish() throws SQLException {
        flush();
        copy.endCopy();
        done = true;
    }

    @Override
    public void close() throws SQLException {
        if (!done && copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
