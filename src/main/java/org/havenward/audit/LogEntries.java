package org.havenward.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.district.SchoolId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the log and of its seals in the current district. */
@Repository
class LogEntries {
    static final String COLUMNS = "e.id, e.at, e.actor, e.action, e.kind, e.subject, e.school, e.student, e.purpose";

    private final JdbcClient jdbc;

    LogEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds entries with their hashes, however many, by one statement. */
    void add(List<LogEntry> entries, byte[][] macs) {
        jdbc.sql("""
                insert into audit_entry (district_id, id, at, actor, action, kind, subject, school, student, purpose, mac)
                select havenward_district(), x.id::uuid, x.at::timestamptz, x.actor::uuid, x.action, x.kind,
                       x.subject::uuid, x.school::uuid, x.student::uuid, x.purpose, x.mac
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::bytea[])
                     as x (id, at, actor, action, kind, subject, school, student, purpose, mac)
                """)
                .param(column(entries, LogEntry::id))
                .param(column(entries, LogEntry::at))
                .param(column(entries, LogEntry::actor))
                .param(column(entries, LogEntry::action))
                .param(column(entries, LogEntry::kind))
                .param(column(entries, LogEntry::subject))
                .param(column(entries, LogEntry::school))
                .param(column(entries, LogEntry::student))
                .param(column(entries, LogEntry::purpose))
                .param(macs)
                .update();
    }

    private static @Nullable String[] column(List<LogEntry> entries, Function<LogEntry, @Nullable Object> value) {
        return entries.stream()
                .map(entry -> {
                    var one = value.apply(entry);
                    return one == null ? null : one.toString();
                })
                .toArray(String[]::new);
    }

    /** Keeps others from sealing this district until the transaction ends; false where another does it already. */
    boolean sealingIsOurs() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('audit.seal/' || havenward_district(), 0))")
                .query(Boolean.class)
                .single();
    }

    Optional<Seal> newestSeal() {
        return jdbc.sql(Seal.SELECT + " order by number desc limit 1")
                .query(LogEntries::seal)
                .optional();
    }

    List<Seal> sealsAfter(long number, int limit) {
        return jdbc.sql(Seal.SELECT + " where number > ? order by number limit ?")
                .param(number)
                .param(limit)
                .query(LogEntries::seal)
                .list();
    }

    /** Whether transaction numbers lie behind those already sealed: the database was restored from a dump. */
    boolean isBehind(String lastXact) {
        return jdbc.sql("select ?::xid8 >= pg_snapshot_xmin(pg_current_snapshot())")
                .param(lastXact)
                .query(Boolean.class)
                .single();
    }

    /**
     * Entries after a place in the log whose transactions, and all older ones, have ended. In the order of the numbers, not
     * of their texts: "1000" stands before "999", and what a full batch left behind would never be sealed.
     */
    List<Sealable> settledAfter(String xact, UUID id, int limit) {
        return jdbc.sql("""
                select e.id, e.mac, e.xact::text from audit_entry e
                where (e.xact, e.id) > (?::xid8, ?) and e.xact < pg_snapshot_xmin(pg_current_snapshot())
                order by e.xact, e.id limit ?
                """)
                .param(xact)
                .param(id)
                .param(limit)
                .query(LogEntries::sealable)
                .list();
    }

    /**
     * Entries that no seal holds, by looking at the seals of the last days: transaction numbers say nothing in a restored
     * database until they have caught up.
     *
     * @param since the least id to look at
     */
    List<Sealable> settledAndUnsealedSince(UUID since, int limit) {
        return jdbc.sql("""
                select id, mac, xact::text from audit_entry e
                where e.id >= :since
                  and (e.xact < pg_snapshot_xmin(pg_current_snapshot()) or e.xact >= pg_snapshot_xmax(pg_current_snapshot()))
                  and not exists (
                      select 1 from (select unnest(entry_ids) as id from audit_seal where last_entry >= :since) sealed
                      where sealed.id = e.id)
                order by id limit :limit
                """)
                .param("since", since)
                .param("limit", limit)
                .query(LogEntries::sealable)
                .list();
    }

    void add(Seal seal) {
        jdbc.sql("""
                insert into audit_seal
                    (district_id, number, entry_ids, chain, last_xact, last_entry, restored, sealed_at)
                values (havenward_district(), ?, ?::text[]::uuid[], ?, ?::xid8, ?, ?, ?)
                """)
                .param(seal.number())
                .param(seal.entries().stream().map(UUID::toString).toArray(String[]::new))
                .param(seal.chain())
                .param(seal.lastXact())
                .param(seal.lastEntry())
                .param(seal.restored())
                .param(Timestamp.from(seal.sealedAt()))
                .update();
    }

    /** The first entry beyond a seal, sealed by none. */
    Optional<UUID> firstAfter(String xact, UUID id) {
        return jdbc.sql("select id from audit_entry where (xact, id) > (?::xid8, ?) order by xact, id limit 1")
                .param(xact)
                .param(id)
                .query(UUID.class)
                .optional();
    }

    List<HashedEntry> withIds(List<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + ", e.mac from audit_entry e where e.id = any(?::text[]::uuid[])")
                .param(ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(LogEntries::hashed)
                .list();
    }

    /**
     * Hands over every entry that no seal holds.
     *
     * @param beyond whether it lies beyond the last seal and so waits for the next one
     */
    void eachUnsealed(String lastXact, UUID lastEntry, Consumer<UnsealedEntry> each) {
        jdbc.sql("select " + COLUMNS + """
                , e.mac, (e.xact, e.id) > (:xact::xid8, :entry) as beyond
                from audit_entry e
                left join (select unnest(entry_ids) as id from audit_seal) sealed on sealed.id = e.id
                where sealed.id is null
                """)
                .param("xact", lastXact)
                .param("entry", lastEntry)
                .withFetchSize(1000)
                .query(row -> {
                    each.accept(new UnsealedEntry(hashed(row, 0), row.getBoolean("beyond")));
                });
    }

    /** The record that entries with this subject are about. */
    Optional<RecordRef> recordOf(RecordKind kind, UUID subject) {
        return jdbc.sql("""
                select school from audit_entry where subject = ? and kind = ? order by at desc, id desc limit 1
                """)
                .param(subject)
                .param(kind.name())
                .query((row, number) -> new RecordRef(kind, subject, schoolOf(row)))
                .optional();
    }

    private static @Nullable SchoolId schoolOf(ResultSet row) throws SQLException {
        var school = row.getObject("school", UUID.class);
        return school == null ? null : new SchoolId(school);
    }

    static LogEntry entry(ResultSet row) throws SQLException {
        return new LogEntry(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getObject("actor", UUID.class),
                row.getString("action"),
                row.getString("kind"),
                row.getObject("subject", UUID.class),
                row.getObject("school", UUID.class),
                row.getObject("student", UUID.class),
                row.getString("purpose"));
    }

    private static HashedEntry hashed(ResultSet row, int number) throws SQLException {
        return new HashedEntry(entry(row), row.getBytes("mac"));
    }

    private static Sealable sealable(ResultSet row, int number) throws SQLException {
        return new Sealable(row.getObject("id", UUID.class), row.getBytes("mac"), row.getString("xact"));
    }

    private static Seal seal(ResultSet row, int number) throws SQLException {
        return new Seal(
                row.getLong("number"),
                Arrays.asList((UUID[]) row.getArray("entry_ids").getArray()),
                row.getBytes("chain"),
                row.getString("last_xact"),
                row.getObject("last_entry", UUID.class),
                row.getBoolean("restored"),
                row.getTimestamp("sealed_at").toInstant());
    }

    /** What sealing needs of an entry. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sealable(UUID id, byte[] mac, String xact) {}

    /** An entry and the hash that was stored with it. */
    @SuppressWarnings("ArrayRecordComponent")
    record HashedEntry(LogEntry entry, byte[] mac) {}

    record UnsealedEntry(HashedEntry hashed, boolean beyond) {}

    /** Some entries in their order, bound to the seal before. */
    @SuppressWarnings("ArrayRecordComponent")
    record Seal(
            long number,
            List<UUID> entries,
            byte[] chain,
            String lastXact,
            UUID lastEntry,
            boolean restored,
            Instant sealedAt) {
        static final String SELECT = """
                select number, entry_ids, chain, last_xact::text, last_entry, restored, sealed_at from audit_seal""";
    }
}
