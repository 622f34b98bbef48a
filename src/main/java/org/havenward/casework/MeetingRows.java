package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Visible;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores meetings with students: how each stands, and, only ever added to, what was written down about it. */
@Repository
class MeetingRows {
    record Row(UUID id, CaseId caseId, MeetingState state, Instant meetsAt, StaffId who) {}

    /** What was written down at one step; words sealed. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(
            UUID id,
            UUID meeting,
            MeetingStep step,
            Instant at,
            StaffId by,
            Instant meetsAt,
            StaffId who,
            byte @Nullable [] place,
            byte @Nullable [] others,
            byte @Nullable [] studentWords,
            byte @Nullable [] counselorView,
            @Nullable UUID corrects) {}

    private final JdbcClient jdbc;

    MeetingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String place(String field, UUID entry) {
        return "casework.meeting." + field + "/" + entry;
    }

    void insert(Row row, StaffId by, Instant at) {
        jdbc.sql("""
                        insert into case_meeting (district_id, id, case_id, state, meets_at, who, made_by, made_at)
                        values (havenward_district(), :id, :case, :state, :meets, :who, :by, :at)
                        """)
                .param("id", row.id())
                .param("case", row.caseId().value())
                .param("state", row.state().name())
                .param("meets", Timestamp.from(row.meetsAt()))
                .param("who", row.who().value())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    void update(UUID id, MeetingState state, Instant meetsAt, StaffId who) {
        jdbc.sql("update case_meeting set state = :state, meets_at = :meets, who = :who where id = :id")
                .param("state", state.name())
                .param("meets", Timestamp.from(meetsAt))
                .param("who", who.value())
                .param("id", id)
                .update();
    }

    void append(CaseId caseId, Entry entry) {
        jdbc.sql("""
                        insert into case_meeting_entry (district_id, id, case_id, meeting_id, step, at, by_staff, meets_at,
                            who, place, others, student_words, counselor_view, corrects)
                        values (havenward_district(), :id, :case, :meeting, :step, :at, :by, :meets, :who, :place, :others,
                            :student, :view, :corrects)
                        """)
                .param("id", entry.id())
                .param("case", caseId.value())
                .param("meeting", entry.meeting())
                .param("step", entry.step().name())
                .param("at", Timestamp.from(entry.at()))
                .param("by", entry.by().value())
                .param("meets", Timestamp.from(entry.meetsAt()))
                .param("who", entry.who().value())
                .param("place", entry.place())
                .param("others", entry.others())
                .param("student", entry.studentWords())
                .param("view", entry.counselorView())
                .param("corrects", entry.corrects())
                .update();
    }

    Optional<Row> find(CaseId caseId, UUID id) {
        return jdbc.sql("select * from case_meeting where case_id = :case and id = :id")
                .param("case", caseId.value())
                .param("id", id)
                .query((row, number) -> row(row))
                .optional();
    }

    /** Those to come first, the next one on top; then those that were, the last one on top. */
    List<Row> all(CaseId caseId) {
        return jdbc.sql("""
                        select * from case_meeting where case_id = :case
                        order by state <> 'PLANNED', case when state = 'PLANNED' then meets_at end, meets_at desc, id desc
                        """)
                .param("case", caseId.value())
                .query((row, number) -> row(row))
                .list();
    }

    /** All that was written down about a meeting, oldest first. */
    List<Entry> entries(UUID meeting) {
        return jdbc.sql("select * from case_meeting_entry where meeting_id = :meeting order by seq")
                .param("meeting", meeting)
                .query((row, number) -> entry(row))
                .list();
    }

    List<Entry> entries(CaseId caseId, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select * from case_meeting_entry where case_id = :case and id in (:ids)")
                .param("case", caseId.value())
                .param("ids", ids)
                .query((row, number) -> entry(row))
                .list();
    }

    /** A meeting for My day: no words of it. */
    record Due(UUID meeting, CaseId caseId, String number, Instant at) {}

    /** Planned meetings of someone in open cases that they may open. */
    List<Due> due(StaffId who, Visible visible, int limit) {
        return jdbc.sql("""
                        select m.id, m.case_id, c.number, m.meets_at
                        from case_meeting m join case_file c on c.district_id = m.district_id and c.id = m.case_id
                        where m.state = 'PLANNED' and c.status <> 'CLOSED' and m.who = :who and %s
                        order by m.meets_at, m.id limit :limit
                        """.formatted(visible.sql()))
                .params(visible.parameters())
                .param("who", who.value())
                .param("limit", limit)
                .query((row, number) -> new Due(
                        row.getObject("id", UUID.class),
                        new CaseId(row.getObject("case_id", UUID.class)),
                        row.getString("number"),
                        row.getTimestamp("meets_at").toInstant()))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new CaseId(row.getObject("case_id", UUID.class)),
                MeetingState.valueOf(row.getString("state")),
                row.getTimestamp("meets_at").toInstant(),
                new StaffId(row.getObject("who", UUID.class)));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("meeting_id", UUID.class),
                MeetingStep.valueOf(row.getString("step")),
                row.getTimestamp("at").toInstant(),
                new StaffId(row.getObject("by_staff", UUID.class)),
                row.getTimestamp("meets_at").toInstant(),
                new StaffId(row.getObject("who", UUID.class)),
                row.getBytes("place"),
                row.getBytes("others"),
                row.getBytes("student_words"),
                row.getBytes("counselor_view"),
                row.getObject("corrects", UUID.class));
    }
}
