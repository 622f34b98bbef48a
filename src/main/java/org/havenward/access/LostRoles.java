package org.havenward.access;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.havenward.district.Districts;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says of each, once, who lost a role without anyone's doing: its last day passed, or they left the roster. The gate has
 * refused them since that moment; this is for what hung on them.
 */
@Component
class LostRoles implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(LostRoles.class);
    private static final int AT_ONCE = 200;

    private final Districts districts;
    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    LostRoles(
            Districts districts,
            JdbcClient jdbc,
            Sessions sessions,
            ApiTokens tokens,
            TransactionTemplate transaction,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.districts = districts;
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.tokens = tokens;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public String name() {
        return "lost-roles";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    /** One district's trouble does not keep the others waiting. */
    @Override
    public void run() {
        for (var district : districts.all()) {
            try {
                DistrictScope.run(district.id(), () -> look(district.id()));
            } catch (RuntimeException trouble) {
                LOG.error(
                        "Looking for lost roles failed for district {}",
                        district.id().value(),
                        trouble);
            }
        }
    }

    private void look(DistrictId district) {
        while (again(() -> tellEnded(district))) {}
        while (again(() -> tellLeft(district))) {}
        transaction.executeWithoutResult(status -> welcomeBack());
    }

    private boolean again(java.util.function.IntSupplier work) {
        return Objects.requireNonNull(transaction.execute(status -> work.getAsInt())) == AT_ONCE;
    }

    private int tellEnded(DistrictId district) {
        var ended = who("""
                update role_assignment set end_told_at = :now where district_id = havenward_district() and id in (
                    select id from role_assignment where district_id = havenward_district() and revoked_at is null
                        and until_at <= :now and end_told_at is null
                    order by until_at limit :most for update skip locked)
                returning staff_id
                """);
        new HashSet<>(ended).forEach(staff -> events.publishEvent(new StaffLostRole(district, staff, null)));
        return ended.size();
    }

    private int tellLeft(DistrictId district) {
        var left = who("""
                update account set left_told_at = :now where district_id = havenward_district() and staff_id in (
                    select a.staff_id from account a
                        join staff p on p.district_id = a.district_id and p.id = a.staff_id
                    where a.district_id = havenward_district() and p.left_at is not null and a.left_told_at is null
                    limit :most for update of a skip locked)
                returning staff_id
                """);
        for (var staff : left) {
            sessions.endAll(staff, null);
            tokens.endAll(staff, null);
            events.publishEvent(new StaffLostRole(district, staff, null));
        }
        return left.size();
    }

    /** Who is back on the roster may leave it again. */
    private void welcomeBack() {
        jdbc.sql("""
                update account a set left_told_at = null
                where a.district_id = havenward_district() and a.left_told_at is not null
                    and exists (select 1 from staff p where p.district_id = a.district_id and p.id = a.staff_id
                        and p.left_at is null)
                """).update();
    }

    private List<StaffId> who(String sql) {
        return jdbc.sql(sql)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("most", AT_ONCE)
                .query((row, number) -> new StaffId(row.getObject(1, UUID.class)))
                .list();
    }
}
