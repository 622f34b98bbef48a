package org.havenward.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.Person;
import org.havenward.access.Gate;
import org.havenward.access.RecordKind;
import org.havenward.platform.AsOwner;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Each page of the queue comes from its index in order, under row-level security: nothing is sorted, nothing scanned. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QueueIndexTest extends ConcernHouse {
    @Autowired
    private Gate gate;

    @Autowired
    private ApplicationContext context;

    @ParameterizedTest
    @EnumSource(QueueFilter.class)
    void a_page_of_one_school_comes_from_its_index(QueueFilter filter) {
        var scope = new ConcernLists.Scope(false, List.of(town().school(Person.School.QUAY)));

        assertThat(plan(COUNSELOR_ORTIZ, filter, scope))
                .contains("Index", "_of_school")
                .doesNotContain("Sort", "Seq Scan on concern");
    }

    @ParameterizedTest
    @EnumSource(QueueFilter.class)
    void a_page_of_the_district_comes_from_its_index(QueueFilter filter) {
        assertThat(plan(COORDINATOR_HALE, filter, new ConcernLists.Scope(true, List.of())))
                .contains("Index")
                .doesNotContain("Sort", "Seq Scan on concern");
    }

    private String plan(Person person, QueueFilter filter, ConcernLists.Scope scope) {
        fill();
        return town().in(() -> {
            var visible = gate.notExcluded(town().viewer(person), "'" + RecordKind.CONCERN + "'", "c.id");
            var parameters = new HashMap<>(visible.parameters());
            parameters.put("limit", 51);
            parameters.put("now", ConcernFiles.at(Instant.now()));
            parameters.put(
                    "afterAt",
                    ConcernFiles.at(Instant.parse(
                            filter == QueueFilter.CLOSED ? "2030-01-01T00:00:00Z" : "2026-01-01T00:00:00Z")));
            parameters.put("afterId", UUID.randomUUID());
            parameters.put("afterUrgency", 0);
            scope.schools().forEach(school -> parameters.put("school", school.value()));
            return database
                    .sql("explain " + ConcernLists.queueSql(visible, filter, scope, true))
                    .params(parameters)
                    .query(String.class)
                    .list()
                    .stream()
                    .collect(Collectors.joining("\n"));
        });
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
