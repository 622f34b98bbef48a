package org.havenward.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.Person;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Visible;
import org.havenward.platform.AsOwner;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each page of the queue comes from its index in order, under row-level security: nothing is sorted, nothing scanned. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QueueIndexTest extends ConcernHouse {
    @Autowired
    private Gate gate;

    @Autowired
    private ApplicationContext context;

    /** PostgreSQL plans a statement for its values, or, after it ran some times, once for all values. */
    private enum Planned {
        FOR_ITS_VALUES,
        FOR_ALL_VALUES
    }

    static Stream<Arguments> filtersAndPlans() {
        return Stream.of(QueueFilter.values())
                .flatMap(filter -> Stream.of(Planned.values()).map(planned -> Arguments.of(filter, planned)));
    }

    @ParameterizedTest
    @MethodSource("filtersAndPlans")
    void a_page_of_one_school_comes_from_its_index(QueueFilter filter, Planned planned) {
        var scope = new ConcernLists.Scope(false, List.of(town().school(Person.School.QUAY)));

        assertThat(plan(COUNSELOR_ORTIZ, filter, scope, planned))
                .contains("using " + indexOf(filter) + "_of_school on concern")
                .doesNotContain("Sort", "Seq Scan on concern", "Bitmap");
    }

    @ParameterizedTest
    @MethodSource("filtersAndPlans")
    void a_page_of_several_schools_comes_from_the_heads_of_their_queues(QueueFilter filter, Planned planned) {
        var scope = new ConcernLists.Scope(
                false, List.of(town().school(Person.School.QUAY), town().school(Person.School.HARBOR)));

        var plan = plan(COUNSELOR_ORTIZ, filter, scope, planned);

        assertThat(plan)
                .contains("using " + indexOf(filter) + "_of_school on concern")
                .doesNotContain("Seq Scan on concern", "Bitmap");
        assertThat(plan.substring(plan.indexOf("Nested Loop")))
                .as("only the heads are sorted, when they are put together")
                .doesNotContain("Sort");
    }

    @ParameterizedTest
    @MethodSource("filtersAndPlans")
    void a_page_of_the_district_comes_from_its_index(QueueFilter filter, Planned planned) {
        var scope = new ConcernLists.Scope(true, List.of());

        assertThat(plan(COORDINATOR_HALE, filter, scope, planned))
                .contains("using " + indexOf(filter) + " on concern")
                .doesNotContain("Sort", "Seq Scan on concern", "Bitmap");
    }

    @ParameterizedTest
    @EnumSource(Planned.class)
    void counts_read_indexes_and_no_more_than_they_count(Planned planned) {
        var scope = new ConcernLists.Scope(true, List.of());

        assertThat(explained(COORDINATOR_HALE, scope, planned, visible -> ConcernLists.countsSql(visible, scope)))
                .doesNotContain("Sort", "Seq Scan on concern");
    }

    private static String indexOf(QueueFilter filter) {
        return switch (filter) {
            case WAITING, BEING_LOOKED_AT, MORE_ASKED -> "concern_queue";
            case OVERDUE -> "concern_overdue";
            case CLOSED -> "concern_closed";
        };
    }

    private String plan(Person person, QueueFilter filter, ConcernLists.Scope scope, Planned planned) {
        return explained(
                person, scope, planned, visible -> ConcernLists.queueSql(visible, filter, scope, true), filter);
    }

    private String explained(
            Person person,
            ConcernLists.Scope scope,
            Planned planned,
            Function<Visible, String> sql,
            QueueFilter... filters) {
        fill();
        return town().in(() -> {
            var visible = gate.besidesSchool(
                    town().viewer(person), Need.TRIAGE_CONCERN, RecordKind.CONCERN, "c.id", "c.school_id");
            return switch (planned) {
                case FOR_ALL_VALUES -> forAllValues(sql.apply(visible));
                case FOR_ITS_VALUES -> {
                    var parameters = new HashMap<>(visible.parameters());
                    parameters.put("limit", 51);
                    parameters.put("now", ConcernFiles.at(Instant.now()));
                    var latestFirst = List.of(filters).contains(QueueFilter.CLOSED);
                    parameters.put(
                            "afterAt",
                            ConcernFiles.at(
                                    Instant.parse(latestFirst ? "2030-01-01T00:00:00Z" : "2026-01-01T00:00:00Z")));
                    parameters.put("afterId", UUID.randomUUID());
                    parameters.put("afterUrgency", 0);
                    parameters.put("schools", scope.ids());
                    scope.schools().forEach(school -> parameters.put("school", school.value()));
                    yield lines(database.sql("explain " + sql.apply(visible)).params(parameters));
                }
            };
        });
    }

    /** The plan of a prepared statement: $1, $2 in place of names, whatever they are. */
    private String forAllValues(String sql) {
        var names = new LinkedHashSet<String>();
        var numbered = Pattern.compile("(?<!:):([a-zA-Z_]+)").matcher(sql).replaceAll(found -> {
            names.add(found.group(1));
            return "\\$" + (List.copyOf(names).indexOf(found.group(1)) + 1);
        });
        database.sql("set local plan_cache_mode = force_generic_plan").update();
        database.sql("prepare page_of_queue as " + numbered).update();
        try {
            return lines(database.sql("explain execute page_of_queue ("
                    + String.join(", ", Collections.nCopies(names.size(), "null")) + ")"));
        } finally {
            database.sql("deallocate page_of_queue").update();
        }
    }

    private static String lines(JdbcClient.StatementSpec statement) {
        return statement.query(String.class).list().stream().collect(Collectors.joining("\n"));
    }

    /** Enough concerns at enough schools for PostgreSQL to care. */
    private void fill() {
        if (count(town(), "select count(*) from school") > 2) {
            return;
        }
        var one = aConcern().aboutSomeone("One of many").raisedBy(BUS_DRIVER);
        town().in(() -> {
            database.sql("""
                            insert into school (district_id, id, name)
                            select havenward_district(), gen_random_uuid(), 'School ' || i from generate_series(1, 60) i
                            """).update();
            return database.sql("""
                            insert into concern (district_id, id, school_id, key_id, reporter, description, observed_at,
                                received_at, urgency, status, waiting_since, acknowledge_by, backup_at, coordinator_at,
                                acknowledged_by, acknowledged_at, decided_by, decided_at)
                            select c.district_id, gen_random_uuid(), s.id, c.key_id, c.reporter, c.description,
                                t.at, t.at, (i % 20 > 0)::int,
                                (array['WAITING', 'BEING_LOOKED_AT', 'MORE_ASKED', 'IN_CASE', 'ROUTED'])[i % 5 + 1],
                                t.at, t.at, t.at, t.at, c.reporter, t.at,
                                case when i % 5 > 2 then c.reporter end, case when i % 5 > 2 then t.at end
                            from concern c cross join school s cross join generate_series(1, 500) i
                                cross join lateral (select timestamptz '2026-01-01' + make_interval(mins => i * 7) as at) t
                            where c.id = ?
                            """).params(one.value()).update();
        });
        AsOwner.of(context).sql("analyze concern").update();
    }
}
