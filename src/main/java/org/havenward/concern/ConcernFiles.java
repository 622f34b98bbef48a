package org.havenward.concern;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.Ids;
import org.havenward.platform.KeyId;
import org.havenward.voice.ConversationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps concerns, their texts, and their steps. */
@Repository
class ConcernFiles {
    static final String COLUMNS = """
            c.id, c.school_id, c.student_id, c.key_id, c.origin, c.reporter, c.conversation_id, c.observed_at, c.received_at, c.urgency, c.status,
            c.waiting_since, c.acknowledge_by, c.backup_at, c.coordinator_at, c.backup_told_at, c.coordinator_told_at,
            c.acknowledged_by, c.acknowledged_at, c.decided_by, c.decided_at, c.version""";

    private final JdbcClient jdbc;

    ConcernFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is sealed and never changes; null where the reporter said nothing. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(byte @Nullable [] description, byte @Nullable [] place, byte @Nullable [] indicators) {}

    @SuppressWarnings("ArrayRecordComponent")
    record SealedText(
            UUID id, TextKind kind, byte[] words, @Nullable StaffId by, Instant at) {}

    /** One step of its history. */
    record Step(
            UUID id,
            StepKind kind,
            @Nullable StaffId by,
            Instant at,
            ConcernStatus to,
            @Nullable String code,
            @Nullable UUID refersTo) {}

    /** The concern and its narrative, in one statement. */
    void add(ConcernFile file, Sealed sealed, SealedText narrative) {
        var state = file.state();
        jdbc.sql("""
                with concern_row as (
                    insert into concern (district_id, id, school_id, student_id, key_id, origin, reporter, conversation_id,
                        description, place, indicators, observed_at, received_at, urgency, status, waiting_since, acknowledge_by, backup_at,
                        coordinator_at, escalate_at)
                    values (havenward_district(), :id, :school, :student, :key, :origin, :reporter, :conversation,
                        :description, :place, :indicators, :observed, :received, :urgency, :status, :received, :by, :backup, :coordinator,
                        :escalate))
                insert into concern_text (district_id, concern_id, id, kind, words, by_staff, at)
                values (havenward_district(), :id, :textId, :kind, :words, :reporter, :received)
                """)
                .param("id", file.id().value())
                .param("school", file.school().value())
                .param("student", file.student() == null ? null : file.student().value(), java.sql.Types.OTHER)
                .param("key", file.key().value())
                .param("origin", file.origin().name())
                .param(
                        "reporter",
                        file.reporter() == null ? null : file.reporter().value(),
                        java.sql.Types.OTHER)
                .param(
                        "conversation",
                        file.conversation() == null ? null : file.conversation().value(),
                        java.sql.Types.OTHER)
                .param("description", sealed.description(), java.sql.Types.BINARY)
                .param("place", sealed.place(), java.sql.Types.BINARY)
                .param("indicators", sealed.indicators(), java.sql.Types.BINARY)
                .param("observed", at(file.observedAt()))
                .param("received", at(file.receivedAt()))
                .param("urgency", file.urgent() ? 0 : 1)
                .param("status", state.status().name())
                .param("by", at(state.clock().acknowledgeBy()))
                .param("backup", at(state.clock().backupAt()))
                .param("coordinator", at(state.clock().coordinatorAt()))
                .param("escalate", at(escalateAt(file)), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("textId", narrative.id())
                .param("kind", narrative.kind().name())
                .param("words", narrative.words())
                .update();
    }

    /** Keeps the state of a concern that was locked before. */
    void save(ConcernFile file) {
        var state = file.state();
        var acknowledged = state.acknowledged();
        var decided = state.decided();
        jdbc.sql("""
                update concern set student_id = :student, urgency = :urgency, status = :status, waiting_since = :since, acknowledge_by = :by,
                    backup_at = :backup, coordinator_at = :coordinator, backup_told_at = :backupTold,
                    coordinator_told_at = :coordinatorTold, escalate_at = :escalate, acknowledged_by = :acknowledgedBy,
                    acknowledged_at = :acknowledgedAt, decided_by = :decidedBy, decided_at = :decidedAt,
                    version = :version
                where district_id = havenward_district() and id = :id
                """)
                .param("student", file.student() == null ? null : file.student().value(), java.sql.Types.OTHER)
                .param("urgency", file.urgent() ? 0 : 1)
                .param("status", state.status().name())
                .param("since", at(state.waitingSince()))
                .param("by", at(state.clock().acknowledgeBy()))
                .param("backup", at(state.clock().backupAt()))
                .param("coordinator", at(state.clock().coordinatorAt()))
                .param("backupTold", at(state.clock().backupToldAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("coordinatorTold", at(state.clock().coordinatorToldAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("escalate", at(escalateAt(file)), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "acknowledgedBy",
                        acknowledged == null ? null : acknowledged.by().value(),
                        java.sql.Types.OTHER)
                .param(
                        "acknowledgedAt",
                        acknowledged == null ? null : at(acknowledged.at()),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("decidedBy", decided == null ? null : decided.by().value(), java.sql.Types.OTHER)
                .param("decidedAt", decided == null ? null : at(decided.at()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("version", state.version())
                .param("id", file.id().value())
                .update();
    }

    private static @Nullable Instant escalateAt(ConcernFile file) {
        return file.waitsToBeRead() ? file.state().clock().next().orElse(null) : null;
    }

    Optional<ConcernFile> find(ConcernId id) {
        return jdbc.sql("select " + COLUMNS + " from concern c where c.id = :id")
                .param("id", id.value())
                .query(ConcernFiles::file)
                .optional();
    }

    /** The concern that a conversation is about. */
    Optional<ConcernFile> ofConversation(ConversationId conversation) {
        return jdbc.sql("select " + COLUMNS + " from concern c where c.conversation_id = :id")
                .param("id", conversation.value())
                .query(ConcernFiles::file)
                .optional();
    }

    /** The same, locked as by {@link #lock}. */
    Optional<ConcernFile> lockOf(ConversationId conversation) {
        return jdbc.sql("select " + COLUMNS + " from concern c where c.conversation_id = :id for update")
                .param("id", conversation.value())
                .query(ConcernFiles::file)
                .optional();
    }

    /** Waits for whoever works on it now, and then keeps others waiting until the transaction ends. */
    Optional<ConcernFile> lock(ConcernId id) {
        return jdbc.sql("select " + COLUMNS + " from concern c where c.id = :id for update")
                .param("id", id.value())
                .query(ConcernFiles::file)
                .optional();
    }

    /** Those with someone further to tell by now; skips what another node is at. */
    List<ConcernFile> lockDue(Instant now, int skipped, int atMost) {
        return jdbc.sql("select " + COLUMNS + """
                 from concern c where c.escalate_at <= :now order by c.escalate_at, c.id offset :skipped limit :most for update skip locked
                """)
                .param("now", at(now))
                .param("skipped", skipped)
                .param("most", atMost)
                .query(ConcernFiles::file)
                .list();
    }

    Sealed sealed(ConcernId id) {
        return jdbc.sql("select description, place, indicators from concern where id = :id")
                .param("id", id.value())
                .query((row, number) ->
                        new Sealed(row.getBytes("description"), row.getBytes("place"), row.getBytes("indicators")))
                .single();
    }

    void addText(ConcernId concern, SealedText text) {
        jdbc.sql("""
                insert into concern_text (district_id, concern_id, id, kind, words, by_staff, at)
                values (havenward_district(), :concern, :id, :kind, :words, :by, :at)
                """)
                .param("concern", concern.value())
                .param("id", text.id())
                .param("kind", text.kind().name())
                .param("words", text.words())
                .param("by", text.by() == null ? null : text.by().value(), java.sql.Types.OTHER)
                .param("at", at(text.at()))
                .update();
    }

    /** In the order in which they were written. */
    List<SealedText> texts(ConcernId concern) {
        return jdbc.sql(
                        "select id, kind, words, by_staff, at from concern_text where concern_id = :concern order by id")
                .param("concern", concern.value())
                .query((row, number) -> new SealedText(
                        row.getObject("id", UUID.class),
                        TextKind.valueOf(row.getString("kind")),
                        row.getBytes("words"),
                        staff(row, "by_staff"),
                        instant(row, "at")))
                .list();
    }

    void addStep(
            ConcernFile file,
            StepKind kind,
            @Nullable StaffId by,
            Instant at,
            @Nullable String code,
            @Nullable UUID refersTo) {
        jdbc.sql("""
                insert into concern_step (district_id, concern_id, id, step, by_staff, at, to_status, code, refers_to)
                values (havenward_district(), :concern, :id, :step, :by, :at, :to, :code, :refersTo)
                """)
                .param("concern", file.id().value())
                .param("id", Ids.next())
                .param("step", kind.name())
                .param("by", by == null ? null : by.value(), java.sql.Types.OTHER)
                .param("at", at(at))
                .param("to", file.status().name())
                .param("code", code, java.sql.Types.VARCHAR)
                .param("refersTo", refersTo, java.sql.Types.OTHER)
                .update();
    }

    List<Step> steps(ConcernId concern) {
        return jdbc.sql("""
                select id, step, by_staff, at, to_status, code, refers_to from concern_step where concern_id = :concern
                order by id
                """)
                .param("concern", concern.value())
                .query((row, number) -> new Step(
                        row.getObject("id", UUID.class),
                        StepKind.valueOf(row.getString("step")),
                        staff(row, "by_staff"),
                        instant(row, "at"),
                        ConcernStatus.valueOf(row.getString("to_status")),
                        row.getString("code"),
                        row.getObject("refers_to", UUID.class)))
                .list();
    }

    static ConcernFile file(ResultSet row, int number) throws SQLException {
        var student = row.getObject("student_id", UUID.class);
        var conversation = row.getObject("conversation_id", UUID.class);
        return new ConcernFile(
                new ConcernId(row.getObject("id", UUID.class)),
                new SchoolId(row.getObject("school_id", UUID.class)),
                student == null ? null : new StudentId(student),
                new KeyId(row.getObject("key_id", UUID.class)),
                Origin.valueOf(row.getString("origin")),
                staff(row, "reporter"),
                conversation == null ? null : new ConversationId(conversation),
                instant(row, "observed_at"),
                instant(row, "received_at"),
                row.getInt("urgency") == 0,
                new ConcernFile.State(
                        ConcernStatus.valueOf(row.getString("status")),
                        instant(row, "waiting_since"),
                        new Clock(
                                instant(row, "acknowledge_by"),
                                instant(row, "backup_at"),
                                instant(row, "coordinator_at"),
                                instantOrNull(row, "backup_told_at"),
                                instantOrNull(row, "coordinator_told_at")),
                        act(row, "acknowledged_by", "acknowledged_at"),
                        act(row, "decided_by", "decided_at"),
                        row.getInt("version")));
    }

    private static ConcernFile.@Nullable Act act(ResultSet row, String by, String at) throws SQLException {
        var who = staff(row, by);
        return who == null ? null : new ConcernFile.Act(who, instant(row, at));
    }

    private static @Nullable StaffId staff(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new StaffId(id);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
