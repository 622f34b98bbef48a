package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Visible;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores tasks. Overdue is a question to the data, not a state. */
@Repository
class TaskRows {
    /** A task as stored. */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            CaseId caseId,
            byte[] title,
            StaffId owner,
            Instant due,
            StaffId createdBy,
            @Nullable StaffId doneBy,
            @Nullable Instant doneAt) {}

    private final JdbcClient jdbc;

    TaskRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String place(UUID task) {
        return "casework.task/" + task;
    }

    void insert(UUID id, CaseId caseId, byte[] title, StaffId owner, Instant due, StaffId by, Instant at) {
        jdbc.sql("""
                        insert into case_task (district_id, id, case_id, title, owner, due_at, created_by, created_at)
                        values (havenward_district(), :id, :case, :title, :owner, :due, :by, :at)
                        """)
                .param("id", id)
                .param("case", caseId.value())
                .param("title", title)
                .param("owner", owner.value())
                .param("due", Timestamp.from(due))
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    Optional<Row> find(CaseId caseId, UUID id) {
        return jdbc.sql("select * from case_task where case_id = :case and id = :id")
                .param("case", caseId.value())
                .param("id", id)
                .query((row, number) -> row(row))
                .optional();
    }

    List<Row> open(CaseId caseId) {
        return jdbc.sql("select * from case_task where case_id = :case and done_at is null order by due_at, id")
                .param("case", caseId.value())
                .query((row, number) -> row(row))
                .list();
    }

    /** All of a case, the open ones first, then what was done last. */
    List<Row> all(CaseId caseId) {
        return jdbc.sql("""
                        select * from case_task where case_id = :case
                        order by done_at is not null, case when done_at is null then due_at end, done_at desc, id
                        """)
                .param("case", caseId.value())
                .query((row, number) -> row(row))
                .list();
    }

    Map<UUID, Row> some(CaseId caseId, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select * from case_task where case_id = :case and id in (:ids)")
                .param("case", caseId.value())
                .param("ids", ids)
                .query((row, number) -> row(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::id, row -> row));
    }

    void done(UUID id, StaffId by, Instant at) {
        jdbc.sql("update case_task set done_by = :by, done_at = :at where id = :id")
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    void reassign(UUID id, StaffId owner, Instant due) {
        jdbc.sql("update case_task set owner = :owner, due_at = :due where id = :id")
                .param("owner", owner.value())
                .param("due", Timestamp.from(due))
                .param("id", id)
                .update();
    }

    /** An open task for My day: no words of it. */
    record Due(UUID task, CaseId caseId, String number, Instant due, boolean mine) {}

    /** Open tasks that someone owns, or waits for as a case's lead, in open cases that they may open. */
    List<Due> due(StaffId who, Visible visible, int limit) {
        return jdbc.sql("""
                        select t.id, t.case_id, c.number, t.due_at, t.owner = :who as mine
                        from case_task t join case_file c on c.district_id = t.district_id and c.id = t.case_id
                        where t.done_at is null and c.status <> 'CLOSED' and (t.owner = :who or c.lead = :who)
                          and %s
                        order by t.due_at, t.id limit :limit
                        """.formatted(visible.sql()))
                .params(visible.parameters())
                .param("who", who.value())
                .param("limit", limit)
                .query((row, number) -> new Due(
                        row.getObject("id", UUID.class),
                        new CaseId(row.getObject("case_id", UUID.class)),
                        row.getString("number"),
                        row.getTimestamp("due_at").toInstant(),
                        row.getBoolean("mine")))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        var doneBy = row.getObject("done_by", UUID.class);
        return new Row(
                row.getObject("id", UUID.class),
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getBytes("title"),
                new StaffId(row.getObject("owner", UUID.class)),
                row.getTimestamp("due_at").toInstant(),
                new StaffId(row.getObject("created_by", UUID.class)),
                doneBy == null ? null : new StaffId(doneBy),
                CaseFiles.instant(row, "done_at"));
    }
}
