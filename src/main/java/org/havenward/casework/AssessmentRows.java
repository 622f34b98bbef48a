package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.casework.instrument.Instrument;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores assessments and their answers: appended, never changed. */
@Repository
class AssessmentRows {
    record Row(UUID id, String instrument, Instrument.Purpose purpose, StaffId begunBy, Instant begunAt) {}

    /** @param meeting during which it was given */
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(
            UUID id,
            UUID assessment,
            String question,
            byte[] answer,
            Instant at,
            StaffId by,
            @Nullable UUID meeting) {}

    private final JdbcClient jdbc;

    AssessmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String place(UUID answer) {
        return "casework.answer/" + answer;
    }

    void insert(CaseId caseId, Row row) {
        jdbc.sql("""
                        insert into case_assessment (district_id, id, case_id, instrument, purpose, begun_by, begun_at)
                        values (havenward_district(), :id, :case, :instrument, :purpose, :by, :at)
                        """)
                .param("id", row.id())
                .param("case", caseId.value())
                .param("instrument", row.instrument())
                .param("purpose", row.purpose().name())
                .param("by", row.begunBy().value())
                .param("at", Timestamp.from(row.begunAt()))
                .update();
    }

    Optional<Row> find(CaseId caseId, UUID id) {
        return jdbc.sql("select * from case_assessment where case_id = :case and id = :id")
                .param("case", caseId.value())
                .param("id", id)
                .query((row, number) -> row(row))
                .optional();
    }

    /** Newest first. */
    List<Row> of(CaseId caseId) {
        return jdbc.sql("select * from case_assessment where case_id = :case order by begun_at desc, id desc")
                .param("case", caseId.value())
                .query((row, number) -> row(row))
                .list();
    }

    void append(CaseId caseId, Answered answered) {
        jdbc.sql("""
                        insert into case_answer (district_id, id, case_id, assessment_id, question, answer, at, by_staff,
                            meeting_id)
                        values (havenward_district(), :id, :case, :assessment, :question, :answer, :at, :by, :meeting)
                        """)
                .param("id", answered.id())
                .param("case", caseId.value())
                .param("assessment", answered.assessment())
                .param("question", answered.question())
                .param("answer", answered.answer())
                .param("at", Timestamp.from(answered.at()))
                .param("by", answered.by().value())
                .param("meeting", answered.meeting())
                .update();
    }

    /** All answers of an assessment, oldest first. */
    List<Answered> answers(UUID assessment) {
        return jdbc.sql("select * from case_answer where assessment_id = :assessment order by seq")
                .param("assessment", assessment)
                .query((row, number) -> answered(row))
                .list();
    }

    List<Answered> answersOfCase(CaseId caseId) {
        return jdbc.sql("select * from case_answer where case_id = :case order by seq")
                .param("case", caseId.value())
                .query((row, number) -> answered(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("instrument"),
                Instrument.Purpose.valueOf(row.getString("purpose")),
                new StaffId(row.getObject("begun_by", UUID.class)),
                row.getTimestamp("begun_at").toInstant());
    }

    private static Answered answered(ResultSet row) throws SQLException {
        return new Answered(
                row.getObject("id", UUID.class),
                row.getObject("assessment_id", UUID.class),
                row.getString("question"),
                row.getBytes("answer"),
                row.getTimestamp("at").toInstant(),
                new StaffId(row.getObject("by_staff", UUID.class)),
                row.getObject("meeting_id", UUID.class));
    }
}
