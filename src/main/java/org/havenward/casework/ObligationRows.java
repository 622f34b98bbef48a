package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Visible;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores what cases owe. */
@Repository
class ObligationRows {
    record Row(
            String key,
            String labelKey,
            @Nullable Instant due,
            Instant opened,
            @Nullable Instant settled) {}

    private final JdbcClient jdbc;

    ObligationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it is new; the same key again is the same obligation. */
    boolean open(CaseId caseId, String key, String labelKey, @Nullable Instant due, Instant at) {
        return jdbc.sql("""
                                insert into case_obligation (district_id, case_id, key, label_key, due_at, opened_at)
                                values (havenward_district(), :case, :key, :label, :due, :at)
                                on conflict (district_id, case_id, key) do nothing
                                """)
                        .param("case", caseId.value())
                        .param("key", key)
                        .param("label", labelKey)
                        .param("due", due == null ? null : Timestamp.from(due))
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Opens one again that was settled; whether it was. */
    boolean openAgain(CaseId caseId, String key, Instant at) {
        return jdbc.sql("""
                                update case_obligation set settled_at = null, opened_at = :at
                                where case_id = :case and key = :key and settled_at is not null
                                """)
                        .param("at", Timestamp.from(at))
                        .param("case", caseId.value())
                        .param("key", key)
                        .update()
                == 1;
    }

    void setDue(CaseId caseId, String key, @Nullable Instant due) {
        jdbc.sql("update case_obligation set due_at = :due where case_id = :case and key = :key")
                .param("due", due == null ? null : Timestamp.from(due))
                .param("case", caseId.value())
                .param("key", key)
                .update();
    }

    /** What was owed, where it was still open. */
    Optional<String> settle(CaseId caseId, String key, Instant at) {
        return jdbc.sql("""
                        update case_obligation set settled_at = :at
                        where case_id = :case and key = :key and settled_at is null returning label_key
                        """)
                .param("at", Timestamp.from(at))
                .param("case", caseId.value())
                .param("key", key)
                .query(String.class)
                .optional();
    }

    /** The open ones first, by when they are due; then what was settled. */
    List<Row> of(CaseId caseId) {
        return jdbc.sql("""
                        select * from case_obligation where case_id = :case
                        order by settled_at is not null, due_at nulls last, opened_at
                        """)
                .param("case", caseId.value())
                .query((row, number) -> row(row))
                .list();
    }

    record Due(
            CaseId caseId,
            String number,
            String labelKey,
            @Nullable Instant due) {}

    /** What the open cases owe that someone leads. */
    List<Due> due(StaffId lead, Visible visible, int limit) {
        return jdbc.sql("""
                        select o.case_id, c.number, o.label_key, o.due_at
                        from case_obligation o join case_file c on c.district_id = o.district_id and c.id = o.case_id
                        where o.settled_at is null and c.lead = :who and %s
                        order by o.due_at nulls last limit :limit
                        """.formatted(visible.sql()))
                .params(visible.parameters())
                .param("who", lead.value())
                .param("limit", limit)
                .query((row, number) -> new Due(
                        new CaseId(row.getObject("case_id", UUID.class)),
                        row.getString("number"),
                        row.getString("label_key"),
                        CaseFiles.instant(row, "due_at")))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("key"),
                row.getString("label_key"),
                CaseFiles.instant(row, "due_at"),
                row.getTimestamp("opened_at").toInstant(),
                CaseFiles.instant(row, "settled_at"));
    }
}
