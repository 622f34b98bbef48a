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

/** Stores campus facts: appended, never changed. */
@Repository
class CampusRows {
    /** As stored; {@code takenBack}: whether a later one takes it back. */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            CampusKind kind,
            byte @Nullable [] student,
            byte @Nullable [] words,
            @Nullable UUID refersTo,
            StaffId by,
            Instant at,
            boolean takenBack) {}

    private final JdbcClient jdbc;

    CampusRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String place(String field, UUID fact) {
        return "casework.campus_" + field + "/" + fact;
    }

    @SuppressWarnings("TooManyParameters")
    void insert(
            UUID id,
            CaseId caseId,
            CampusKind kind,
            byte @Nullable [] student,
            byte @Nullable [] words,
            @Nullable UUID refersTo,
            StaffId by,
            Instant at) {
        jdbc.sql("""
                        insert into case_campus_fact (district_id, id, case_id, kind, student, words, refers_to, by_staff, at)
                        values (havenward_district(), :id, :case, :kind, :student, :words, :refers, :by, :at)
                        """)
                .param("id", id)
                .param("case", caseId.value())
                .param("kind", kind.name())
                .param("student", student)
                .param("words", words)
                .param("refers", refersTo)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Of a case, oldest first. */
    List<Row> of(CaseId id) {
        return jdbc.sql("""
                        select f.*, exists (select 1 from case_campus_fact b
                            where b.district_id = f.district_id and b.refers_to = f.id) as taken_back
                        from case_campus_fact f where f.case_id = :case order by f.id
                        """)
                .param("case", id.value())
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        CampusKind.valueOf(row.getString("kind")),
                        row.getBytes("student"),
                        row.getBytes("words"),
                        row.getObject("refers_to", UUID.class),
                        new StaffId(row.getObject("by_staff", UUID.class)),
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("taken_back")))
                .list();
    }

    /** When it was last said that other students are concerned, of the facts that stand; empty where none does. */
    Optional<Instant> othersSince(CaseId id) {
        return of(id).stream()
                .filter(row -> row.kind().aboutStudent() && !row.takenBack())
                .map(Row::at)
                .reduce((earlier, later) -> later);
    }
}
