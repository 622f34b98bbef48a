package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.RecordRef;
import org.havenward.access.Visible;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who broke the glass, or tried to. */
@Repository
class BreakGlassRows {
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            CaseId caseId,
            SchoolId school,
            StaffId who,
            byte[] reason,
            boolean refused,
            Instant at,
            Instant until,
            @Nullable Instant endedAt,
            @Nullable StaffId endedBy) {
        RecordRef ref() {
            return RecordRef.caseFile(caseId.value(), school);
        }

        boolean lasts(Instant now) {
            return endedAt == null && now.isBefore(until);
        }
    }

    private final JdbcClient jdbc;

    BreakGlassRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Row row) {
        jdbc.sql("""
                        insert into case_break_glass (district_id, id, case_id, school_id, staff_id, reason, refused, at,
                            until_at, ended_at, ended_by)
                        values (havenward_district(), :id, :case, :school, :who, :reason, :refused, :at, :until, :ended,
                            :endedBy)
                        """)
                .param("id", row.id())
                .param("case", row.caseId().value())
                .param("school", row.school().value())
                .param("who", row.who().value())
                .param("reason", row.reason())
                .param("refused", row.refused())
                .param("at", Timestamp.from(row.at()))
                .param("until", Timestamp.from(row.until()))
                .param("ended", row.endedAt() == null ? null : Timestamp.from(row.endedAt()))
                .param("endedBy", row.endedBy() == null ? null : row.endedBy().value())
                .update();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql("select * from case_break_glass where id = :id")
                .param("id", id)
                .query((row, number) -> row(row))
                .optional();
    }

    /** Not ended yet, whether or not its time is over. */
    List<Row> open(CaseId id, StaffId who) {
        return jdbc.sql("select * from case_break_glass where case_id = :case and staff_id = :who and ended_at is null")
                .param("case", id.value())
                .param("who", who.value())
                .query((row, number) -> row(row))
                .list();
    }

    List<Row> openOf(StaffId who, Instant now) {
        return jdbc.sql("""
                        select * from case_break_glass
                        where staff_id = :who and ended_at is null and until_at > :now order by id desc limit 100
                        """)
                .param("who", who.value())
                .param("now", Timestamp.from(now))
                .query((row, number) -> row(row))
                .list();
    }

    List<Row> over(Instant now, int limit) {
        return jdbc.sql("""
                        select * from case_break_glass where ended_at is null and until_at <= :now
                        order by until_at limit :limit
                        """)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, number) -> row(row))
                .list();
    }

    boolean end(UUID id, @Nullable StaffId by, Instant at) {
        return jdbc.sql(
                                "update case_break_glass set ended_at = :at, ended_by = :by where id = :id and ended_at is null")
                        .param("id", id)
                        .param("at", Timestamp.from(at))
                        .param("by", by == null ? null : by.value())
                        .update()
                > 0;
    }

    /** Newest first. */
    List<Row> all(Visible visible, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select g.* from case_break_glass g
                        where %s and (cast(:before as uuid) is null or g.id < cast(:before as uuid))
                        order by g.id desc limit :limit
                        """.formatted(visible.sql()))
                .params(visible.parameters())
                .param("before", before == null ? null : before.toString())
                .param("limit", limit)
                .query((row, number) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        var endedBy = row.getObject("ended_by", UUID.class);
        return new Row(
                row.getObject("id", UUID.class),
                new CaseId(row.getObject("case_id", UUID.class)),
                new SchoolId(row.getObject("school_id", UUID.class)),
                new StaffId(row.getObject("staff_id", UUID.class)),
                row.getBytes("reason"),
                row.getBoolean("refused"),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("until_at").toInstant(),
                CaseFiles.instant(row, "ended_at"),
                endedBy == null ? null : new StaffId(endedBy));
    }
}
