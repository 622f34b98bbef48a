package org.havenward.mandate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Visible;
import org.havenward.casework.CaseId;
import org.havenward.concern.ConcernId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.protocol.LawFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores duties to report. */
@Repository
class DutyRows {
    private final JdbcClient jdbc;

    DutyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it is new: a person has one duty for each suspicion, and one report goes on from another. */
    boolean add(Duty duty, Instant arose, Instant tellAt) {
        return jdbc.sql("""
                                insert into mandate_duty (district_id, id, case_id, case_number, school_id, holder, reason,
                                    concern_id, follows, cause_at, arose_at, state, law_on, call_hours, written,
                                    written_hours, unreviewed, call_due, late_after, written_due, written_owed, status,
                                    tell_at)
                                values (havenward_district(), :id, :case, :number, :school, :holder, :reason, :concern,
                                    :follows, :cause, :arose, :state, :on, :callHours, :written, :writtenHours,
                                    :unreviewed, :callDue, :late, :writtenDue, :writtenOwed, 'OWED', :tellAt)
                                on conflict do nothing
                                """)
                        .param("id", duty.id().value())
                        .param("case", duty.caseId().value())
                        .param("number", duty.caseNumber())
                        .param("school", duty.school().value())
                        .param("holder", duty.holder().value())
                        .param("reason", duty.reason().name())
                        .param(
                                "concern",
                                duty.concern() == null ? null : duty.concern().value())
                        .param(
                                "follows",
                                duty.follows() == null ? null : duty.follows().value())
                        .param("cause", Timestamp.from(duty.causeAt()))
                        .param("arose", Timestamp.from(arose))
                        .param("state", duty.law().state())
                        .param("on", duty.law().on())
                        .param("callHours", duty.law().callHours())
                        .param("written", duty.law().written().name())
                        .param("writtenHours", duty.law().writtenHours())
                        .param("unreviewed", duty.law().unreviewed())
                        .param("callDue", Timestamp.from(duty.callDue()))
                        .param("late", Timestamp.from(duty.lateAfter()))
                        .param("writtenDue", at(duty.writtenDue()))
                        .param("writtenOwed", duty.writtenOwed())
                        .param("tellAt", Timestamp.from(tellAt))
                        .update()
                == 1;
    }

    Optional<Duty> find(DutyId id) {
        return one("select * from mandate_duty where id = :id", id);
    }

    Optional<Duty> lock(DutyId id) {
        return one("select * from mandate_duty where id = :id for no key update", id);
    }

    private Optional<Duty> one(String sql, DutyId id) {
        return jdbc.sql(sql)
                .param("id", id.value())
                .query((row, number) -> duty(row))
                .optional();
    }

    /** Keeps how far it is, and when the next reminder is due; the reminders begin anew. */
    void save(Duty duty, @Nullable Instant tellAt) {
        jdbc.sql("""
                        update mandate_duty set status = :status, called_at = :called, sent_at = :sent,
                            written_owed = :owed, written_due = :writtenDue, tell_at = :tellAt, told = 0 where id = :id
                        """)
                .param("status", duty.status().name())
                .param("called", at(duty.calledAt()))
                .param("sent", at(duty.sentAt()))
                .param("owed", duty.writtenOwed())
                .param("writtenDue", at(duty.writtenDue()))
                .param("tellAt", at(tellAt))
                .param("id", duty.id().value())
                .update();
    }

    void told(DutyId id, int told, Instant tellAt) {
        jdbc.sql("update mandate_duty set told = :told, tell_at = :tellAt where id = :id")
                .param("told", told)
                .param("tellAt", Timestamp.from(tellAt))
                .param("id", id.value())
                .update();
    }

    void holderGone(DutyId id, @Nullable Instant since) {
        jdbc.sql("update mandate_duty set holder_gone_at = :since where id = :id")
                .param("since", at(since))
                .param("id", id.value())
                .update();
    }

    /** A duty that is due a reminder, with how many were given. */
    record ToTell(Duty duty, int told) {}

    List<ToTell> lockToTell(Instant now, int limit) {
        return jdbc.sql("""
                        select * from mandate_duty where tell_at <= :now
                        order by tell_at limit :limit for no key update skip locked
                        """)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, number) -> new ToTell(duty(row), row.getInt("told")))
                .list();
    }

    /** Whoever owes something now, or owed it when they left. */
    List<StaffId> holdersOwing() {
        return jdbc.sql("""
                        select distinct holder from mandate_duty
                        where status = 'OWED' or (written_owed and sent_at is null) or holder_gone_at is not null
                        """)
                .query((row, number) -> new StaffId(row.getObject(1, UUID.class)))
                .list();
    }

    List<Duty> owedBy(StaffId holder) {
        return jdbc.sql("""
                        select * from mandate_duty where holder = :who
                            and (status = 'OWED' or (written_owed and sent_at is null)) order by call_due, id
                        """)
                .param("who", holder.value())
                .query((row, number) -> duty(row))
                .list();
    }

    /** All duties of a case, by when each person had cause. */
    List<Duty> of(CaseId id) {
        return jdbc.sql("select * from mandate_duty where case_id = :case order by cause_at, id")
                .param("case", id.value())
                .query((row, number) -> duty(row))
                .list();
    }

    /** The newest of someone's reports in a case, where they have any: the one that none goes on from, whatever the clocks said. */
    Optional<Duty> newest(CaseId id, StaffId holder) {
        return jdbc.sql("""
                        select d.* from mandate_duty d where d.case_id = :case and d.holder = :who and not exists (
                            select 1 from mandate_duty f where f.district_id = d.district_id and f.follows = d.id)
                        """)
                .param("case", id.value())
                .param("who", holder.value())
                .query((row, number) -> duty(row))
                .optional();
    }

    Optional<Duty> after(DutyId id) {
        return one("select * from mandate_duty where follows = :id", id);
    }

    /** Someone's own duties: what is owed first, by when it is due; then what is done, newest first. */
    List<Duty> own(StaffId holder, Visible visible, Visible cases, int limit) {
        return jdbc.sql("""
                        select d.* from mandate_duty d where d.holder = :who and %s and %s
                        order by (d.status = 'OWED' or (d.written_owed and d.sent_at is null)) desc,
                            case when d.status = 'OWED' then d.call_due end, d.cause_at desc, d.id desc limit :limit
                        """.formatted(visible.sql(), cases.sql()))
                .params(visible.parameters())
                .params(cases.parameters())
                .param("who", holder.value())
                .param("limit", limit)
                .query((row, number) -> duty(row))
                .list();
    }

    /** Duties that a condition picks, newest cause first. */
    List<Duty> select(String condition, Map<String, ?> parameters, int limit) {
        var all = new HashMap<String, Object>(parameters);
        all.put("limit", limit);
        return jdbc.sql("select d.* from mandate_duty d where " + condition
                        + " order by d.cause_at desc, d.id desc limit :limit")
                .params(all)
                .query((row, number) -> duty(row))
                .list();
    }

    private static Duty duty(ResultSet row) throws SQLException {
        var concern = row.getObject("concern_id", UUID.class);
        var follows = row.getObject("follows", UUID.class);
        return new Duty(
                new DutyId(row.getObject("id", UUID.class)),
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getString("case_number"),
                new SchoolId(row.getObject("school_id", UUID.class)),
                new StaffId(row.getObject("holder", UUID.class)),
                Reason.valueOf(row.getString("reason")),
                concern == null ? null : new ConcernId(concern),
                follows == null ? null : new DutyId(follows),
                row.getTimestamp("cause_at").toInstant(),
                new Duty.Law(
                        row.getString("state"),
                        row.getObject("law_on", java.time.LocalDate.class),
                        row.getObject("call_hours", Integer.class),
                        LawFacts.Written.valueOf(row.getString("written")),
                        row.getObject("written_hours", Integer.class),
                        row.getString("unreviewed")),
                row.getTimestamp("call_due").toInstant(),
                row.getTimestamp("late_after").toInstant(),
                row.getBoolean("written_owed"),
                instant(row, "written_due"),
                ReportStatus.valueOf(row.getString("status")),
                instant(row, "called_at"),
                instant(row, "sent_at"),
                instant(row, "holder_gone_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable Timestamp at(@Nullable Instant moment) {
        return moment == null ? null : Timestamp.from(moment);
    }
}
