package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The entries of all cases: appended and read, never changed (the database refuses it too). */
@Repository
class Chronology {
    /** An entry as stored. */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            EntryKind kind,
            Instant at,
            @Nullable StaffId by,
            byte @Nullable [] words,
            @Nullable UUID refersTo,
            @Nullable StaffId person,
            @Nullable CaseStatus from,
            @Nullable CaseStatus to,
            @Nullable String code) {}

    private final JdbcClient jdbc;
    private final CaseWords words;

    Chronology(JdbcClient jdbc, CaseWords words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    static String place(UUID entry) {
        return "casework.entry/" + entry;
    }

    void append(CaseFile.State file, NewEntry entry, @Nullable StaffId by, Instant at) {
        jdbc.sql("""
                        insert into case_entry (district_id, id, case_id, kind, at, by_staff, words, refers_to, person,
                            from_status, to_status, code)
                        values (havenward_district(), :id, :case, :kind, :at, :by, :words, :refers, :person, :from, :to,
                            :code)
                        """)
                .param("id", entry.id())
                .param("case", file.id().value())
                .param("kind", entry.kind().name())
                .param("at", Timestamp.from(at))
                .param("by", by == null ? null : by.value())
                .param("words", words.seal(file.key(), place(entry.id()), entry.words()))
                .param("refers", entry.refersTo())
                .param("person", entry.person() == null ? null : entry.person().value())
                .param("from", entry.from() == null ? null : entry.from().name())
                .param("to", entry.to() == null ? null : entry.to().name())
                .param("code", entry.code())
                .update();
    }

    /** What leaves out entries about concerns that are shut to whoever reads. */
    private static String without(Set<UUID> shut) {
        return shut.isEmpty() ? "" : " and (refers_to is null or refers_to not in (:shut))";
    }

    /** Newest first, after a place in the list. */
    List<Row> newest(CaseId id, Set<UUID> shut, EntryKind.@Nullable Group group, @Nullable Cursor after, int limit) {
        var sql = new StringBuilder("select * from case_entry where case_id = :case" + without(shut));
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("case", id.value());
        parameters.put("shut", shut);
        if (group != null) {
            sql.append(" and kind in (:kinds)");
            parameters.put("kinds", group.kinds());
        }
        if (after != null) {
            sql.append(" and (at, id) < (:at, :id)");
            parameters.put("at", Timestamp.from(after.at()));
            parameters.put("id", after.id());
        }
        sql.append(" order by at desc, id desc limit :limit");
        parameters.put("limit", limit);
        return jdbc.sql(sql.toString())
                .params(parameters)
                .query((row, number) -> row(row))
                .list();
    }

    /** The whole of it, as one reads: oldest first. */
    List<Row> whole(CaseId id, Set<UUID> shut) {
        return jdbc.sql("select * from case_entry where case_id = :case" + without(shut) + " order by at, id")
                .param("case", id.value())
                .param("shut", shut)
                .query((row, number) -> row(row))
                .list();
    }

    Optional<Row> entry(CaseId id, UUID entry) {
        return jdbc.sql("select * from case_entry where case_id = :case and id = :id")
                .param("case", id.value())
                .param("id", entry)
                .query((row, number) -> row(row))
                .optional();
    }

    Map<UUID, Row> entries(CaseId id, Collection<UUID> entries) {
        if (entries.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select * from case_entry where case_id = :case and id in (:ids)")
                .param("case", id.value())
                .param("ids", entries)
                .query((row, number) -> row(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::id, row -> row));
    }

    /** Which of the entries were corrected by a later one. */
    Set<UUID> corrected(Collection<UUID> entries) {
        if (entries.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(
                jdbc.sql("select distinct refers_to from case_entry where kind = 'CORRECTION' and refers_to in (:ids)")
                        .param("ids", entries)
                        .query(UUID.class)
                        .list());
    }

    Map<EntryKind, Integer> counts(CaseId id, Set<UUID> shut) {
        var counts = new HashMap<EntryKind, Integer>();
        jdbc.sql("select kind, count(*) as entries from case_entry where case_id = :case" + without(shut)
                        + " group by kind")
                .param("case", id.value())
                .param("shut", shut)
                .query(row -> {
                    counts.put(EntryKind.valueOf(row.getString("kind")), row.getInt("entries"));
                });
        return counts;
    }

    private static Row row(ResultSet row) throws SQLException {
        var by = row.getObject("by_staff", UUID.class);
        var person = row.getObject("person", UUID.class);
        var from = row.getString("from_status");
        var to = row.getString("to_status");
        return new Row(
                row.getObject("id", UUID.class),
                EntryKind.valueOf(row.getString("kind")),
                row.getTimestamp("at").toInstant(),
                by == null ? null : new StaffId(by),
                row.getBytes("words"),
                row.getObject("refers_to", UUID.class),
                person == null ? null : new StaffId(person),
                from == null ? null : CaseStatus.valueOf(from),
                to == null ? null : CaseStatus.valueOf(to),
                row.getString("code"));
    }
}
