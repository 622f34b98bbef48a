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
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions in the database: idle for at most 30 minutes, 12 hours in all (NIST SP 800-63B rev. 4, 2.2.3: AAL2 asks for no
 * more than 24 hours and one hour). Every sign-in makes a new one with a new secret.
 */
@Service
public class Sessions {
    public static final Duration IDLE = Duration.ofMinutes(30);
    public static final Duration LONGEST = Duration.ofHours(12);
    /** Someone who gave a password has so long for the second factor. */
    static final Duration HALF_WAY = Duration.ofMinutes(15);

    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Viewers viewers;
    private final Secrets secrets;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    Sessions(
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

    enum Stage {
        PASSWORD,
        FULL
    }

    /** One line of someone's own list of sessions. */
    public record Line(SessionId id, String device, Instant since, Instant lastSeen, boolean thisOne) {}

    /** A session as its cookie finds it. */
    record Found(SessionId id, Viewer viewer, Stage stage, boolean mustChangePassword) {
        /** Whether it opens more than the rest of the sign-in. */
        boolean open() {
            return stage == Stage.FULL && !mustChangePassword;
        }
    }

    private record Row(
            DistrictId district,
            SessionId id,
            StaffId staff,
            Stage stage,
            boolean secondFactor,
            boolean mustChangePassword,
            Instant lastSeen,
            String language,
            String roles) {}

    /** Whose session a cookie is; empty where it ended, by itself or by someone. */
    Optional<Found> find(String token) {
        var now = clock.instant();
        return jdbc.sql("select * from access_session(:hash, :now, cast(:idle as interval))")
                .param("hash", Secrets.hash(token))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("idle", IDLE.toSeconds() + " seconds")
                .query((row, number) -> new Row(
                        new DistrictId(row.getObject("district_id", UUID.class)),
                        new SessionId(row.getObject("id", UUID.class)),
                        new StaffId(row.getObject("staff_id", UUID.class)),
                        Stage.valueOf(row.getString("stage")),
                        row.getBoolean("second_factor"),
                        row.getBoolean("must_change_password"),
                        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                        row.getString("language"),
                        row.getString("roles")))
                .optional()
                .map(row -> {
                    if (row.lastSeen().isBefore(now.minus(TOUCH))) {
                        touch(row.district(), row.id(), now);
                    }
                    var viewer = viewers.viewer(
                            row.district(), row.staff(), row.roles(), row.secondFactor(), row.language());
                    return new Found(row.id(), viewer, row.stage(), row.mustChangePassword());
                });
    }

    private void touch(DistrictId district, SessionId id, Instant now) {
        DistrictScope.run(
                district,
                () -> transaction.executeWithoutResult(status -> jdbc.sql("""
                        update session set last_seen_at = :now where district_id = havenward_district() and id = :id
                        """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id.value())
                        .update()));
    }

    /** Begins a session and returns its secret, for the cookie. In a transaction of the district. */
    String begin(StaffId staff, Stage stage, boolean secondFactor, String device) {
        var token = secrets.token();
        var now = clock.instant();
        jdbc.sql("""
                insert into session (district_id, id, staff_id, token_hash, stage, second_factor, device, created_at,
                    last_seen_at, expires_at)
                values (havenward_district(), :id, :staff, :hash, :stage, :secondFactor, :device, :now, :now, :expires)
                """)
                .param("id", Ids.next())
                .param("staff", staff.value())
                .param("hash", Secrets.hash(token))
                .param("stage", stage.name())
                .param("secondFactor", secondFactor)
                .param("device", Devices.words(device))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param(
                        "expires",
                        now.plus(stage == Stage.FULL ? LONGEST : HALF_WAY).atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    void end(SessionId id) {
        jdbc.sql("""
                update session set ended_at = :now
                where district_id = havenward_district() and id = :id and ended_at is null
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    /** Ends every session of someone, but for one: after a new password, a suspension. */
    void endAll(StaffId staff, @Nullable SessionId but) {
        jdbc.sql("""
                update session set ended_at = :now where district_id = havenward_district() and staff_id = :staff
                    and ended_at is null and id is distinct from cast(:but as uuid)
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("staff", staff.value())
                .param("but", but == null ? null : but.value().toString())
                .update();
    }

    /** Someone's own open sessions, the latest first. */
    @Transactional(readOnly = true)
    public List<Line> mine(Viewer viewer, SessionId current) {
        var now = clock.instant();
        return jdbc.sql("""
                select id, device, created_at, last_seen_at from session where district_id = havenward_district()
                    and staff_id = :staff and stage = 'FULL' and ended_at is null and expires_at > :now
                    and last_seen_at > :idle
                order by last_seen_at desc
                """)
                .param("staff", viewer.staff().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("idle", now.minus(IDLE).atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    var id = new SessionId(row.getObject("id", UUID.class));
                    return new Line(
                            id,
                            row.getString("device"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                            id.equals(current));
                })
                .list();
    }

    /** Signs someone out. */
    @Transactional
    public void signOut(Viewer viewer, SessionId session) {
        revoke(viewer, session);
    }

    /** Ends one of someone's own sessions. */
    @Transactional
    public void revoke(Viewer viewer, SessionId session) {
        var ended = jdbc.sql("""
                update session set ended_at = :now where district_id = havenward_district() and id = :id
                    and staff_id = :staff and ended_at is null
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", session.value())
                .param("staff", viewer.staff().value())
                .update();
        if (ended == 1) {
            events.publishEvent(new SignedOut(viewer.district(), viewer.staff()));
        }
    }
}
