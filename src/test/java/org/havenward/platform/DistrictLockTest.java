package org.havenward.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.havenward.House;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** The database's own lock, tried from the application's side. */
class DistrictLockTest extends House {
    private static final DistrictId HERE = new DistrictId(UUID.randomUUID());
    private static final DistrictId ELSEWHERE = new DistrictId(UUID.randomUUID());

    @Autowired
    private Vault vault;

    @Test
    void rows_of_another_district_cannot_be_read_changed_or_deleted() {
        var key = inDistrict(HERE, () -> vault.newKey());
        inDistrict(ELSEWHERE, () -> {
            assertThat(count("select count(*) from data_key where id = ?", key.value()))
                    .isZero();
            assertThat(database.sql("update data_key set master = 'x' where id = ?")
                            .param(key.value())
                            .update())
                    .isZero();
        });
        inDistrict(
                HERE,
                () -> assertThat(count("select count(*) from data_key where id = ?", key.value()))
                        .isOne());
    }

    @Test
    void a_row_cannot_be_put_into_another_district() {
        assertThatThrownBy(() -> inDistrict(HERE, () -> {
                    database.sql("insert into district_key values (?, 'x', ''::bytea, 'x', now())")
                            .param(ELSEWHERE.value())
                            .update();
                }))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void a_row_cannot_be_moved_to_another_district() {
        inDistrict(HERE, () -> vault.newKey());
        assertThatThrownBy(() -> inDistrict(HERE, () -> {
                    database.sql("update data_key set district_id = ?")
                            .param(ELSEWHERE.value())
                            .update();
                }))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void outside_of_a_district_there_are_no_rows() {
        inDistrict(HERE, () -> vault.newKey());
        assertThat(count("select count(*) from data_key")).isZero();
    }

    @Test
    void the_district_does_not_stay_on_the_connection() {
        inDistrict(HERE, () -> vault.newKey());
        for (var again = 0; again < 50; again++) {
            assertThat(count("select count(*) from data_key where district_id is not null"))
                    .isZero();
        }
    }

    @Test
    void every_table_with_a_district_is_locked() {
        assertThat(database.sql("""
                        select c.relname from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id' and not a.attisdropped
                        where c.relkind in ('r', 'p') and not (c.relrowsecurity
                          and exists (select 1 from pg_policy p where p.polrelid = c.oid))""").query(String.class).list())
                .as("tables with a district_id and without row-level security")
                .isEmpty();
    }

    @Test
    void the_application_cannot_change_the_schema_or_lift_the_lock() {
        for (var attempt : List.of(
                "create table mine (x int)",
                "create schema mine",
                "create temporary table mine (x int)",
                "alter table data_key disable row level security",
                "alter table data_key no force row level security",
                "drop policy district_only on data_key",
                "alter table data_key add column x int",
                "drop table data_key",
                "truncate data_key",
                "delete from data_key",
                "grant all on data_key to public",
                "create or replace function havenward_district() returns uuid language sql return null::uuid",
                "select havenward_guard('data_key')",
                "set role havenward_owner",
                "set session authorization havenward_owner",
                "alter role havenward_app superuser",
                "alter role havenward_app bypassrls",
                "create role mine",
                "copy data_key to program 'cat'",
                "select pg_read_file('/etc/passwd')",
                "delete from flyway_schema_history")) {
            assertThatThrownBy(() -> inDistrict(HERE, () -> {
                        database.sql(attempt).query().listOfRows();
                    }))
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void row_security_cannot_be_switched_off() {
        inDistrict(HERE, () -> vault.newKey());
        assertThatThrownBy(() -> inDistrict(ELSEWHERE, () -> {
                    database.sql("set local row_security = off").update();
                    count("select count(*) from data_key");
                }))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    private long count(String sql, Object... parameters) {
        return database.sql(sql).params(parameters).query(Long.class).single();
    }
}
