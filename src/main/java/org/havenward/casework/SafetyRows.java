package org.havenward.casework;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores who said when that a student is safe now, or is not: appended, never changed. Later is what was written later, since
 * clocks jump.
 */
@Repository
class SafetyRows {
    /** Where it was said. */
    enum Source {
        CONCERN,
        ANSWER,
        JUDGMENT
    }

    /** @param sourceId the concern, the answer, or the judgment */
    record Row(
            UUID id,
            Instant at,
            Instant saidAt,
            boolean safe,
            Source source,
            UUID sourceId,
            @Nullable StaffId by) {}

    private final JdbcClient jdbc;

    SafetyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(CaseId caseId, Row row) {
        jdbc.sql("""
                        insert into case_safety (district_id, id, case_id, at, said_at, safe, source, source_id, by_staff)
                        values (havenward_district(), :id, :case, :at, :said, :safe, :source, :of, :by)
                        """)
                .param("id", row.id())
                .param("case", caseId.value())
                .param("at", Timestamp.from(row.at()))
                .param("said", Timestamp.from(row.saidAt()))
                .param("safe", row.safe())
                .param("source", row.source().name())
                .param("of", row.sourceId())
                .param("by", row.by() == null ? null : row.by().value())
                .update();
    }

    /** Since when someone has said that the student is not safe, and no judgment has said otherwise since; empty: nobody. */
    Optional<Instant> unsafeSince(CaseId caseId) {
        return jdbc.sql("""
                        select min(u.said_at) as since from case_safety u
                        where u.case_id = :case and not u.safe and not exists (
                            select 1 from case_safety s
                            where s.case_id = u.case_id and s.safe and s.seq > u.seq)
                        """)
                .param("case", caseId.value())
                .query((row, number) -> Optional.ofNullable(CaseFiles.instant(row, "since")))
                .single();
    }

    /** How often something was said of it, judgments that it is not clear among it: nothing is ever taken away. */
    String said(CaseId caseId) {
        return jdbc.sql("""
                        select (select count(*) from case_safety s where s.case_id = :case)
                            + (select count(*) from case_judgment j where j.case_id = :case and j.matter = 'SAFETY')
                        """).param("case", caseId.value()).query(String.class).single();
    }

    /** Newest first. */
    List<Row> of(CaseId caseId) {
        return jdbc.sql("select * from case_safety where case_id = :case order by seq desc limit 200")
                .param("case", caseId.value())
                .query((row, number) -> {
                    var by = row.getObject("by_staff", UUID.class);
                    return new Row(
                            row.getObject("id", UUID.class),
                            row.getTimestamp("at").toInstant(),
                            row.getTimestamp("said_at").toInstant(),
                            row.getBoolean("safe"),
                            Source.valueOf(row.getString("source")),
                            row.getObject("source_id", UUID.class),
                            by == null ? null : new StaffId(by));
                })
                .list();
    }
}
