package org.havenward.access;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How people stand to single records, and who is shut out. */
@Repository
class Standings {
    private final JdbcClient jdbc;

    Standings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param kept whether the record is kept from its school */
    record Facts(boolean excluded, boolean kept, Set<Standing> standings) {}

    /** How far the clocks of two servers may differ before one takes what the other began for a thing of the future. */
    private static final Duration BETWEEN_CLOCKS = Duration.ofMinutes(5);

    /**
     * Whether a standing that ends still lasts. It does only while both clocks say so, the house's and the database's: one
     * that stands still or jumps makes it no longer. Takes the parameters of {@link #moment}.
     */
    static String inForce(String table, String prefix) {
        return "(" + table + ".until_at is null or (" + table + ".until_at > :" + prefix + "now and " + table
                + ".from_at <= :" + prefix + "soon and " + table + ".until_by_database > clock_timestamp()))";
    }

    static Map<String, Object> moment(Instant now, String prefix) {
        return Map.of(
                prefix + "now",
                now.atOffset(ZoneOffset.UTC),
                prefix + "soon",
                now.plus(BETWEEN_CLOCKS).atOffset(ZoneOffset.UTC));
    }

    Facts facts(RecordRef record, StaffId who, Instant now) {
        return jdbc.sql("""
                select exists (select 1 from record_exclusion x where x.district_id = havenward_district()
                        and x.staff_id = :who and x.kind = :kind and x.record_id = :id and x.lifted_at is null) as excluded,
                    exists (select 1 from record_kept_from_school k where k.district_id = havenward_district()
                        and k.kind = :kind and k.record_id = :id) as kept,
                    coalesce((select string_agg(s.standing, ',') from record_standing s
                        where s.district_id = havenward_district() and s.staff_id = :who and s.kind = :kind
                        and s.record_id = :id and %s), '') as standings
                """.formatted(inForce("s", "")))
                .params(moment(now, ""))
                .param("who", who.value())
                .param("kind", record.kind().name())
                .param("id", record.id())
                .query((row, number) -> new Facts(
                        row.getBoolean("excluded"), row.getBoolean("kept"), standings(row.getString("standings"))))
                .single();
    }

    /** What someone has broken the glass of, where they are not on the team besides. */
    Set<UUID> throughBreakGlass(RecordKind kind, StaffId who, Instant now) {
        return new HashSet<>(jdbc.sql("""
                select s.record_id from record_standing s where s.district_id = havenward_district() and s.kind = :kind
                    and s.staff_id = :who and s.standing = 'BREAK_GLASS' and %s and not exists (
                        select 1 from record_standing t where t.district_id = s.district_id and t.staff_id = s.staff_id
                            and t.kind = s.kind and t.record_id = s.record_id and t.standing in ('TEAM', 'LEAD'))
                """.formatted(inForce("s", "")))
                .params(moment(now, ""))
                .param("kind", kind.name())
                .param("who", who.value())
                .query(UUID.class)
                .list());
    }

    private static Set<Standing> standings(String names) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(",")).map(Standing::valueOf).collect(Collectors.toSet());
    }

    void admit(RecordRef record, StaffId who, Standing standing) {
        if (standing.ends()) {
            throw new IllegalArgumentException("This standing needs an end: " + standing);
        }
        jdbc.sql("""
                insert into record_standing (district_id, kind, record_id, staff_id, standing)
                values (havenward_district(), :kind, :id, :who, :standing) on conflict do nothing
                """)
                .param("kind", record.kind().name())
                .param("id", record.id())
                .param("who", who.value())
                .param("standing", standing.name())
                .update();
    }

    void admitUntil(RecordRef record, StaffId who, Standing standing, Instant now, Instant until) {
        jdbc.sql("""
                insert into record_standing (district_id, kind, record_id, staff_id, standing, from_at, until_at,
                    until_by_database)
                values (havenward_district(), :kind, :id, :who, :standing, :now, :until,
                    clock_timestamp() + make_interval(secs => :seconds))
                on conflict (district_id, kind, record_id, staff_id, standing) do update
                    set from_at = excluded.from_at, until_at = excluded.until_at,
                        until_by_database = excluded.until_by_database
                """)
                .param("kind", record.kind().name())
                .param("id", record.id())
                .param("who", who.value())
                .param("standing", standing.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("seconds", (double) Duration.between(now, until).toSeconds())
                .update();
    }

    void dismiss(RecordRef record, StaffId who, Standing standing) {
        jdbc.sql("""
                delete from record_standing where district_id = havenward_district() and kind = :kind and record_id = :id
                    and staff_id = :who and standing = :standing
                """)
                .param("kind", record.kind().name())
                .param("id", record.id())
                .param("who", who.value())
                .param("standing", standing.name())
                .update();
    }

    void exclude(RecordRef record, StaffId who, StaffId by, Instant at) {
        jdbc.sql("""
                insert into record_exclusion (district_id, id, kind, record_id, staff_id, excluded_by, excluded_at)
                values (havenward_district(), :row, :kind, :id, :who, :by, :at)
                on conflict (district_id, staff_id, kind, record_id) where lifted_at is null do nothing
                """)
                .param("row", Ids.next())
                .param("kind", record.kind().name())
                .param("id", record.id())
                .param("who", who.value())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void readmit(RecordRef record, StaffId who, StaffId by, Instant at) {
        jdbc.sql("""
                update record_exclusion set lifted_by = :by, lifted_at = :at where district_id = havenward_district()
                    and kind = :kind and record_id = :id and staff_id = :who and lifted_at is null
                """)
                .param("kind", record.kind().name())
                .param("id", record.id())
                .param("who", who.value())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Set<StaffId> excludedFrom(RecordRef record) {
        return staff(jdbc.sql("""
                select staff_id from record_exclusion where district_id = havenward_district() and kind = :kind
                    and record_id = :id and lifted_at is null
                """).param("kind", record.kind().name()).param("id", record.id()));
    }

    void carryExclusions(RecordRef from, RecordRef to) {
        jdbc.sql("""
                insert into record_exclusion (district_id, id, kind, record_id, staff_id, excluded_by, excluded_at)
                select x.district_id, gen_random_uuid(), :toKind, :to, x.staff_id, x.excluded_by, x.excluded_at
                from record_exclusion x where x.district_id = havenward_district() and x.kind = :fromKind
                    and x.record_id = :from and x.lifted_at is null
                on conflict (district_id, staff_id, kind, record_id) where lifted_at is null do nothing
                """)
                .param("fromKind", from.kind().name())
                .param("from", from.id())
                .param("toKind", to.kind().name())
                .param("to", to.id())
                .update();
        jdbc.sql("""
                insert into record_kept_from_school (district_id, kind, record_id, school_id)
                select k.district_id, :toKind, :to, k.school_id from record_kept_from_school k
                where k.district_id = havenward_district() and k.kind = :fromKind and k.record_id = :from
                on conflict do nothing
                """)
                .param("fromKind", from.kind().name())
                .param("from", from.id())
                .param("toKind", to.kind().name())
                .param("to", to.id())
                .update();
    }

    void keepFromSchool(RecordRef record) {
        jdbc.sql("""
                insert into record_kept_from_school (district_id, kind, record_id, school_id)
                values (havenward_district(), :kind, :id, :school) on conflict do nothing
                """)
                .param("kind", record.kind().name())
                .param("id", record.id())
                .param("school", Objects.requireNonNull(record.school()).value())
                .update();
    }

    boolean keptFromSchool(RecordRef record) {
        return jdbc.sql("""
                select exists (select 1 from record_kept_from_school where district_id = havenward_district()
                    and kind = :kind and record_id = :id)
                """)
                .param("kind", record.kind().name())
                .param("id", record.id())
                .query(Boolean.class)
                .single();
    }

    /** @see Gate#mayKnowOf(RecordRef, StaffId) */
    boolean mayKnowOf(RecordRef record, StaffId who, Instant now) {
        return jdbc.sql("""
                with held as (
                    select r.role, r.school_id from role_assignment r
                    where r.district_id = havenward_district() and r.staff_id = :who and r.revoked_at is null
                        and r.from_at <= :now and (r.until_at is null or r.until_at > :now))
                select not exists (select 1 from record_exclusion x where x.district_id = havenward_district()
                        and x.staff_id = :who and x.kind = :kind and x.record_id = :id and x.lifted_at is null)
                    and (not exists (select 1 from record_kept_from_school k where k.district_id = havenward_district()
                            and k.kind = :kind and k.record_id = :id
                            and (exists (select 1 from staff_school s where s.district_id = k.district_id
                                    and s.staff_id = :who and s.school_id = k.school_id)
                                or exists (select 1 from held where held.role = any(:ofSchool::text[])
                                    and held.school_id = k.school_id))
                            and not exists (select 1 from held where held.role = 'DISTRICT_COORDINATOR'
                                and (held.school_id is null or held.school_id = k.school_id)))
                        or exists (select 1 from record_standing t where t.district_id = havenward_district()
                            and t.staff_id = :who and t.kind = :kind and t.record_id = :id
                            and t.standing in ('TEAM', 'LEAD')))
                """)
                .param("who", who.value())
                .param("kind", record.kind().name())
                .param("id", record.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param(
                        "ofSchool",
                        Arrays.stream(Role.values())
                                .filter(Role::ofSchool)
                                .map(Role::name)
                                .toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    Set<StaffId> with(RecordRef record, Standing standing, Instant now) {
        return staff(jdbc.sql("""
                select s.staff_id from record_standing s where s.district_id = havenward_district() and s.kind = :kind
                    and s.record_id = :id and s.standing = :standing and %s and not exists (
                        select 1 from record_exclusion x where x.district_id = s.district_id and x.staff_id = s.staff_id
                            and x.kind = s.kind and x.record_id = s.record_id and x.lifted_at is null)
                """.formatted(inForce("s", "")))
                .params(moment(now, ""))
                .param("kind", record.kind().name())
                .param("id", record.id())
                .param("standing", standing.name()));
    }

    Set<StaffId> holders(Role role, RecordRef record, Instant now) {
        var school = record.school();
        return staff(jdbc.sql("""
                select distinct r.staff_id from role_assignment r
                    join account a on a.district_id = r.district_id and a.staff_id = r.staff_id
                    join staff p on p.district_id = r.district_id and p.id = r.staff_id
                where r.district_id = havenward_district() and r.role = :role and a.suspended_at is null
                    and p.left_at is null
                    and (r.school_id is null or r.school_id = cast(:school as uuid))
                    and r.revoked_at is null and r.from_at <= :now and (r.until_at is null or r.until_at > :now)
                    and not exists (select 1 from record_exclusion x where x.district_id = r.district_id
                        and x.staff_id = r.staff_id and x.kind = :kind and x.record_id = :id and x.lifted_at is null)
                    and not (:ofSchool and exists (select 1 from record_kept_from_school k
                        where k.district_id = r.district_id and k.kind = :kind and k.record_id = :id))
                """)
                .param("ofSchool", role.ofSchool())
                .param("role", role.name())
                .param("school", school == null ? null : school.value().toString())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("kind", record.kind().name())
                .param("id", record.id()));
    }

    private static Set<StaffId> staff(JdbcClient.StatementSpec statement) {
        return new HashSet<>(statement
                .query((row, number) -> new StaffId(row.getObject(1, UUID.class)))
                .list());
    }
}
