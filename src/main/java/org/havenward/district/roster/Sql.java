package org.havenward.district.roster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The transaction's connection, for statements that no user's text is part of. */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    long run(String statement) throws SQLException {
        try (var run = connection.createStatement()) {
            run.execute(statement);
            return Math.max(run.getLargeUpdateCount(), 0);
        }
    }

    long number(String query) throws SQLException {
        try (var run = connection.createStatement();
                var rows = run.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    boolean yes(String query) throws SQLException {
        try (var run = connection.createStatement();
                var rows = run.executeQuery(query)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** Reads a row of a result. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String query, Reader<T> reader) throws SQLException {
        try (var run = connection.createStatement();
                var rows = run.executeQuery(query)) {
            var list = new ArrayList<T>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        }
    }

    /** Like {@link #list}, but of any length: rows are fetched a few thousand at a time. */
    <T> void each(String query, Reader<T> reader, java.util.function.Consumer<T> taker) throws SQLException {
        try (var run = connection.createStatement()) {
            run.setFetchSize(5_000);
            try (var rows = run.executeQuery(query)) {
                while (rows.next()) {
                    taker.accept(reader.read(rows));
                }
            }
        }
    }

    CopyIn copy(String statement) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    }
}
