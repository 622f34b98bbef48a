package org.havenward.concern;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Visible;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists and counts of concerns, each with the gate's condition. Queues are keyset-paged along an index; counts stop where
 * they no longer help anybody.
 */
@Repository
class ConcernLists {
    /** Counts stop here. */
    static final int MOST_COUNTED = 1_000;

    private final JdbcClient jdbc;

    ConcernLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The schools of a queue: some, or all of the district. */
    record Scope(boolean all, List<SchoolId> schools) {
        String ids() {
            return schools.stream().map(school -> school.value().toString()).collect(Collectors.joining(",", "{", "}"));
        }
    }

    List<ConcernFile> queue(
            Visible visible, QueueFilter filter, Scope scope, @Nullable Cursor after, int limit, Instant now) {
        if (!scope.all() && scope.schools().isEmpty()) {
            return List.of();
        }
        var query = jdbc.sql(queueSql(visible, filter, scope, after != null))
                .params(visible.parameters())
                .param("limit", limit);
        if (filter == QueueFilter.OVERDUE) {
            query = query.param("now", ConcernFiles.at(now));
        }
        if (!scope.all()) {
            query = scope.schools().size() == 1
                    ? query.param("school", scope.schools().getFirst().value())
                    : query.param("schools", scope.ids());
        }
        if (after != null) {
            query = query.param("afterAt", ConcernFiles.at(after.at())).param("afterId", after.id());
            if (filter.after().contains(":afterUrgency")) {
                query = query.param("afterUrgency", after.urgency());
            }
        }
        return query.query(ConcernFiles::file).list();
    }

    /** Several schools: the head of each school's queue by its index, and of these the first ones. */
    static String queueSql(Visible visible, QueueFilter filter, Scope scope, boolean paged) {
        var conditions = filter.condition() + " and " + visible.sql() + (paged ? " and " + filter.after() : "");
        if (scope.all()) {
            return "select %s from concern c where %s order by %s limit :limit"
                    .formatted(ConcernFiles.COLUMNS, conditions, filter.order());
        }
        if (scope.schools().size() == 1) {
            return "select %s from concern c where c.school_id = :school and %s order by %s limit :limit"
                    .formatted(ConcernFiles.COLUMNS, conditions, filter.order());
        }
        return """
                select %s from unnest(cast(:schools as uuid[])) as of_school (school_id)
                cross join lateral (select c.* from concern c where c.school_id = of_school.school_id and %s
                    order by %s limit :limit) c
                order by %s limit :limit
                """.formatted(ConcernFiles.COLUMNS, conditions, filter.order(), filter.order());
    }

    /** How many each part of the queue holds, up to {@link #MOST_COUNTED} and one. */
    Map<QueueFilter, Long> counts(Visible visible, Scope scope, Instant now) {
        var counts = new EnumMap<QueueFilter, Long>(QueueFilter.class);
        if (!scope.all() && scope.schools().isEmpty()) {
            return counts;
        }
        var query =
                jdbc.sql(countsSql(visible, scope)).params(visible.parameters()).param("now", ConcernFiles.at(now));
        if (!scope.all()) {
            query = query.param("schools", scope.ids());
        }
        query.query((row, number) -> Map.entry(QueueFilter.valueOf(row.getString("part")), row.getLong("many")))
                .list()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    static String countsSql(Visible visible, Scope scope) {
        return Stream.of(QueueFilter.values())
                .map(filter ->
                        "select '%s' as part, (select count(*) from (select 1 from concern c where %s%s and %s limit %d) counted) as many"
                                .formatted(
                                        filter.name(),
                                        scope.all() ? "" : "c.school_id = any(cast(:schools as uuid[])) and ",
                                        filter.condition(),
                                        visible.sql(),
                                        MOST_COUNTED + 1))
                .collect(Collectors.joining(" union all "));
    }

    List<ConcernFile> own(Visible visible, StaffId reporter, @Nullable UUID after, int limit) {
        var query = jdbc.sql("select " + ConcernFiles.COLUMNS + " from concern c where c.reporter = :reporter and "
                        + visible.sql()
                        + (after == null
                                ? ""
                                : " and (c.received_at, c.id) < (select a.received_at, a.id from concern a where a.id = :after)")
                        + " order by c.received_at desc, c.id desc limit :limit")
                .params(visible.parameters())
                .param("reporter", reporter.value())
                .param("limit", limit);
        return (after == null ? query : query.param("after", after))
                .query(ConcernFiles::file)
                .list();
    }

    /** Others about the same student, newest first. */
    List<ConcernFile> about(Visible visible, StudentId student, ConcernId without, int limit) {
        return jdbc.sql("select " + ConcernFiles.COLUMNS
                        + " from concern c where c.student_id = :student and c.id <> :without and " + visible.sql()
                        + " order by c.received_at desc, c.id desc limit :limit")
                .params(visible.parameters())
                .param("student", student.value())
                .param("without", without.value())
                .param("limit", limit)
                .query(ConcernFiles::file)
                .list();
    }

    /** Others at the same school whose student nobody knows by name yet, newest first. */
    List<ConcernFile> unnamed(Visible visible, SchoolId school, Instant since, ConcernId without, int limit) {
        return jdbc.sql("select " + ConcernFiles.COLUMNS
                        + " from concern c where c.school_id = :school and c.student_id is null and c.received_at >= :since"
                        + " and c.id <> :without and " + visible.sql()
                        + " order by c.received_at desc, c.id desc limit :limit")
                .params(visible.parameters())
                .param("school", school.value())
                .param("since", ConcernFiles.at(since))
                .param("without", without.value())
                .param("limit", limit)
                .query(ConcernFiles::file)
                .list();
    }

    /** What was written after it went into a case and nobody has read: danger first, then who waits longest. */
    List<ConcernFile> unreadInCases(Visible visible, int limit) {
        return jdbc.sql("select " + ConcernFiles.COLUMNS
                        + " from concern c where c.status = 'IN_CASE' and c.waiting_since > c.decided_at and "
                        + visible.sql() + " order by c.urgency, c.waiting_since, c.id limit :limit")
                .params(visible.parameters())
                .param("limit", limit)
                .query(ConcernFiles::file)
                .list();
    }

    /** What someone acknowledged and has not decided. */
    List<ConcernFile> takenBy(Visible visible, StaffId who, ConcernStatus status, Scope scope, int limit) {
        return jdbc.sql("select " + ConcernFiles.COLUMNS
                        + " from concern c where c.status = :status and c.acknowledged_by = :who and "
                        + (scope.all() ? "" : "c.school_id = any(cast(:schools as uuid[])) and ") + visible.sql()
                        + " order by c.urgency, c.waiting_since, c.id limit :limit")
                .params(visible.parameters())
                .params(scope.all() ? Map.of() : Map.of("schools", scope.ids()))
                .param("status", status.name())
                .param("who", who.value())
                .param("limit", limit)
                .query(ConcernFiles::file)
                .list();
    }
}
