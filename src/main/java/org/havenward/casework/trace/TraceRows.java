package org.havenward.casework.trace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.RecordRef;
import org.havenward.casework.CaseId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was recorded, what was taken back, and what of it can be compared. */
@Repository
class TraceRows {
    /** Of a case: what its team recorded, and what triage recorded on the concerns that went into it. */
    private static final String OF_CASE = """
            (t.case_id = :subject or t.concern_id in (select c.concern_id from case_concern c where c.case_id = :subject))""";

    /** @param concern null where it was recorded on the case itself */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            TraceKind kind,
            @Nullable RecordRef concern,
            KeyId key,
            byte[] value,
            byte @Nullable [] detail,
            byte @Nullable [] note,
            StaffId by,
            Instant at,
            @Nullable StaffId withdrawnBy,
            @Nullable Instant withdrawnAt,
            byte @Nullable [] reason) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(byte @Nullable [] value, byte @Nullable [] detail, byte @Nullable [] note) {}

    private final JdbcClient jdbc;

    TraceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    KeyId keyOf(CaseId id) {
        return jdbc.sql("select key_id from case_file where id = :case")
                .param("case", id.value())
                .query((row, number) -> new KeyId(row.getObject("key_id", UUID.class)))
                .single();
    }

    void insert(
            UUID id,
            TraceKind kind,
            TraceSubject subject,
            SchoolId school,
            KeyId key,
            Sealed sealed,
            StaffId by,
            Instant at) {
        jdbc.sql("""
                        insert into trace (district_id, id, kind, case_id, concern_id, school_id, key_id, value, detail,
                            note, by_staff, at)
                        values (havenward_district(), :id, :kind, :case, :concern, :school, :key, :value, :detail, :note,
                            :by, :at)
                        """)
                .param("id", id)
                .param("kind", kind.name())
                .param("case", subject instanceof TraceSubject.OfCase ? subject.id() : null, Types.OTHER)
                .param("concern", subject instanceof TraceSubject.OfConcern ? subject.id() : null, Types.OTHER)
                .param("school", school.value())
                .param("key", key.value())
                .param("value", sealed.value(), Types.BINARY)
                .param("detail", sealed.detail(), Types.BINARY)
                .param("note", sealed.note(), Types.BINARY)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    void insertHashes(UUID id, TraceKind kind, byte[] exact, byte[] lenient) {
        jdbc.sql("""
                        insert into trace_hash (district_id, trace_id, kind, exact, lenient)
                        values (havenward_district(), :id, :kind, :exact, :lenient)
                        """)
                .param("id", id)
                .param("kind", kind.name())
                .param("exact", exact)
                .param("lenient", lenient)
                .update();
    }

    /** Newest first. */
    List<Row> of(TraceSubject subject) {
        return rows(subject, "true", new UUID(0, 0));
    }

    /** One that is on the record. */
    Optional<Row> find(TraceSubject subject, UUID id) {
        return rows(subject, "t.id = :id", id).stream().findFirst();
    }

    private List<Row> rows(TraceSubject subject, String condition, UUID id) {
        var on = switch (subject) {
            case TraceSubject.OfCase file -> OF_CASE;
            case TraceSubject.OfConcern concern -> "t.concern_id = :subject";
        };
        return jdbc.sql("""
                        select t.*, w.by_staff as withdrawn_by, w.at as withdrawn_at, w.reason
                        from trace t left join trace_withdrawal w
                          on w.district_id = t.district_id and w.trace_id = t.id
                        where %s and %s order by t.id desc
                        """.formatted(on, condition))
                .param("subject", subject.id())
                .param("id", id)
                .query((row, number) -> row(row))
                .list();
    }

    /** Whether this was the first to take it back; what could be compared of it goes. */
    boolean withdraw(UUID id, byte @Nullable [] reason, StaffId by, Instant at) {
        var first = jdbc.sql("""
                        insert into trace_withdrawal (district_id, trace_id, reason, by_staff, at)
                        values (havenward_district(), :id, :reason, :by, :at) on conflict do nothing
                        """)
                .param("id", id)
                .param("reason", reason, Types.BINARY)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
        jdbc.sql("delete from trace_hash where trace_id = :id").param("id", id).update();
        return first > 0;
    }

    /** Of two who record the same at once, the second sees the first one's. */
    void waitForOthers(TraceKind kind, byte[] lenient) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('casework.trace/' || :what, 0))")
                .param("what", kind + HexFormat.of().formatHex(lenient))
                .query((row, number) -> true)
                .single();
    }

    /** Whether two records or more name something alike, and no match says so yet. */
    boolean isNewMatch(TraceKind kind, byte[] lenient) {
        return jdbc.sql("""
                        select count(distinct coalesce(t.case_id, c.case_id, t.concern_id)) > 1 and not exists (
                            select 1 from trace_match m where m.kind = :kind and m.lenient = :lenient)
                        from trace_hash h
                          join trace t on t.district_id = h.district_id and t.id = h.trace_id
                          left join case_concern c on c.district_id = t.district_id and c.concern_id = t.concern_id
                        where h.kind = :kind and h.lenient = :lenient
                        """)
                .param("kind", kind.name())
                .param("lenient", lenient)
                .query(Boolean.class)
                .single();
    }

    void insertMatch(UUID id, TraceKind kind, byte[] lenient, KeyId key, Instant at) {
        jdbc.sql("""
                        insert into trace_match (district_id, id, kind, lenient, key_id, at)
                        values (havenward_district(), :id, :kind, :lenient, :key, :at)
                        """)
                .param("id", id)
                .param("kind", kind.name())
                .param("lenient", lenient)
                .param("key", key.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        var withdrawnBy = row.getObject("withdrawn_by", UUID.class);
        var withdrawnAt = row.getTimestamp("withdrawn_at");
        var concern = row.getObject("concern_id", UUID.class);
        return new Row(
                row.getObject("id", UUID.class),
                TraceKind.valueOf(row.getString("kind")),
                concern == null
                        ? null
                        : RecordRef.concern(concern, new SchoolId(row.getObject("school_id", UUID.class))),
                new KeyId(row.getObject("key_id", UUID.class)),
                row.getBytes("value"),
                row.getBytes("detail"),
                row.getBytes("note"),
                new StaffId(row.getObject("by_staff", UUID.class)),
                row.getTimestamp("at").toInstant(),
                withdrawnBy == null ? null : new StaffId(withdrawnBy),
                withdrawnAt == null ? null : withdrawnAt.toInstant(),
                row.getBytes("reason"));
    }
}
