package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores judgments: appended, never changed. Their reasons are the words of the chronology's entry of the same id. */
@Repository
class JudgmentRows {
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            Conclusion conclusion,
            Set<Conclusion.Basis> basis,
            @Nullable UUID assessment,
            byte @Nullable [] support,
            Instant at,
            StaffId by) {}

    private final JdbcClient jdbc;

    JudgmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String supportPlace(UUID id) {
        return "casework.judgment.support/" + id;
    }

    void append(CaseId caseId, Row row) {
        jdbc.sql("""
                        insert into case_judgment (district_id, id, case_id, matter, conclusion, basis, assessment_id,
                            support, at, by_staff)
                        values (havenward_district(), :id, :case, :matter, :conclusion,
                            string_to_array(:basis, ','), :assessment, :support, :at, :by)
                        """)
                .param("id", row.id())
                .param("case", caseId.value())
                .param("matter", row.conclusion().matter().name())
                .param("conclusion", row.conclusion().name())
                .param("basis", row.basis().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .param("assessment", row.assessment())
                .param("support", row.support())
                .param("at", Timestamp.from(row.at()))
                .param("by", row.by().value())
                .update();
    }

    /** What was written last comes first: clocks jump, and the lock on the case makes one follow the other. */
    List<Row> of(CaseId caseId) {
        return jdbc.sql("select * from case_judgment where case_id = :case order by seq desc")
                .param("case", caseId.value())
                .query((row, number) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        var basis = (String[]) row.getArray("basis").getArray();
        return new Row(
                row.getObject("id", UUID.class),
                Conclusion.valueOf(row.getString("conclusion")),
                Arrays.stream(basis)
                        .filter(word -> !word.isEmpty())
                        .map(Conclusion.Basis::valueOf)
                        .collect(Collectors.toSet()),
                row.getObject("assessment_id", UUID.class),
                row.getBytes("support"),
                row.getTimestamp("at").toInstant(),
                new StaffId(row.getObject("by_staff", UUID.class)));
    }
}
