package org.havenward.voice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps conversations and their messages; sealed before they come here. */
@Repository
class ConversationRows {
    private static final String COLUMNS =
            "id, school_id, about, way, language, key_id, salt, by_receipt, by_record, identity,"
                    + " merged_into, told_at";

    private final JdbcClient jdbc;

    ConversationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            ConversationId id,
            SchoolId school,
            About about,
            Way way,
            String language,
            KeyId key,
            byte[] salt,
            byte[] byReceipt,
            byte[] byRecord,
            byte @Nullable [] identity,
            @Nullable ConversationId mergedInto,
            Instant toldAt) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(
            UUID id,
            MessageKind kind,
            byte[] words,
            @Nullable StaffId by,
            Instant at) {}

    /** One that came of a form, with the keyed hash of its receipt. */
    @SuppressWarnings("ArrayRecordComponent")
    record OfForm(ConversationId id, byte[] receipt) {}

    /** A conversation with what was told first, in one statement: many may come at once. */
    void add(Row row, byte[] receipt, byte[] form, byte @Nullable [] sameWords, Sealed first) {
        jdbc.sql("""
                with conversation as (
                    insert into voice_conversation (district_id, id, school_id, about, way, language, key_id, salt, receipt,
                        by_receipt, by_record, identity, form, same_words, merged_into, told_at)
                    values (havenward_district(), :id, :school, :about, :way, :language, :key, :salt, :receipt,
                        :byReceipt, :byRecord, :identity, :form, :same, :into, :at))
                insert into voice_message (district_id, conversation_id, id, kind, words, at)
                values (havenward_district(), :id, :message, :kind, :words, :at)
                """)
                .param("id", row.id().value())
                .param("school", row.school().value())
                .param("about", row.about().name())
                .param("way", row.way().name())
                .param("language", row.language())
                .param("key", row.key().value())
                .param("salt", row.salt())
                .param("receipt", receipt)
                .param("byReceipt", row.byReceipt())
                .param("byRecord", row.byRecord())
                .param("identity", row.identity(), Types.BINARY)
                .param("form", form)
                .param("same", sameWords, Types.BINARY)
                .param(
                        "into",
                        row.mergedInto() == null ? null : row.mergedInto().value(),
                        Types.OTHER)
                .param("at", at(row.toldAt()))
                .param("message", first.id())
                .param("kind", first.kind().name())
                .param("words", first.words())
                .update();
    }

    Optional<Row> find(ConversationId id) {
        return jdbc.sql("select " + COLUMNS + " from voice_conversation where id = :id")
                .param("id", id.value())
                .query(ConversationRows::row)
                .optional();
    }

    Optional<Row> byReceipt(byte[] receipt) {
        return jdbc.sql("select " + COLUMNS + " from voice_conversation where receipt = :receipt")
                .param("receipt", receipt)
                .query(ConversationRows::row)
                .optional();
    }

    /** What came of a form before, first told first; whoever sends it at the same moment waits for this transaction. */
    List<OfForm> ofForm(byte[] form) {
        return jdbc.sql("select id, receipt from voice_of_form(:form)")
                .param("form", form)
                .query((row, number) ->
                        new OfForm(new ConversationId(row.getObject("id", UUID.class)), row.getBytes("receipt")))
                .list();
    }

    /** The first conversation with the same long words since then. */
    Optional<ConversationId> sameWords(byte[] sameWords, Instant since) {
        return jdbc.sql("""
                select id from voice_conversation
                where same_words = :same and told_at >= :since and merged_into is null order by told_at, id limit 1
                """)
                .param("same", sameWords)
                .param("since", at(since))
                .query((row, number) -> new ConversationId(row.getObject("id", UUID.class)))
                .optional();
    }

    long copiesOf(ConversationId id) {
        return jdbc.sql("select count(*) from voice_conversation where merged_into = :id")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    /** A copy whose writer went on to say more stands by itself from then on. */
    void standAlone(ConversationId id) {
        jdbc.sql("update voice_conversation set merged_into = null where id = :id")
                .param("id", id.value())
                .update();
    }

    /** No copy of its words is merged into it from now on. */
    void mergeNothing(ConversationId id) {
        jdbc.sql("update voice_conversation set same_words = null where id = :id")
                .param("id", id.value())
                .update();
    }

    /** Others wait until this transaction ends, so that what is written stays in its order. */
    void lock(ConversationId id) {
        jdbc.sql("select id from voice_conversation where id = :id for update")
                .param("id", id.value())
                .query(UUID.class)
                .single();
    }

    void say(ConversationId id, Sealed message) {
        jdbc.sql("""
                insert into voice_message (district_id, conversation_id, id, kind, words, by_staff, at)
                values (havenward_district(), :conversation, :id, :kind, :words, :by, :at)
                """)
                .param("conversation", id.value())
                .param("id", message.id())
                .param("kind", message.kind().name())
                .param("words", message.words())
                .param("by", message.by() == null ? null : message.by().value(), Types.OTHER)
                .param("at", at(message.at()))
                .update();
    }

    /** In the order in which they were written. */
    List<Sealed> messages(ConversationId id) {
        return jdbc.sql(
                        "select id, kind, words, by_staff, at from voice_message where conversation_id = :id order by at, id")
                .param("id", id.value())
                .query((row, number) -> new Sealed(
                        row.getObject("id", UUID.class),
                        MessageKind.valueOf(row.getString("kind")),
                        row.getBytes("words"),
                        staff(row, "by_staff"),
                        instant(row, "at")))
                .list();
    }

    /** One step on the way to the name behind a confidential message. */
    @SuppressWarnings("ArrayRecordComponent")
    record Unmask(UUID id, Unmasking.Step step, StaffId by, byte[] reason, Instant at) {}

    void addUnmask(ConversationId id, Unmask step) {
        jdbc.sql("""
                insert into voice_unmask (district_id, conversation_id, id, step, by_staff, reason, at)
                values (havenward_district(), :conversation, :id, :step, :by, :reason, :at)
                """)
                .param("conversation", id.value())
                .param("id", step.id())
                .param("step", step.step().name())
                .param("by", step.by().value())
                .param("reason", step.reason())
                .param("at", at(step.at()))
                .update();
    }

    List<Unmask> unmasking(ConversationId id) {
        return jdbc.sql("""
                select id, step, by_staff, reason, at from voice_unmask where conversation_id = :id order by at, id
                """)
                .param("id", id.value())
                .query((row, number) -> new Unmask(
                        row.getObject("id", UUID.class),
                        Unmasking.Step.valueOf(row.getString("step")),
                        new StaffId(row.getObject("by_staff", UUID.class)),
                        row.getBytes("reason"),
                        instant(row, "at")))
                .list();
    }

    /** The school that stands for the whole district, where someone does not say which: an office of the roster, or one made. */
    SchoolId wholeDistrict(String name) {
        return new SchoolId(jdbc.sql("select id from school where kind = 'district' order by id limit 1")
                .query(UUID.class)
                .optional()
                .orElseGet(() -> {
                    var id = Ids.next();
                    jdbc.sql("""
                            insert into school (district_id, id, name, kind)
                            values (havenward_district(), :id, :name, 'district')
                            """).param("id", id).param("name", name).update();
                    return id;
                }));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var into = row.getObject("merged_into", UUID.class);
        return new Row(
                new ConversationId(row.getObject("id", UUID.class)),
                new SchoolId(row.getObject("school_id", UUID.class)),
                About.valueOf(row.getString("about")),
                Way.valueOf(row.getString("way")),
                row.getString("language"),
                new KeyId(row.getObject("key_id", UUID.class)),
                row.getBytes("salt"),
                row.getBytes("by_receipt"),
                row.getBytes("by_record"),
                row.getBytes("identity"),
                into == null ? null : new ConversationId(into),
                instant(row, "told_at"));
    }

    private static @Nullable StaffId staff(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new StaffId(id);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
