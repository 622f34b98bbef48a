package org.havenward.casework;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.havenward.casework.instrument.InstrumentReader;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores the texts of instruments by their hash; a text is never changed. */
@Repository
class InstrumentRows {
    /** @param by null: ships with Havenward */
    record Row(
            String hash,
            String instrument,
            int version,
            String content,
            @Nullable StaffId by,
            Instant at,
            @Nullable Instant withdrawnAt) {}

    private final JdbcClient jdbc;

    InstrumentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(InstrumentReader.Sourced sourced, @Nullable StaffId by, Instant at) {
        var instrument = sourced.instrument();
        jdbc.sql("""
                        insert into instrument (district_id, hash, instrument_id, version, purpose, content, added_by, added_at)
                        values (havenward_district(), :hash, :instrument, :version, :purpose, :content, :by, :at)
                        on conflict (district_id, hash) do nothing
                        """)
                .param("hash", sourced.hash())
                .param("instrument", instrument.id())
                .param("version", instrument.version())
                .param("purpose", instrument.purpose().name())
                .param("content", sourced.content())
                .param("by", by == null ? null : by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    Optional<Row> find(String hash) {
        return jdbc.sql("select * from instrument where hash = :hash")
                .param("hash", hash)
                .query((row, number) -> row(row))
                .optional();
    }

    /** All that the district added, the newest first. */
    List<Row> added() {
        return jdbc.sql("select * from instrument where added_by is not null order by added_at desc, hash limit 500")
                .query((row, number) -> row(row))
                .list();
    }

    /** Nobody else adds one until this transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('instrument/' || havenward_district(), 0))")
                .query(row -> {});
    }

    void withdraw(String hash, StaffId by, Instant at) {
        jdbc.sql("update instrument set withdrawn_by = :by, withdrawn_at = :at where hash = :hash")
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .param("hash", hash)
                .update();
    }

    private static Row row(java.sql.ResultSet row) throws java.sql.SQLException {
        var by = row.getObject("added_by", java.util.UUID.class);
        return new Row(
                row.getString("hash"),
                row.getString("instrument_id"),
                row.getInt("version"),
                row.getString("content"),
                by == null ? null : new StaffId(by),
                row.getTimestamp("added_at").toInstant(),
                CaseFiles.instant(row, "withdrawn_at"));
    }
}
