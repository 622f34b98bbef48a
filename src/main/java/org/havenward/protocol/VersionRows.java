package org.havenward.protocol;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havenward.district.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The versions of the current district, and their history. */
@Component
class VersionRows {
    private static final String STANDING = """
            select id, number, status, edition, author, made_at,
                   coalesce(withdrawn_at, published_at, approved_at, submitted_at, made_at) as moved_at
            from protocol_version
            """;

    private final JdbcClient jdbc;

    VersionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param edition goes up with each save */
    record Standing(
            ProtocolVersionId id,
            int number,
            VersionStatus status,
            int edition,
            StaffId author,
            Instant madeAt,
            Instant movedAt) {}

    /** Newest first. */
    List<ProtocolVersionId> published() {
        return jdbc.sql("""
                        select id from protocol_version where status = 'PUBLISHED'
                        order by published_at desc, number desc
                        """)
                .query((row, number) -> new ProtocolVersionId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Those that are published, and those that a case follows. */
    List<ProtocolVersionId> relied() {
        return jdbc.sql("""
                        select id from protocol_version v where status = 'PUBLISHED'
                            or exists (select 1 from protocol_pin p where p.version_id = v.id) order by number
                        """)
                .query((row, number) -> new ProtocolVersionId(row.getObject(1, UUID.class)))
                .list();
    }

    Optional<Standing> standing(ProtocolVersionId id) {
        return jdbc.sql(STANDING + " where id = :id")
                .param("id", id.value())
                .query((row, number) -> standing(row))
                .optional();
    }

    /** The same; nobody else moves it until this transaction ends. */
    Optional<Standing> held(ProtocolVersionId id) {
        return jdbc.sql(STANDING + " where id = :id for update")
                .param("id", id.value())
                .query((row, number) -> standing(row))
                .optional();
    }

    /** Newest first. */
    List<Standing> all() {
        return jdbc.sql(STANDING + " order by number desc limit 500")
                .query((row, number) -> standing(row))
                .list();
    }

    String text(ProtocolVersionId id) {
        return jdbc.sql("select text from protocol_version where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    /** The number of a version that is about to be added; two who add at once wait for each other. */
    int nextNumber() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('protocol_version' || havenward_district(), 0))")
                .query((row, number) -> 0)
                .single();
        return jdbc.sql("select coalesce(max(number), 0) + 1 from protocol_version")
                .query(Integer.class)
                .single();
    }

    void add(ProtocolVersionId id, int number, String text, StaffId author, Instant at) {
        jdbc.sql("""
                        insert into protocol_version (district_id, id, number, status, text, author, made_at)
                        values (havenward_district(), :id, :number, 'DRAFT', :text, :author, :at)
                        """)
                .param("id", id.value())
                .param("number", number)
                .param("text", text)
                .param("author", author.value())
                .param("at", utc(at))
                .update();
        log(id, VersionVerb.CREATE, author, at, "");
    }

    void save(ProtocolVersionId id, String text) {
        jdbc.sql("update protocol_version set text = :text, edition = edition + 1 where id = :id")
                .param("text", text)
                .param("id", id.value())
                .update();
    }

    /** Moves it on; by whom and when is kept beside the version and in its history. */
    void move(ProtocolVersionId id, VersionVerb verb, VersionStatus to, StaffId by, Instant at) {
        var columns = switch (verb) {
            case CREATE, EDIT -> "";
            case SUBMIT -> ", submitted_by = :by, submitted_at = :at";
            case RETURN -> ", submitted_by = null, submitted_at = null";
            case APPROVE -> ", approved_by = :by, approved_at = :at";
            case PUBLISH -> ", published_by = :by, published_at = :at";
            case WITHDRAW -> ", withdrawn_by = :by, withdrawn_at = :at";
        };
        jdbc.sql("update protocol_version set status = :to" + columns + " where id = :id")
                .param("to", to.name())
                .param("by", by.value())
                .param("at", utc(at))
                .param("id", id.value())
                .update();
    }

    void log(ProtocolVersionId id, VersionVerb verb, StaffId by, Instant at, String remark) {
        jdbc.sql("""
                        insert into protocol_version_step (district_id, id, version_id, verb, by_staff, at, remark)
                        values (havenward_district(), :step, :id, :verb, :by, :at, :remark)
                        """)
                .param("step", org.havenward.platform.Ids.next())
                .param("id", id.value())
                .param("verb", verb.name())
                .param("by", by.value())
                .param("at", utc(at))
                .param("remark", remark)
                .update();
    }

    /** In the order in which it happened. */
    List<VersionStep> history(ProtocolVersionId id) {
        return jdbc.sql("""
                        select verb, by_staff, at, remark from protocol_version_step where version_id = :id
                        order by at, id limit 2000
                        """)
                .param("id", id.value())
                .query((row, number) -> new VersionStep(
                        VersionVerb.valueOf(row.getString("verb")),
                        new StaffId(row.getObject("by_staff", UUID.class)),
                        instant(row, "at"),
                        row.getString("remark")))
                .list();
    }

    /** Everyone who ever wrote at it. */
    Set<StaffId> writers(ProtocolVersionId id) {
        return jdbc.sql("""
                        select distinct by_staff from protocol_version_step
                        where version_id = :id and verb in ('CREATE', 'EDIT')
                        """).param("id", id.value()).query(UUID.class).list().stream()
                .map(StaffId::new)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                new ProtocolVersionId(row.getObject("id", UUID.class)),
                row.getInt("number"),
                VersionStatus.valueOf(row.getString("status")),
                row.getInt("edition"),
                new StaffId(row.getObject("author", UUID.class)),
                instant(row, "made_at"),
                instant(row, "moved_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
