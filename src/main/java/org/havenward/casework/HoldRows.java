package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.Ids;
import org.havenward.platform.KeyHold;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Legal holds as they are kept, and the answers that whatever deletes has to ask for. */
@Repository
class HoldRows implements Holds, KeyHold {
    /** @param caseId null where it is on all cases of a student */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            @Nullable CaseId caseId,
            @Nullable StudentId student,
            KeyId key,
            byte[] reason,
            String reference,
            StaffId placedBy,
            Instant placedAt,
            @Nullable StaffId liftedBy,
            @Nullable Instant liftedAt,
            byte @Nullable [] liftedWhy) {}

    private final JdbcClient jdbc;

    HoldRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean holds(CaseId id) {
        return jdbc.sql("""
                        select exists (select 1 from case_file f join case_hold h
                            on h.district_id = f.district_id and (h.case_id = f.id or h.student_id = f.student_id)
                        where f.id = :id and h.lifted_at is null)
                        """).param("id", id.value()).query(Boolean.class).single();
    }

    @Override
    public boolean holds(StudentId id) {
        return jdbc.sql("""
                        select exists (select 1 from case_hold h left join case_file f
                            on f.district_id = h.district_id and f.id = h.case_id
                        where h.lifted_at is null and (h.student_id = :id or f.student_id = :id))
                        """).param("id", id.value()).query(Boolean.class).single();
    }

    @Override
    public boolean holds(KeyId key) {
        return jdbc.sql("select havenward_key_is_held(havenward_district(), :key)")
                .param("key", key.value())
                .query(Boolean.class)
                .single();
    }

    void insert(Row row) {
        jdbc.sql("""
                        insert into case_hold (district_id, id, case_id, student_id, key_id, reason, reference, placed_by,
                            placed_at)
                        values (havenward_district(), :id, :case, :student, :key, :reason, :reference, :by, :at)
                        """)
                .param("id", row.id())
                .param("case", row.caseId() == null ? null : row.caseId().value())
                .param("student", row.student() == null ? null : row.student().value())
                .param("key", row.key().value())
                .param("reason", row.reason())
                .param("reference", row.reference())
                .param("by", row.placedBy().value())
                .param("at", Timestamp.from(row.placedAt()))
                .update();
    }

    boolean lift(UUID id, StaffId by, Instant at, byte @Nullable [] why) {
        return jdbc.sql("""
                        update case_hold set lifted_by = :by, lifted_at = :at, lifted_why = :why
                        where id = :id and lifted_at is null
                        """)
                        .param("id", id)
                        .param("by", by.value())
                        .param("at", Timestamp.from(at))
                        .param("why", why)
                        .update()
                > 0;
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql("select * from case_hold where id = :id")
                .param("id", id)
                .query((row, number) -> row(row))
                .optional();
    }

    /** Newest first; who asks what the viewer may see is {@link LegalHolds}. */
    List<Row> all(@Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select * from case_hold
                        where cast(:before as uuid) is null or id < cast(:before as uuid) order by id desc limit :limit
                        """)
                .param("before", before == null ? null : before.toString())
                .param("limit", limit)
                .query((row, number) -> row(row))
                .list();
    }

    /** Those that are on, on a case or its student. */
    List<Row> on(CaseFile.State file) {
        return jdbc.sql("""
                        select * from case_hold where lifted_at is null
                            and (case_id = :case or student_id = cast(:student as uuid)) order by id desc
                        """)
                .param("case", file.id().value())
                .param(
                        "student",
                        file.student() == null ? null : file.student().value().toString())
                .query((row, number) -> row(row))
                .list();
    }

    /** Cases that a hold is on. */
    List<CaseFile.State> cases(Row row) {
        return jdbc.sql("select * from case_file where id = cast(:case as uuid) or student_id = cast(:student as uuid)")
                .param(
                        "case",
                        row.caseId() == null ? null : row.caseId().value().toString())
                .param(
                        "student",
                        row.student() == null ? null : row.student().value().toString())
                .query((found, number) -> CaseFiles.state(found))
                .list();
    }

    Optional<CaseFile.State> numbered(String number) {
        return jdbc.sql("select * from case_file where number = :number")
                .param("number", number)
                .query((found, count) -> CaseFiles.state(found))
                .optional();
    }

    /** Keeps a draft as it is, before it is discarded. */
    void keepDraft(CaseId id, StaffId writer, Instant at) {
        jdbc.sql("""
                        insert into case_draft_kept (district_id, id, case_id, staff_id, words, saved_at, kept_at)
                        select district_id, :id, case_id, staff_id, words, saved_at, :at from case_draft
                        where case_id = :case and staff_id = :who
                        """)
                .param("id", Ids.next())
                .param("case", id.value())
                .param("who", writer.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        var caseId = row.getObject("case_id", UUID.class);
        var student = row.getObject("student_id", UUID.class);
        var liftedBy = row.getObject("lifted_by", UUID.class);
        return new Row(
                row.getObject("id", UUID.class),
                caseId == null ? null : new CaseId(caseId),
                student == null ? null : new StudentId(student),
                new KeyId(row.getObject("key_id", UUID.class)),
                row.getBytes("reason"),
                row.getString("reference"),
                new StaffId(row.getObject("placed_by", UUID.class)),
                row.getTimestamp("placed_at").toInstant(),
                liftedBy == null ? null : new StaffId(liftedBy),
                CaseFiles.instant(row, "lifted_at"),
                row.getBytes("lifted_why"));
    }
}
