package org.havenward.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes viewers. Roles are read at every request, so that taking one away works at once; names and workplaces come from
 * the roster, which changes once a day, and are kept for half a minute.
 */
@Component
class Viewers {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 20_000;

    private final Map<StaffId, Workplace> workplaces = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final Directory directory;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Viewers(JdbcClient jdbc, Directory directory, TransactionTemplate transaction, InstantSource clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Workplace(String name, Set<SchoolId> schools, Instant until) {}

    /** @param roles as {@code access_roles} writes them: {@code ROLE:school,ROLE:} */
    Viewer viewer(DistrictId district, StaffId staff, String roles, boolean secondFactor, String language) {
        var held = Arrays.stream(roles.split(","))
                .filter(one -> !one.isEmpty())
                .map(Viewers::roleAt)
                .collect(Collectors.toSet());
        var workplace = workplace(district, staff);
        var schools = new HashSet<>(workplace.schools());
        held.forEach(role -> {
            var school = role.school();
            if (school != null) {
                schools.add(school);
            }
        });
        if (held.contains(new RoleAt(Role.DISTRICT_COORDINATOR, null))) {
            schools.addAll(everySchool(district));
        }
        held.add(new RoleAt(Role.STAFF_MEMBER, null));
        return new Viewer(
                district,
                staff,
                workplace.name(),
                Set.copyOf(held),
                Set.copyOf(schools),
                secondFactor,
                Locale.forLanguageTag(language));
    }

    @Nullable
    Viewer asOf(StaffId who) {
        var account = jdbc.sql("""
                select a.language, coalesce(string_agg(r.role || ':' || coalesce(r.school_id::text, ''), ','), '') as roles
                from account a left join role_assignment r on r.district_id = a.district_id and r.staff_id = a.staff_id
                    and r.revoked_at is null and r.from_at <= :now and (r.until_at is null or r.until_at > :now)
                where a.district_id = havenward_district() and a.staff_id = :who and a.suspended_at is null
                    and exists (select from staff p where p.district_id = a.district_id and p.id = a.staff_id
                        and p.left_at is null)
                group by a.language
                """)
                .param("who", who.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Found(row.getString("language"), row.getString("roles")))
                .optional();
        return account.map(found -> viewer(DistrictScope.required(), who, found.roles(), true, found.language()))
                .orElse(null);
    }

    private record Found(String language, String roles) {}

    private static RoleAt roleAt(String written) {
        var colon = written.indexOf(':');
        var school = written.substring(colon + 1);
        return new RoleAt(
                Role.valueOf(written.substring(0, colon)),
                school.isEmpty() ? null : new SchoolId(UUID.fromString(school)));
    }

    private Workplace workplace(DistrictId district, StaffId staff) {
        var now = clock.instant();
        var kept = workplaces.get(staff);
        if (kept != null
                && kept.until().isAfter(now)
                && kept.until().isBefore(now.plus(KEPT).plusMillis(1))) {
            return kept;
        }
        if (workplaces.size() >= MOST_KEPT) {
            workplaces.clear();
        }
        var member = inDistrict(district, () -> directory.staff(staff));
        var workplace = member.map(one -> new Workplace(one.name(), one.schools(), now.plus(KEPT)))
                .orElseGet(() -> new Workplace("", Set.of(), now.plus(KEPT)));
        workplaces.put(staff, workplace);
        return workplace;
    }

    private Set<SchoolId> everySchool(DistrictId district) {
        return inDistrict(district, directory::schools).stream().map(School::id).collect(Collectors.toSet());
    }

    private <T> T inDistrict(DistrictId district, java.util.function.Supplier<T> work) {
        return DistrictScope.call(district, () -> transaction.execute(status -> work.get()));
    }
}
