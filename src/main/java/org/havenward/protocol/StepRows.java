package org.havenward.protocol;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.casework.CaseId;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pins, answers, and marks as stored: added and read, never changed. */
@Repository
class StepRows {
    record Pin(
            ProtocolVersionId version, Instant at, @Nullable StaffId by) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Answer(UUID id, String question, Instant at, StaffId by, byte[] value, byte @Nullable [] note) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Mark(UUID id, String step, boolean done, Instant doneAt, Instant at, StaffId by, byte @Nullable [] note) {}

    private final JdbcClient jdbc;

    StepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String valuePlace(UUID answer) {
        return "protocol.answer/" + answer;
    }

    static String answerNotePlace(UUID answer) {
        return "protocol.answer_note/" + answer;
    }

    static String markNotePlace(UUID mark) {
        return "protocol.mark_note/" + mark;
    }

    Optional<Pin> pin(CaseId id) {
        return jdbc.sql("""
                        select version_id, at, by_staff from protocol_pin where case_id = :case
                        order by seq desc limit 1
                        """)
                .param("case", id.value())
                .query((row, number) -> new Pin(
                        new ProtocolVersionId(row.getObject("version_id", UUID.class)),
                        row.getTimestamp("at").toInstant(),
                        Optional.ofNullable(row.getObject("by_staff", UUID.class))
                                .map(StaffId::new)
                                .orElse(null)))
                .optional();
    }

    /** The version that a case follows from the beginning; of two that race, the first counts. */
    void pinFirst(CaseId id, ProtocolVersionId version, Instant at) {
        jdbc.sql("""
                        insert into protocol_pin (district_id, id, case_id, version_id, at)
                        values (havenward_district(), :id, :case, :version, :at)
                        on conflict (district_id, case_id) where by_staff is null do nothing
                        """)
                .param("id", Ids.next())
                .param("case", id.value())
                .param("version", version.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    void pin(CaseId id, UUID pin, ProtocolVersionId version, Instant at, StaffId by) {
        jdbc.sql("""
                        insert into protocol_pin (district_id, id, case_id, version_id, at, by_staff)
                        values (havenward_district(), :id, :case, :version, :at, :by)
                        """)
                .param("id", pin)
                .param("case", id.value())
                .param("version", version.value())
                .param("at", Timestamp.from(at))
                .param("by", by.value())
                .update();
    }

    /** In the order in which they were given. */
    List<Answer> answers(CaseId id) {
        return jdbc.sql("""
                        select id, question, at, by_staff, value, note from protocol_answer where case_id = :case
                        order by seq
                        """)
                .param("case", id.value())
                .query((row, number) -> new Answer(
                        row.getObject("id", UUID.class),
                        row.getString("question"),
                        row.getTimestamp("at").toInstant(),
                        new StaffId(row.getObject("by_staff", UUID.class)),
                        row.getBytes("value"),
                        row.getBytes("note")))
                .list();
    }

    void add(CaseId id, Answer answer) {
        jdbc.sql("""
                        insert into protocol_answer (district_id, id, case_id, question, at, by_staff, value, note)
                        values (havenward_district(), :id, :case, :question, :at, :by, :value, :note)
                        """)
                .param("id", answer.id())
                .param("case", id.value())
                .param("question", answer.question())
                .param("at", Timestamp.from(answer.at()))
                .param("by", answer.by().value())
                .param("value", answer.value())
                .param("note", answer.note())
                .update();
    }

    /** In the order in which they were said. */
    List<Mark> marks(CaseId id) {
        return jdbc.sql("""
                        select id, step, done, done_at, at, by_staff, note from protocol_mark where case_id = :case
                        order by seq
                        """)
                .param("case", id.value())
                .query((row, number) -> new Mark(
                        row.getObject("id", UUID.class),
                        row.getString("step"),
                        row.getBoolean("done"),
                        row.getTimestamp("done_at").toInstant(),
                        row.getTimestamp("at").toInstant(),
                        new StaffId(row.getObject("by_staff", UUID.class)),
                        row.getBytes("note")))
                .list();
    }

    void add(CaseId id, Mark mark) {
        jdbc.sql("""
                        insert into protocol_mark (district_id, id, case_id, step, done, done_at, at, by_staff, note)
                        values (havenward_district(), :id, :case, :step, :done, :doneAt, :at, :by, :note)
                        """)
                .param("id", mark.id())
                .param("case", id.value())
                .param("step", mark.step())
                .param("done", mark.done())
                .param("doneAt", Timestamp.from(mark.doneAt()))
                .param("at", Timestamp.from(mark.at()))
                .param("by", mark.by().value())
                .param("note", mark.note())
                .update();
    }

    /** When a case is looked at again without anything happening in it; null: not. */
    void watch(CaseId id, @Nullable Instant next) {
        jdbc.sql("""
                        insert into protocol_watch (district_id, case_id, look_at)
                        values (havenward_district(), :case, :next)
                        on conflict (district_id, case_id) do update set look_at = excluded.look_at
                        """)
                .param("case", id.value())
                .param("next", next == null ? null : Timestamp.from(next))
                .update();
    }

    /** Some cases of this district that are to be looked at, in the order of their ids; after the given one. */
    List<CaseId> due(Instant now, CaseId after, int atMost) {
        return jdbc.sql("""
                        select case_id from protocol_watch where look_at <= :now and case_id > :after
                        order by case_id limit :most
                        """)
                .param("now", Timestamp.from(now))
                .param("after", after.value())
                .param("most", atMost)
                .query((row, number) -> new CaseId(row.getObject("case_id", UUID.class)))
                .list();
    }

    /** Whether a case is to be looked at: another may have looked meanwhile. */
    boolean isDue(CaseId id, Instant now) {
        return jdbc.sql("select exists (select from protocol_watch where case_id = :case and look_at <= :now)")
                .param("case", id.value())
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    /** All open cases of this district are to be looked at. */
    void watchAll(Instant now) {
        jdbc.sql("""
                        with held as (select case_id from protocol_watch where look_at > :now order by case_id for update)
                        update protocol_watch w set look_at = :now from held where w.case_id = held.case_id
                        """).param("now", Timestamp.from(now)).update();
    }

    List<UUID> districtsDue(Instant now) {
        return jdbc.sql("select protocol_districts_due(:now)")
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .list();
    }

    /** Notes that someone is told of an item; whether they were not told of it before. */
    boolean tell(CaseId id, String item, String told, StaffId who, Instant due, Instant at) {
        return jdbc.sql("""
                        insert into protocol_told (district_id, case_id, item, told, staff_id, due, at)
                        values (havenward_district(), :case, :item, :told, :who, :due, :at)
                        on conflict do nothing
                        """)
                        .param("case", id.value())
                        .param("item", item)
                        .param("told", told)
                        .param("who", who.value())
                        .param("due", Timestamp.from(due))
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }
}
