package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores cases. Every statement sees the current district's rows only (row-level security). */
@Repository
class CaseFiles {
    private static final String COLUMNS =
            "id, number, school_id, student_id, key_id, status, status_before, outcome, lead, opened_at, closed_at, lead_gone_at";

    private final JdbcClient jdbc;

    CaseFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next number of a year, such as {@code HW-2026-0042}; two who ask at once wait for each other. */
    String nextNumber(int year) {
        int next = jdbc.sql("""
                        insert into case_number (district_id, year, last) values (havenward_district(), :year, 1)
                        on conflict (district_id, year) do update set last = case_number.last + 1
                        returning last
                        """).param("year", year).query(Integer.class).single();
        return "HW-%d-%04d".formatted(year, next);
    }

    void insert(CaseFile.State file, byte @Nullable [] sealedDescription, StaffId openedBy) {
        jdbc.sql("""
                        insert into case_file (district_id, id, number, school_id, student_id, student_description,
                            key_id, status, lead, opened_by, opened_at)
                        values (havenward_district(), :id, :number, :school, :student, :description, :key, :status,
                            :lead, :by, :at)
                        """)
                .param("id", file.id().value())
                .param("number", file.number())
                .param("school", file.school().value())
                .param("student", file.student() == null ? null : file.student().value())
                .param("description", sealedDescription)
                .param("key", file.key().value())
                .param("status", file.status().name())
                .param("lead", file.lead().value())
                .param("by", openedBy.value())
                .param("at", Timestamp.from(file.openedAt()))
                .update();
    }

    Optional<CaseFile.State> find(CaseId id) {
        return jdbc.sql("select " + COLUMNS + " from case_file where id = :id")
                .param("id", id.value())
                .query((row, number) -> state(row))
                .optional();
    }

    /** The same, and no one else changes the case until this transaction ends. */
    Optional<CaseFile> lock(CaseId id) {
        var state = jdbc.sql("select " + COLUMNS + " from case_file where id = :id for update")
                .param("id", id.value())
                .query((row, number) -> state(row))
                .optional();
        return state.map(found -> new CaseFile(
                found,
                count("select count(*) from case_obligation where case_id = :id and settled_at is null", id),
                count("select count(*) from case_task where case_id = :id and done_at is null", id)));
    }

    private int count(String sql, CaseId id) {
        return jdbc.sql(sql).param("id", id.value()).query(Integer.class).single();
    }

    void update(CaseFile file, Instant now) {
        boolean closed = file.status() == CaseStatus.CLOSED;
        var closedBefore = file.opened().closedAt();
        var closedAt = closedBefore == null ? now : closedBefore;
        jdbc.sql("""
                        update case_file set status = :status, status_before = :before, outcome = :outcome, lead = :lead,
                            closed_at = :closed, lead_gone_at = case when :gone then coalesce(lead_gone_at, :now) end
                        where id = :id
                        """)
                .param("status", file.status().name())
                .param("before", file.before() == null ? null : file.before().name())
                .param("outcome", file.outcome() == null ? null : file.outcome().name())
                .param("lead", file.lead().value())
                .param("closed", closed ? Timestamp.from(closedAt) : null)
                .param("gone", file.leadGone())
                .param("now", Timestamp.from(now))
                .param("id", file.opened().id().value())
                .update();
    }

    /** The sealed words about the student. */
    @SuppressWarnings("ArrayRecordComponent")
    record SealedNames(
            byte @Nullable [] description,
            byte @Nullable [] called,
            byte @Nullable [] pronouns,
            byte @Nullable [] ownWord) {}

    SealedNames names(CaseId id) {
        return jdbc.sql("select student_description, called, pronouns, own_word from case_file where id = :id")
                .param("id", id.value())
                .query((row, number) -> new SealedNames(
                        row.getBytes("student_description"),
                        row.getBytes("called"),
                        row.getBytes("pronouns"),
                        row.getBytes("own_word")))
                .single();
    }

    void rename(CaseId id, byte @Nullable [] called, byte @Nullable [] pronouns, byte @Nullable [] ownWord) {
        jdbc.sql("update case_file set called = :called, pronouns = :pronouns, own_word = :word where id = :id")
                .param("called", called)
                .param("pronouns", pronouns)
                .param("word", ownWord)
                .param("id", id.value())
                .update();
    }

    void recognize(CaseId id, StudentId student) {
        jdbc.sql("update case_file set student_id = :student where id = :id")
                .param("student", student.value())
                .param("id", id.value())
                .update();
    }

    static CaseFile.State state(ResultSet row) throws SQLException {
        var student = row.getObject("student_id", UUID.class);
        var before = row.getString("status_before");
        var outcome = row.getString("outcome");
        return new CaseFile.State(
                new CaseId(row.getObject("id", UUID.class)),
                row.getString("number"),
                new SchoolId(row.getObject("school_id", UUID.class)),
                student == null ? null : new StudentId(student),
                new KeyId(row.getObject("key_id", UUID.class)),
                CaseStatus.valueOf(row.getString("status")),
                before == null ? null : CaseStatus.valueOf(before),
                outcome == null ? null : Outcome.Kind.valueOf(outcome),
                new StaffId(row.getObject("lead", UUID.class)),
                row.getTimestamp("opened_at").toInstant(),
                instant(row, "closed_at"),
                instant(row, "lead_gone_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
