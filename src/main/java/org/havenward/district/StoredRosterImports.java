package org.havenward.district;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

@Component
@Transactional
class StoredRosterImports implements RosterImports {
    private static final String SELECT = """
            select id, file_name, delta, skip_bad_rows, started_by, started_at, state, step, percent, changed_at, summary
            from roster_import
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.builder().build();

    StoredRosterImports(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void add(UUID id, String fileName, Rosters.Options options, @Nullable StaffId startedBy, State state) {
        jdbc.sql("""
                        insert into roster_import (district_id, id, file_name, delta, skip_bad_rows, started_by, started_at,
                                                   state, changed_at)
                        values (havenward_district(), :id, :file, :delta, :skip, :by, :now, :state, :now)
                        """)
                .param("id", id)
                .param("file", fileName)
                .param("delta", options.delta())
                .param("skip", options.skipBadRows())
                .param("by", startedBy == null ? null : startedBy.value())
                .param("now", now())
                .param("state", state.name())
                .update();
    }

    @Override
    public boolean move(UUID id, State from, State to) {
        return jdbc.sql("""
                        update roster_import set state = :to, step = '', percent = 0, changed_at = :now
                        where id = :id and state = :from
                        """)
                        .param("id", id)
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("now", now())
                        .update()
                == 1;
    }

    @Override
    public void progress(UUID id, String step, int percent) {
        jdbc.sql("""
                        update roster_import set step = :step, percent = :percent, changed_at = :now
                        where id = :id and state in ('WAITING', 'CHECKING', 'WAITING_TO_APPLY', 'APPLYING')
                        """)
                .param("id", id)
                .param("step", step)
                .param("percent", percent)
                .param("now", now())
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public boolean overtaken(UUID id) {
        return jdbc.sql("""
                        select exists (select from roster_import mine join roster_import other
                                       on other.id <> mine.id and other.state = 'DONE'
                                          and other.finished_at > mine.finished_at
                                       where mine.id = :id)
                        """).param("id", id).query(Boolean.class).single();
    }

    @Override
    public void finish(UUID id, State state, String step, @Nullable RosterReport report) {
        jdbc.sql("""
                        update roster_import
                        set state = :state, step = :step, percent = 100, changed_at = :now, finished_at = :now,
                            summary = coalesce(:summary::jsonb, summary), problem_count = :problems
                        where id = :id
                        """)
                .param("id", id)
                .param("state", state.name())
                .param("step", step)
                .param("now", now())
                .param("summary", report == null ? null : json.writeValueAsString(report))
                .param("problems", report == null ? 0 : report.problemCount())
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Entry> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> latest(int limit) {
        return jdbc.sql(SELECT + " order by started_at desc, id desc limit :limit")
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Entry read(ResultSet row, int number) throws SQLException {
        var by = row.getObject("started_by", UUID.class);
        var summary = row.getString("summary");
        return new Entry(
                row.getObject("id", UUID.class),
                row.getString("file_name"),
                new Rosters.Options(row.getBoolean("delta"), row.getBoolean("skip_bad_rows")),
                by == null ? null : new StaffId(by),
                instant(row, "started_at"),
                State.valueOf(row.getString("state")),
                row.getString("step"),
                row.getInt("percent"),
                instant(row, "changed_at"),
                summary == null ? null : json.readValue(summary, RosterReport.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
