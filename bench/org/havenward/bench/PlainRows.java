package org.havenward.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The yardstick for intake: all rows that some transactions left behind are written again, transaction by transaction and
 * row by row, with prepared inserts into copies of the same tables with the same indexes. Nothing is computed, encrypted,
 * or checked, and nothing travels over HTTP: it is what the database alone needs.
 */
final class PlainRows {
    private final DataSource owner;
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, String> insertSql = new LinkedHashMap<>();
    private final Queue<List<Row>> transactions = new ConcurrentLinkedQueue<>();
    private int rows;

    private record Row(String table, List<@Nullable Object> values) {}

    PlainRows(DataSource owner) {
        this.owner = owner;
    }

    /** The transaction number from which on rows count as new. */
    static long mark(DataSource owner) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select pg_current_xact_id()::text::bigint")) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Reads all rows written since the mark, grouped by the transaction that wrote them. */
    void readSince(long mark) throws SQLException {
        var byTransaction = new TreeMap<Long, List<Row>>();
        try (var connection = owner.getConnection()) {
            for (var table : tables(connection)) {
                readTable(connection, table, mark, byTransaction);
            }
        }
        byTransaction.values().forEach(transactions::add);
        rows = byTransaction.values().stream().mapToInt(List::size).sum();
    }

    int transactionCount() {
        return transactions.size();
    }

    int rowCount() {
        return rows;
    }

    /** Rows per table, for the print. */
    Map<String, Integer> rowsByTable() {
        var counts = new TreeMap<String, Integer>();
        transactions.forEach(one -> one.forEach(row -> counts.merge(row.table(), 1, Integer::sum)));
        return counts;
    }

    /** Makes empty copies of the tables, with their indexes. */
    void makeCopies() throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists plain cascade");
            statement.execute("create schema plain");
            for (var table : columns.keySet()) {
                statement.execute("create table plain." + table + " (like public." + table + " including all)");
            }
        }
    }

    void dropCopies() throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists plain cascade");
        }
    }

    /** A client that writes one of the transactions a call; all clients share the work. */
    Load.Client client() throws SQLException {
        var connection = owner.getConnection();
        connection.setAutoCommit(false);
        var inserts = new LinkedHashMap<String, PreparedStatement>();
        for (var entry : insertSql.entrySet()) {
            inserts.put(entry.getKey(), connection.prepareStatement(entry.getValue()));
        }
        return new Load.Client() {
            @Override
            public void call() throws SQLException {
                var rowsOfOne = transactions.poll();
                if (rowsOfOne == null) {
                    return;
                }
                for (var row : rowsOfOne) {
                    var insert = java.util.Objects.requireNonNull(inserts.get(row.table()));
                    for (int column = 0; column < row.values().size(); column++) {
                        insert.setObject(column + 1, row.values().get(column));
                    }
                    insert.executeUpdate();
                }
                connection.commit();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("""
                        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'public' and c.relkind = 'r' and not c.relname in
                            ('flyway_schema_history', 'scheduled_tasks', 'event_publication')
                        order by 1""")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    private void readTable(Connection connection, String table, long mark, Map<Long, List<Row>> byTransaction)
            throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select xmin::text::bigint, t.* from public." + table + " t where xmin::text::bigint >= " + mark
                                + " order by 1, cmin::text::bigint")) {
            var meta = result.getMetaData();
            var names = new ArrayList<String>();
            for (int column = 2; column <= meta.getColumnCount(); column++) {
                names.add(meta.getColumnName(column));
            }
            boolean any = false;
            while (result.next()) {
                any = true;
                var values = new ArrayList<@Nullable Object>();
                for (int column = 2; column <= meta.getColumnCount(); column++) {
                    values.add(result.getObject(column));
                }
                byTransaction
                        .computeIfAbsent(result.getLong(1), number -> new ArrayList<>())
                        .add(new Row(table, values));
            }
            if (any) {
                columns.put(table, names);
                insertSql.put(
                        table,
                        "insert into plain." + table + " (" + String.join(", ", names) + ") values ("
                                + String.join(", ", java.util.Collections.nCopies(names.size(), "?")) + ")");
            }
        }
    }
}
