package org.havenward.casework.trace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What matches, as far as the gate lets a coordinator know of its records; and what was done about it. */
@Repository
class MatchRows {
    /**
     * One trace of a match, on the record that it counts for.
     *
     * @param number of the case; null where it is a concern still
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Seen(
            UUID match,
            KeyId matchKey,
            TraceKind kind,
            UUID trace,
            byte[] exact,
            KeyId key,
            byte[] value,
            byte @Nullable [] detail,
            StaffId by,
            Instant at,
            RecordRef record,
            @Nullable String number,
            boolean open,
            @Nullable StaffId lead) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Step(UUID id, UUID match, MatchStep kind, byte @Nullable [] words, StaffId by, Instant at) {}

    private final JdbcClient jdbc;
    private final Gate gate;

    MatchRows(JdbcClient jdbc, Gate gate) {
        this.jdbc = jdbc;
        this.gate = gate;
    }

    /** All that the viewer may know of, newest first; whoever shows it asks that two records remain. */
    List<Seen> visible(Viewer viewer) {
        return visible(viewer, "true", new UUID(0, 0));
    }

    List<Seen> visible(Viewer viewer, UUID match) {
        return visible(viewer, "m.id = :match", match);
    }

    private List<Seen> visible(Viewer viewer, String condition, UUID match) {
        var cases = gate.visible(viewer, Need.COORDINATE, RecordKind.CASE, "s.case_id", "s.school_id");
        var concerns = gate.visible(viewer, Need.COORDINATE, RecordKind.CONCERN, "s.concern_id", "s.school_id");
        var matches = gate.notExcluded(viewer, "'" + RecordKind.MATCH + "'", "s.match_id");
        return jdbc.sql("""
                        select s.* from (
                            select m.id as match_id, m.key_id as match_key, h.kind, h.exact, t.id as trace_id, t.key_id,
                                t.value, t.detail, t.by_staff, t.at, coalesce(t.case_id, c.case_id) as case_id,
                                t.concern_id, coalesce(f.school_id, t.school_id) as school_id, f.number,
                                coalesce(f.status <> 'CLOSED', false) as open,
                                case when f.lead_gone_at is null then f.lead end as lead
                            from trace_match m
                              join trace_hash h
                                on h.district_id = m.district_id and h.kind = m.kind and h.lenient = m.lenient
                              join trace t on t.district_id = h.district_id and t.id = h.trace_id
                              left join case_concern c
                                on c.district_id = t.district_id and c.concern_id = t.concern_id
                              left join case_file f
                                on f.district_id = t.district_id and f.id = coalesce(t.case_id, c.case_id)
                            where %s) s
                        where (s.case_id is null or %s) and (s.concern_id is null or %s) and %s
                        order by s.trace_id desc
                        """.formatted(condition, cases.sql(), concerns.sql(), matches.sql()))
                .params(cases.parameters())
                .params(concerns.parameters())
                .params(matches.parameters())
                .param("match", match)
                .query((row, number) -> seen(row))
                .list();
    }

    /** What was done about matches, newest first; nothing that was about a record which the viewer must not know of. */
    List<Step> steps(Viewer viewer, Collection<UUID> matches) {
        var known = gate.notExcluded(viewer, "a.kind", "a.record_id");
        return jdbc.sql("""
                        select s.* from trace_match_step s
                        where s.match_id = any(cast(:matches as uuid[])) and not exists (
                            select 1 from trace_match_about a
                            where a.district_id = s.district_id and a.step_id = s.id and not %s)
                        order by s.id desc
                        """.formatted(known.sql()))
                .params(known.parameters())
                .param("matches", matches.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                .query((row, number) -> new Step(
                        row.getObject("id", UUID.class),
                        row.getObject("match_id", UUID.class),
                        MatchStep.valueOf(row.getString("kind")),
                        row.getBytes("words"),
                        new StaffId(row.getObject("by_staff", UUID.class)),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    void insert(Step step, Collection<RecordRef> about) {
        jdbc.sql("""
                        insert into trace_match_step (district_id, id, match_id, kind, words, by_staff, at)
                        values (havenward_district(), :id, :match, :kind, :words, :by, :at)
                        """)
                .param("id", step.id())
                .param("match", step.match())
                .param("kind", step.kind().name())
                .param("words", step.words(), Types.BINARY)
                .param("by", step.by().value())
                .param("at", Timestamp.from(step.at()))
                .update();
        for (var record : about) {
            jdbc.sql("""
                            insert into trace_match_about (district_id, step_id, kind, record_id)
                            values (havenward_district(), :step, :kind, :record)
                            """)
                    .param("step", step.id())
                    .param("kind", record.kind().name())
                    .param("record", record.id())
                    .update();
        }
    }

    /** Of two coordinators who act at once, the second sees what the first did. */
    void waitForOthers(UUID match) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('casework.match/' || :match, 0))")
                .param("match", match.toString())
                .query((row, number) -> true)
                .single();
    }

    private static Seen seen(ResultSet row) throws SQLException {
        var school = new SchoolId(row.getObject("school_id", UUID.class));
        var file = row.getObject("case_id", UUID.class);
        var lead = row.getObject("lead", UUID.class);
        return new Seen(
                row.getObject("match_id", UUID.class),
                new KeyId(row.getObject("match_key", UUID.class)),
                TraceKind.valueOf(row.getString("kind")),
                row.getObject("trace_id", UUID.class),
                row.getBytes("exact"),
                new KeyId(row.getObject("key_id", UUID.class)),
                row.getBytes("value"),
                row.getBytes("detail"),
                new StaffId(row.getObject("by_staff", UUID.class)),
                row.getTimestamp("at").toInstant(),
                file == null
                        ? RecordRef.concern(row.getObject("concern_id", UUID.class), school)
                        : RecordRef.caseFile(new CaseId(file).value(), school),
                row.getString("number"),
                row.getBoolean("open"),
                lead == null ? null : new StaffId(lead));
    }
}
