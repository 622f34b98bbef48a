package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.RecordRef;
import org.havenward.access.Visible;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was shared off the team. */
@Repository
class ShareRows {
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            CaseId caseId,
            SchoolId school,
            StaffId recipient,
            byte[] words,
            byte @Nullable [] purpose,
            StaffId by,
            Instant at,
            Instant until,
            @Nullable Instant readAt,
            @Nullable Instant endedAt,
            @Nullable Instant due,
            @Nullable Instant doneAt) {
        RecordRef ref() {
            return RecordRef.share(id, school);
        }

        RecordRef caseRef() {
            return RecordRef.caseFile(caseId.value(), school);
        }

        boolean lasts(Instant now) {
            return endedAt == null && now.isBefore(until);
        }
    }

    private final JdbcClient jdbc;

    ShareRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            UUID id,
            CaseFile.State file,
            StaffId recipient,
            byte @Nullable [] words,
            byte @Nullable [] purpose,
            StaffId by,
            Instant at,
            Instant until,
            @Nullable Instant due) {
        jdbc.sql("""
                        insert into case_share (district_id, id, case_id, school_id, recipient, words, purpose, by_staff, at,
                            until_at, due_at)
                        values (havenward_district(), :id, :case, :school, :recipient, :words, :purpose, :by, :at, :until, :due)
                        """)
                .param("id", id)
                .param("case", file.id().value())
                .param("school", file.school().value())
                .param("recipient", recipient.value())
                .param("words", words)
                .param("purpose", purpose)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .param("until", Timestamp.from(until))
                .param("due", due == null ? null : Timestamp.from(due))
                .update();
    }

    List<Row> of(CaseId id) {
        return jdbc.sql("select * from case_share where case_id = :case order by id desc")
                .param("case", id.value())
                .query((row, number) -> row(row))
                .list();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql("select * from case_share where id = :id")
                .param("id", id)
                .query((row, number) -> row(row))
                .optional();
    }

    Optional<Row> lock(UUID id) {
        return jdbc.sql("select * from case_share where id = :id for update")
                .param("id", id)
                .query((row, number) -> row(row))
                .optional();
    }

    /** What lasts for someone, as far as two conditions of the gate let them see it. */
    List<Row> lasting(StaffId recipient, Instant now, Visible open, Visible notShutOut) {
        Map<String, Object> parameters = new HashMap<>(open.parameters());
        parameters.putAll(notShutOut.parameters());
        return jdbc.sql("""
                        select s.* from case_share s
                        where s.recipient = :me and s.ended_at is null and s.until_at > :now and %s and %s
                        order by s.id desc limit 200
                        """.formatted(open.sql(), notShutOut.sql()))
                .params(parameters)
                .param("me", recipient.value())
                .param("now", Timestamp.from(now))
                .query((row, number) -> row(row))
                .list();
    }

    void read(UUID id, Instant at) {
        jdbc.sql("update case_share set read_at = :at where id = :id and read_at is null")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    void done(UUID id, Instant at) {
        jdbc.sql("update case_share set done_at = :at where id = :id and due_at is not null and done_at is null")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    boolean end(UUID id, StaffId by, Instant at) {
        return jdbc.sql("update case_share set ended_at = :at, ended_by = :by where id = :id and ended_at is null")
                        .param("id", id)
                        .param("at", Timestamp.from(at))
                        .param("by", by.value())
                        .update()
                > 0;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new CaseId(row.getObject("case_id", UUID.class)),
                new SchoolId(row.getObject("school_id", UUID.class)),
                new StaffId(row.getObject("recipient", UUID.class)),
                row.getBytes("words"),
                row.getBytes("purpose"),
                new StaffId(row.getObject("by_staff", UUID.class)),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("until_at").toInstant(),
                CaseFiles.instant(row, "read_at"),
                CaseFiles.instant(row, "ended_at"),
                CaseFiles.instant(row, "due_at"),
                CaseFiles.instant(row, "done_at"));
    }
}
