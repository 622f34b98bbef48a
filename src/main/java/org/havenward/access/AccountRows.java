package org.havenward.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.Ids;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of accounts and roles. */
@Repository
class AccountRows {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    AccountRows(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Row(
            StaffId staff,
            String email,
            @Nullable String passwordHash,
            boolean mustChangePassword,
            @Nullable Instant passwordExpires,
            int failures,
            @Nullable KeyId key,
            byte @Nullable [] totp,
            byte @Nullable [] pendingTotp,
            long totpLastStep,
            String language,
            Instant created,
            @Nullable Instant suspended) {
        boolean hasSecondFactor() {
            return totp != null;
        }
    }

    record Owner(DistrictId district, StaffId staff) {}

    record LinkOwner(DistrictId district, UUID link, StaffId staff) {}

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Asked before a district is known. */
    List<Owner> byEmail(String email) {
        return jdbc.sql("select * from access_account_by_email(:hash)")
                .param("hash", Secrets.emailHash(email))
                .query((row, number) -> new Owner(
                        new DistrictId(row.getObject("district_id", UUID.class)),
                        new StaffId(row.getObject("staff_id", UUID.class))))
                .list();
    }

    /** Asked before a district is known. */
    Optional<LinkOwner> byLink(String token) {
        return jdbc.sql("select * from access_password_link(:hash, :now)")
                .param("hash", Secrets.hash(token))
                .param("now", now())
                .query((row, number) -> new LinkOwner(
                        new DistrictId(row.getObject("district_id", UUID.class)),
                        row.getObject("id", UUID.class),
                        new StaffId(row.getObject("staff_id", UUID.class))))
                .optional();
    }

    Optional<Row> find(StaffId staff) {
        return jdbc.sql("select * from account where district_id = havenward_district() and staff_id = :staff")
                .param("staff", staff.value())
                .query((row, number) -> row(row))
                .optional();
    }

    List<Row> find(Collection<StaffId> staff) {
        return jdbc.sql("select * from account where district_id = havenward_district() and staff_id = any(:staff)")
                .param("staff", ids(staff))
                .query((row, number) -> row(row))
                .list();
    }

    /** Which of some people may be seen; {@code p} is their table in the condition. */
    Set<StaffId> visible(Visible visible, Collection<StaffId> staff) {
        return new HashSet<>(jdbc.sql("select p.id from staff p where p.district_id = havenward_district()"
                        + " and p.id = any(:staff) and " + visible.sql())
                .param("staff", ids(staff))
                .params(visible.parameters())
                .query((row, number) -> new StaffId(row.getObject(1, UUID.class)))
                .list());
    }

    /** Accounts in the order of their e-mail; {@code a} is their table in the condition. */
    List<Row> page(Visible visible, @Nullable StaffId after, int limit) {
        var start = after == null ? Optional.<Row>empty() : find(after);
        var page = "select a.* from account a where a.district_id = havenward_district() and " + visible.sql()
                + (start.isEmpty() ? "" : " and (a.email, a.staff_id) > (:email, :after)")
                + " order by a.email, a.staff_id limit :limit";
        var statement = jdbc.sql(page).params(visible.parameters()).param("limit", limit);
        if (start.isPresent()) {
            statement = statement
                    .param("email", start.get().email())
                    .param("after", start.get().staff().value());
        }
        return statement.query((row, number) -> row(row)).list();
    }

    private static UUID[] ids(Collection<StaffId> staff) {
        return staff.stream().map(StaffId::value).toArray(UUID[]::new);
    }

    private static Row row(ResultSet row) throws SQLException {
        var key = row.getObject("key_id", UUID.class);
        return new Row(
                new StaffId(row.getObject("staff_id", UUID.class)),
                row.getString("email"),
                row.getString("password_hash"),
                row.getBoolean("must_change_password"),
                instant(row, "password_expires_at"),
                row.getInt("failures"),
                key == null ? null : new KeyId(key),
                row.getBytes("totp_sealed"),
                row.getBytes("totp_pending"),
                row.getLong("totp_last_step"),
                row.getString("language"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "suspended_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    void insert(StaffId staff, String email, @Nullable StaffId by) {
        jdbc.sql("""
                insert into account (district_id, staff_id, email, email_hash, created_at, created_by)
                values (havenward_district(), :staff, :email, :hash, :now, cast(:by as uuid))
                """)
                .param("staff", staff.value())
                .param("email", email.strip())
                .param("hash", Secrets.emailHash(email))
                .param("now", now())
                .param("by", text(by))
                .update();
    }

    void password(StaffId staff, String hash, boolean mustChange, @Nullable Instant expires) {
        jdbc.sql("""
                update account set password_hash = :hash, password_set_at = :now, must_change_password = :mustChange,
                    password_expires_at = cast(:expires as timestamptz), failures = 0, code_failures = 0
                where district_id = havenward_district() and staff_id = :staff
                """)
                .param("staff", staff.value())
                .param("hash", hash)
                .param("now", now())
                .param("mustChange", mustChange)
                .param("expires", expires == null ? null : expires.toString())
                .update();
    }

    void noPassword(StaffId staff) {
        jdbc.sql("""
                update account set password_hash = null, must_change_password = false, password_expires_at = null
                where district_id = havenward_district() and staff_id = :staff
                """).param("staff", staff.value()).update();
    }

    void failed(StaffId staff) {
        jdbc.sql("""
                update account set failures = failures + 1
                where district_id = havenward_district() and staff_id = :staff
                """).param("staff", staff.value()).update();
    }

    void succeeded(StaffId staff) {
        jdbc.sql("""
                update account set failures = 0
                where district_id = havenward_district() and staff_id = :staff and failures > 0
                """).param("staff", staff.value()).update();
    }

    /** Wrong codes in a row from browsers that never signed in. */
    int wrongCodes(StaffId staff) {
        return jdbc.sql(
                        "select code_failures from account where district_id = havenward_district() and staff_id = :staff")
                .param("staff", staff.value())
                .query(Integer.class)
                .single();
    }

    void wrongCode(StaffId staff) {
        jdbc.sql("""
                update account set code_failures = code_failures + 1
                where district_id = havenward_district() and staff_id = :staff
                """).param("staff", staff.value()).update();
    }

    /** A wrong code from a browser that signed in before; after too many of them it is known no more. */
    void wrongCode(StaffId staff, byte[] device, int most) {
        jdbc.sql("""
                update known_device set code_failures = code_failures + 1
                where district_id = havenward_district() and staff_id = :staff and device_hash = :device
                """).param("staff", staff.value()).param("device", device).update();
        jdbc.sql("""
                delete from known_device where district_id = havenward_district() and staff_id = :staff
                    and device_hash = :device and code_failures >= :most
                """)
                .param("staff", staff.value())
                .param("device", device)
                .param("most", most)
                .update();
    }

    void rightCode(StaffId staff) {
        jdbc.sql("""
                update account set code_failures = 0
                where district_id = havenward_district() and staff_id = :staff and code_failures > 0
                """).param("staff", staff.value()).update();
    }

    /** The language of someone who never had a password; anybody else's stays. */
    void firstLanguage(StaffId staff, String language) {
        jdbc.sql("""
                update account set language = :language
                where district_id = havenward_district() and staff_id = :staff and password_set_at is null
                """).param("staff", staff.value()).param("language", language).update();
    }

    void language(StaffId staff, String language) {
        jdbc.sql(
                        "update account set language = :language where district_id = havenward_district() and staff_id = :staff")
                .param("staff", staff.value())
                .param("language", language)
                .update();
    }

    boolean suspend(StaffId staff, @Nullable StaffId by) {
        return jdbc.sql("""
                        update account set suspended_at = :now, suspended_by = cast(:by as uuid)
                        where district_id = havenward_district() and staff_id = :staff and suspended_at is null
                        """)
                        .param("staff", staff.value())
                        .param("now", now())
                        .param("by", text(by))
                        .update()
                == 1;
    }

    boolean restore(StaffId staff) {
        return jdbc.sql("""
                        update account set suspended_at = null, suspended_by = null
                        where district_id = havenward_district() and staff_id = :staff and suspended_at is not null
                        """).param("staff", staff.value()).update() == 1;
    }

    void pendingTotp(StaffId staff, KeyId key, byte[] sealed) {
        jdbc.sql("""
                update account set key_id = :key, totp_pending = :sealed
                where district_id = havenward_district() and staff_id = :staff
                """)
                .param("staff", staff.value())
                .param("key", key.value())
                .param("sealed", sealed)
                .update();
    }

    void confirmTotp(StaffId staff, long step) {
        jdbc.sql("""
                update account set totp_sealed = totp_pending, totp_pending = null, totp_confirmed_at = :now,
                    totp_last_step = :step
                where district_id = havenward_district() and staff_id = :staff
                """)
                .param("staff", staff.value())
                .param("now", now())
                .param("step", step)
                .update();
    }

    void noTotp(StaffId staff) {
        jdbc.sql("""
                update account set totp_sealed = null, totp_pending = null, totp_confirmed_at = null,
                    code_failures = 0
                where district_id = havenward_district() and staff_id = :staff
                """).param("staff", staff.value()).update();
    }

    /** Uses up a time step; false where it or a later one was used before: a code works once. */
    boolean useStep(StaffId staff, long step) {
        return jdbc.sql("""
                        update account set totp_last_step = :step
                        where district_id = havenward_district() and staff_id = :staff and totp_last_step < :step
                        """).param("staff", staff.value()).param("step", step).update() == 1;
    }

    void recoveryCodes(StaffId staff, List<byte[]> hashes) {
        jdbc.sql("delete from recovery_code where district_id = havenward_district() and staff_id = :staff")
                .param("staff", staff.value())
                .update();
        for (var hash : hashes) {
            jdbc.sql("""
                    insert into recovery_code (district_id, id, staff_id, code_hash, made_at)
                    values (havenward_district(), :id, :staff, :hash, :now)
                    """)
                    .param("id", Ids.next())
                    .param("staff", staff.value())
                    .param("hash", hash)
                    .param("now", now())
                    .update();
        }
    }

    boolean useRecoveryCode(StaffId staff, byte[] hash) {
        return jdbc.sql("""
                        update recovery_code set used_at = :now where district_id = havenward_district()
                            and staff_id = :staff and code_hash = :hash and used_at is null
                        """)
                        .param("staff", staff.value())
                        .param("hash", hash)
                        .param("now", now())
                        .update()
                == 1;
    }

    int recoveryCodesLeft(StaffId staff) {
        return jdbc.sql("""
                select count(*) from recovery_code
                where district_id = havenward_district() and staff_id = :staff and used_at is null
                """).param("staff", staff.value()).query(Integer.class).single();
    }

    boolean knows(StaffId staff, byte[] device) {
        return jdbc.sql("""
                select exists (select 1 from known_device
                    where district_id = havenward_district() and staff_id = :staff and device_hash = :device)
                """)
                .param("staff", staff.value())
                .param("device", device)
                .query(Boolean.class)
                .single();
    }

    void know(StaffId staff, byte[] device) {
        jdbc.sql("""
                insert into known_device (district_id, staff_id, device_hash, first_at, last_at)
                values (havenward_district(), :staff, :device, :now, :now)
                on conflict (district_id, staff_id, device_hash) do update set last_at = excluded.last_at, code_failures = 0
                """)
                .param("staff", staff.value())
                .param("device", device)
                .param("now", now())
                .update();
    }

    void forgetDevices(StaffId staff) {
        jdbc.sql("delete from known_device where district_id = havenward_district() and staff_id = :staff")
                .param("staff", staff.value())
                .update();
    }

    void attempt(StaffId staff, String outcome, boolean knownDevice) {
        jdbc.sql("""
                insert into sign_in_attempt (district_id, id, staff_id, at, outcome, known_device)
                values (havenward_district(), :id, :staff, :now, :outcome, :known)
                """)
                .param("id", Ids.next())
                .param("staff", staff.value())
                .param("now", now())
                .param("outcome", outcome)
                .param("known", knownDevice)
                .update();
    }

    void link(StaffId staff, byte[] hash, @Nullable StaffId by, Instant expires) {
        jdbc.sql("""
                update password_link set used_at = :now
                where district_id = havenward_district() and staff_id = :staff and used_at is null
                """).param("staff", staff.value()).param("now", now()).update();
        jdbc.sql("""
                insert into password_link (district_id, id, staff_id, token_hash, made_by, made_at, expires_at)
                values (havenward_district(), :id, :staff, :hash, cast(:by as uuid), :now, :expires)
                """)
                .param("id", Ids.next())
                .param("staff", staff.value())
                .param("hash", hash)
                .param("by", text(by))
                .param("now", now())
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean useLink(UUID link) {
        return jdbc.sql("""
                        update password_link set used_at = :now
                        where district_id = havenward_district() and id = :id and used_at is null and expires_at > :now
                        """).param("id", link).param("now", now()).update() == 1;
    }

    UUID give(StaffId staff, RoleAt role, Instant from, @Nullable Instant until, @Nullable StaffId by) {
        var school = role.school();
        var id = Ids.next();
        jdbc.sql("""
                insert into role_assignment (district_id, id, staff_id, role, school_id, from_at, until_at, given_by, given_at)
                values (havenward_district(), :id, :staff, :role, cast(:school as uuid), :from,
                    cast(:until as timestamptz), cast(:by as uuid), :now)
                """)
                .param("id", id)
                .param("staff", staff.value())
                .param("role", role.role().name())
                .param("school", school == null ? null : school.value().toString())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until == null ? null : until.toString())
                .param("by", text(by))
                .param("now", now())
                .update();
        return id;
    }

    List<Accounts.Assignment> assignments(StaffId staff) {
        return assignments(List.of(staff)).getOrDefault(staff, List.of());
    }

    /** Roles that are held, or will be, of several people in one query. */
    Map<StaffId, List<Accounts.Assignment>> assignments(Collection<StaffId> staff) {
        var held = new HashMap<StaffId, List<Accounts.Assignment>>();
        jdbc.sql("""
                select staff_id, id, role, school_id, from_at, until_at from role_assignment
                where district_id = havenward_district() and staff_id = any(:staff) and revoked_at is null
                    and (until_at is null or until_at > :now)
                order by given_at
                """).param("staff", ids(staff)).param("now", now()).query(row -> {
            var school = row.getObject("school_id", UUID.class);
            held.computeIfAbsent(new StaffId(row.getObject("staff_id", UUID.class)), one -> new ArrayList<>())
                    .add(new Accounts.Assignment(
                            row.getObject("id", UUID.class),
                            new RoleAt(
                                    Role.valueOf(row.getString("role")), school == null ? null : new SchoolId(school)),
                            row.getObject("from_at", OffsetDateTime.class).toInstant(),
                            instant(row, "until_at")));
        });
        return held;
    }

    boolean revoke(UUID assignment, @Nullable StaffId by) {
        return jdbc.sql("""
                        update role_assignment set revoked_at = :now, revoked_by = cast(:by as uuid)
                        where district_id = havenward_district() and id = :id and revoked_at is null
                        """)
                        .param("id", assignment)
                        .param("now", now())
                        .param("by", text(by))
                        .update()
                == 1;
    }

    /** Administrators who can sign in, with no end to their role; locks them, so that two can't take the last away. */
    List<StaffId> administrators() {
        return jdbc.sql("""
                select a.staff_id from account a where a.district_id = havenward_district() and a.suspended_at is null
                    and exists (select 1 from role_assignment r where r.district_id = a.district_id
                        and r.staff_id = a.staff_id and r.role = 'SYSTEM_ADMINISTRATOR' and r.revoked_at is null
                        and r.from_at <= :now and r.until_at is null)
                order by a.staff_id for update of a
                """)
                .param("now", now())
                .query((row, number) -> new StaffId(row.getObject(1, UUID.class)))
                .list();
    }

    private static @Nullable String text(@Nullable StaffId staff) {
        return staff == null ? null : staff.value().toString();
    }
}
