package org.havenward.mandate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Visible;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseId;
import org.havenward.casework.FamilyMemberId;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was told outside; only ever added to. */
@Repository
class DisclosureRows {
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            CaseId caseId,
            DisclosureBasis basis,
            byte[] party,
            byte[] what,
            byte[] why,
            byte @Nullable [] threat,
            @Nullable UUID release,
            @Nullable FamilyMemberId member,
            boolean toStudent,
            boolean againstGuard,
            Instant toldAt,
            StaffId by,
            Instant recordedAt,
            @Nullable UUID corrects) {}

    private final JdbcClient jdbc;

    DisclosureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CaseFacts file, Row row) {
        var student = file.student();
        jdbc.sql("""
                        insert into mandate_disclosure (district_id, id, case_id, school_id, student_id, basis, party, what,
                            why, threat, release_id, member_id, to_student, against_guard, told_at, recorded_by, recorded_at, corrects)
                        values (havenward_district(), :id, :case, :school, :student, :basis, :party, :what, :why, :threat,
                            :release, :member, :toStudent, :against, :told, :by, :at, :corrects)
                        """)
                .param("id", row.id())
                .param("case", file.id().value())
                .param("school", file.school().value())
                .param("student", student == null ? null : student.value())
                .param("basis", row.basis().name())
                .param("party", row.party())
                .param("what", row.what())
                .param("why", row.why())
                .param("threat", row.threat())
                .param("release", row.release())
                .param("member", row.member() == null ? null : row.member().value())
                .param("toStudent", row.toStudent())
                .param("against", row.againstGuard())
                .param("told", Timestamp.from(row.toldAt()))
                .param("by", row.by().value())
                .param("at", Timestamp.from(row.recordedAt()))
                .param("corrects", row.corrects())
                .update();
    }

    int count(CaseId id) {
        return jdbc.sql("select count(*) from mandate_disclosure where case_id = :case")
                .param("case", id.value())
                .query(Integer.class)
                .single();
    }

    Optional<Row> find(CaseId id, UUID disclosure) {
        return jdbc.sql("select * from mandate_disclosure where case_id = :case and id = :id")
                .param("case", id.value())
                .param("id", disclosure)
                .query((row, number) -> row(row))
                .optional();
    }

    /** Of a case, and of the student's other cases that a condition of the gate lets the viewer open; oldest first. */
    List<Row> of(CaseFacts file, boolean wholeStudent, Visible open) {
        var student = file.student();
        return jdbc.sql("""
                        select d.* from mandate_disclosure d
                        where (d.case_id = :case or (:whole and d.student_id = cast(:student as uuid))) and %s
                        order by d.told_at, d.id
                        """.formatted(open.sql()))
                .params(open.parameters())
                .param("case", file.id().value())
                .param("whole", wholeStudent)
                .param("student", student == null ? null : student.value().toString())
                .query((row, number) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        var member = row.getObject("member_id", UUID.class);
        return new Row(
                row.getObject("id", UUID.class),
                new CaseId(row.getObject("case_id", UUID.class)),
                DisclosureBasis.valueOf(row.getString("basis")),
                row.getBytes("party"),
                row.getBytes("what"),
                row.getBytes("why"),
                row.getBytes("threat"),
                row.getObject("release_id", UUID.class),
                member == null ? null : new FamilyMemberId(member),
                row.getBoolean("to_student"),
                row.getBoolean("against_guard"),
                row.getTimestamp("told_at").toInstant(),
                new StaffId(row.getObject("recorded_by", UUID.class)),
                row.getTimestamp("recorded_at").toInstant(),
                row.getObject("corrects", UUID.class));
    }
}
