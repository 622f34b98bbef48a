package org.havenward.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Bearer tokens for the API: a person's own rights, shown once, kept as a hash, ending by themselves. */
@Service
@Transactional
public class ApiTokens {
    /** Marks a leaked token as ours to secret scanners. */
    static final String PREFIX = "hwt_";

    public static final int LONGEST_DAYS = 365;
    private static final Duration TOUCH = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Viewers viewers;
    private final Secrets secrets;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    ApiTokens(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Viewers viewers,
            Secrets secrets,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.viewers = viewers;
        this.secrets = secrets;
        this.clock = clock;
        this.events = events;
    }

    /** @param lastUsed to within ten minutes */
    public record Line(
            UUID id,
            String name,
            Instant made,
            Instant expires,
            @Nullable Instant lastUsed) {}

    private record Row(
            DistrictId district,
            UUID id,
            StaffId staff,
            boolean secondFactor,
            @Nullable Instant lastUsed,
            String language,
            String roles) {}

    /** Whose token it is; empty where it is unknown, ended, or revoked. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<Viewer> find(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var now = clock.instant();
        return jdbc.sql("select * from access_token(:hash, :now)")
                .param("hash", Secrets.hash(token))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Row(
                        new DistrictId(row.getObject("district_id", UUID.class)),
                        row.getObject("id", UUID.class),
                        new StaffId(row.getObject("staff_id", UUID.class)),
                        row.getBoolean("second_factor"),
                        instant(row.getObject("last_used_at", OffsetDateTime.class)),
                        row.getString("language"),
                        row.getString("roles")))
                .optional()
                .map(row -> {
                    var lastUsed = row.lastUsed();
                    if (lastUsed == null || lastUsed.isBefore(now.minus(TOUCH))) {
                        touch(row, now);
                    }
                    return viewers.viewer(row.district(), row.staff(), row.roles(), row.secondFactor(), row.language());
                });
    }

    private void touch(Row row, Instant now) {
        DistrictScope.run(
                row.district(),
                () -> transaction.executeWithoutResult(status -> jdbc.sql("""
                        update api_token set last_used_at = :now where district_id = havenward_district() and id = :id
                        """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", row.id())
                        .update()));
    }

    /**
     * Makes a token with the viewer's own rights and returns it, this once. Someone whose roles ask for a second factor
     * makes one only from a session that showed it.
     *
     * @param days how long it lasts, at most {@link #LONGEST_DAYS}
     */
    public String make(Viewer viewer, String name, int days) {
        if (!viewer.secondFactor()
                && viewer.roles().stream().anyMatch(role -> role.role().needsSecondFactor())) {
            throw new RefusedException(Decision.Reason.SECOND_FACTOR_MISSING);
        }
        if (days < 1 || days > LONGEST_DAYS) {
            throw new IllegalArgumentException("A token lasts from 1 to " + LONGEST_DAYS + " days");
        }
        var token = PREFIX + secrets.token();
        var now = clock.instant();
        jdbc.sql("""
                insert into api_token (district_id, id, staff_id, token_hash, name, second_factor, created_at, expires_at)
                values (havenward_district(), :id, :staff, :hash, :name, :secondFactor, :now, :expires)
                """)
                .param("id", Ids.next())
                .param("staff", viewer.staff().value())
                .param("hash", Secrets.hash(token))
                .param("name", name)
                .param("secondFactor", viewer.secondFactor())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", now.plus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new TokenChanged(viewer.district(), viewer.staff(), true));
        return token;
    }

    @Transactional(readOnly = true)
    public List<Line> mine(Viewer viewer) {
        return jdbc.sql("""
                select id, name, created_at, expires_at, last_used_at from api_token
                where district_id = havenward_district() and staff_id = :staff and revoked_at is null and expires_at > :now
                order by created_at desc
                """)
                .param("staff", viewer.staff().value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("last_used_at", OffsetDateTime.class))))
                .list();
    }

    public void revoke(Viewer viewer, UUID id) {
        var revoked = jdbc.sql("""
                update api_token set revoked_at = :now where district_id = havenward_district() and id = :id
                    and staff_id = :staff and revoked_at is null
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("staff", viewer.staff().value())
                .update();
        if (revoked == 1) {
            events.publishEvent(new TokenChanged(viewer.district(), viewer.staff(), false));
        }
    }

    /** How many tokens someone could use now. */
    int count(StaffId who) {
        return jdbc.sql("""
                select count(*) from api_token
                where district_id = havenward_district() and staff_id = :staff and revoked_at is null and expires_at > :now
                """)
                .param("staff", who.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Ends all tokens of someone, since what they stood on has changed. */
    void endAll(StaffId who, @Nullable StaffId by) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var ended = jdbc.sql("""
                update api_token set revoked_at = :now where district_id = havenward_district() and staff_id = :staff
                    and revoked_at is null and expires_at > :now
                """).param("now", now).param("staff", who.value()).update();
        if (ended > 0) {
            events.publishEvent(new TokensEnded(DistrictScope.required(), who, by));
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
