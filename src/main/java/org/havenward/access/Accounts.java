package org.havenward.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts and roles, for those who run the system. {@code by} is null for the command line, whose user holds the machine
 * anyway.
 */
@Service
@Transactional
public class Accounts {
    /** How long a first password or an invitation waits. */
    public static final Duration FIRST_USE_WITHIN = Duration.ofDays(7);

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"',;:]{1,100}@[^\\s@<>\"',;:]{1,150}\\.[^\\s@.]{2,}");

    private final AccountRows rows;
    private final Gate gate;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Passwords passwords;
    private final Secrets secrets;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    Accounts(
            AccountRows rows,
            Gate gate,
            Sessions sessions,
            ApiTokens tokens,
            Passwords passwords,
            Secrets secrets,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.gate = gate;
        this.sessions = sessions;
        this.tokens = tokens;
        this.passwords = passwords;
        this.secrets = secrets;
        this.clock = clock;
        this.events = events;
    }

    /** A role as it was given. */
    public record Assignment(
            UUID id, RoleAt role, Instant from, @Nullable Instant until) {}

    /** An account as the people page shows it. */
    public record Account(
            StaffId staff,
            String email,
            boolean hasPassword,
            boolean secondFactor,
            boolean suspended,
            List<Assignment> roles) {}

    /** Why something may not be done to an account. */
    public enum Obstacle {
        EMAIL_NOT_WELL_FORMED,
        EMAIL_TAKEN,
        HAS_ACCOUNT,
        NO_ACCOUNT,
        LAST_ADMINISTRATOR,
        /** Who runs the system opens no cases: one person may not hold both. */
        ROLES_CLASH,
        HAS_ROLE,
        NEEDS_SCHOOL,
        FOR_DISTRICT_ONLY,
        ENDS_BEFORE_IT_BEGINS
    }

    /** Thrown where an account can't be changed so; pages say it beside the field. */
    public static final class ObstacleException extends RuntimeException {
        private final Obstacle obstacle;

        ObstacleException(Obstacle obstacle) {
            super("Not possible: " + obstacle);
            this.obstacle = obstacle;
        }

        public Obstacle obstacle() {
            return obstacle;
        }
    }

    @Transactional(readOnly = true)
    public Optional<Account> find(@Nullable Viewer by, StaffId staff) {
        mayRun(by, staff);
        return rows.find(staff).map(this::account);
    }

    @Transactional(readOnly = true)
    public Map<StaffId, Account> find(@Nullable Viewer by, Collection<StaffId> staff) {
        var found = new HashMap<StaffId, Account>();
        staff.forEach(one -> find(by, one).ifPresent(account -> found.put(one, account)));
        return found;
    }

    /** Every account, by e-mail. */
    @Transactional(readOnly = true)
    public List<Account> all(@Nullable Viewer by) {
        if (by != null && !gate.decide(by, Need.RUN_SYSTEM).allowed()) {
            throw new RefusedException(Decision.Reason.ROLE_LACKS_IT);
        }
        return rows.all().stream().map(this::account).toList();
    }

    /** Whose e-mail it is, in the current district. */
    @Transactional(readOnly = true)
    public Optional<StaffId> byEmail(String email) {
        return rows.byEmail(email).stream()
                .filter(owner -> owner.district().equals(DistrictScope.required()))
                .map(AccountRows.Owner::staff)
                .findFirst();
    }

    /** The e-mail that notices go to; empty for who has no account or may not sign in. */
    @Transactional(readOnly = true)
    public Optional<String> emailOf(StaffId staff) {
        return rows.find(staff).filter(row -> row.suspended() == null).map(AccountRows.Row::email);
    }

    private Account account(AccountRows.Row row) {
        return new Account(
                row.staff(),
                row.email(),
                row.passwordHash() != null,
                row.hasSecondFactor(),
                row.suspended() != null,
                rows.assignments(row.staff()));
    }

    /** Gives someone an account, with no way in yet: follow with {@link #firstPassword} or {@link #link}. */
    public void create(@Nullable Viewer by, StaffId staff, String email) {
        mayRun(by, staff);
        unless(!EMAIL.matcher(email.strip()).matches(), Obstacle.EMAIL_NOT_WELL_FORMED);
        unless(rows.find(staff).isPresent(), Obstacle.HAS_ACCOUNT);
        unless(byEmail(email).isPresent(), Obstacle.EMAIL_TAKEN);
        rows.insert(staff, email, id(by));
        events.publishEvent(new AccountCreated(DistrictScope.required(), staff, id(by)));
    }

    /** A password for the first sign-in only, in which it has to be replaced. Ends all sessions and tokens. */
    public String firstPassword(@Nullable Viewer by, StaffId staff) {
        mayRun(by, staff);
        unless(rows.find(staff).isEmpty(), Obstacle.NO_ACCOUNT);
        var password = secrets.words(4);
        rows.password(staff, passwords.hash(password), true, clock.instant().plus(FIRST_USE_WITHIN));
        endAll(staff, by);
        events.publishEvent(new PasswordLinkMade(DistrictScope.required(), staff, id(by)));
        return password;
    }

    /** A link's secret that lets someone set a password once. The old password no longer works; sessions and tokens end. */
    public String link(@Nullable Viewer by, StaffId staff) {
        mayRun(by, staff);
        unless(rows.find(staff).isEmpty(), Obstacle.NO_ACCOUNT);
        var token = secrets.token();
        rows.link(staff, Secrets.hash(token), id(by), clock.instant().plus(FIRST_USE_WITHIN));
        rows.noPassword(staff);
        endAll(staff, by);
        events.publishEvent(new PasswordLinkMade(DistrictScope.required(), staff, id(by)));
        return token;
    }

    /** Takes off a second factor whose phone is lost. Ends all sessions and tokens. */
    public void resetSecondFactor(@Nullable Viewer by, StaffId staff) {
        mayRun(by, staff);
        unless(rows.find(staff).isEmpty(), Obstacle.NO_ACCOUNT);
        rows.noTotp(staff);
        rows.recoveryCodes(staff, List.of());
        endAll(staff, by);
        events.publishEvent(new SecondFactorReset(DistrictScope.required(), staff, id(by)));
    }

    /** @param until null for no end */
    public void give(@Nullable Viewer by, StaffId staff, RoleAt role, @Nullable Instant from, @Nullable Instant until) {
        mayRun(by, staff);
        unless(rows.find(staff).isEmpty(), Obstacle.NO_ACCOUNT);
        unless(role.school() == null && atSchools(role.role()), Obstacle.NEEDS_SCHOOL);
        unless(role.school() != null && !atSchools(role.role()), Obstacle.FOR_DISTRICT_ONLY);
        var begins = from == null ? clock.instant() : from;
        unless(until != null && !until.isAfter(begins), Obstacle.ENDS_BEFORE_IT_BEGINS);
        var held = rows.assignments(staff);
        unless(held.stream().anyMatch(one -> one.role().equals(role)), Obstacle.HAS_ROLE);
        unless(held.stream().anyMatch(one -> Rules.clash(one.role().role(), role.role())), Obstacle.ROLES_CLASH);
        rows.give(staff, role, begins, until, id(by));
        if (role.role().needsSecondFactor()) {
            // What was made for less does not grow into a key to cases.
            tokens.endAll(staff, id(by));
        }
        events.publishEvent(
                new RoleGranted(DistrictScope.required(), staff, role, id(by), Rules.opensCases(role.role())));
    }

    /** Whether a role is held at a school; the others are held for the district. */
    public static boolean atSchools(Role role) {
        return switch (role) {
            case STAFF_MEMBER, DESIGNATED_COUNSELOR, BACKUP_COUNSELOR, RESPONSE_TEAM_MEMBER, SCHOOL_ADMINISTRATOR ->
                true;
            case DISTRICT_COORDINATOR, RECORDS_OFFICER, SYSTEM_ADMINISTRATOR -> false;
        };
    }

    /** Takes a role; does nothing where it is gone already. */
    public void take(@Nullable Viewer by, StaffId staff, UUID assignment) {
        mayRun(by, staff);
        var held = rows.assignments(staff).stream()
                .filter(one -> one.id().equals(assignment))
                .findFirst();
        if (held.isEmpty()) {
            return;
        }
        if (held.get().role().role() == Role.SYSTEM_ADMINISTRATOR) {
            notTheLast(staff);
        }
        if (rows.revoke(assignment, id(by))) {
            events.publishEvent(
                    new RoleRevoked(DistrictScope.required(), staff, held.get().role(), id(by)));
            events.publishEvent(new StaffLostRole(DistrictScope.required(), staff, id(by)));
        }
    }

    /** Shuts someone out: sessions and tokens end at once, and stay ended when the account is restored. */
    public void suspend(@Nullable Viewer by, StaffId staff) {
        mayRun(by, staff);
        notTheLast(staff);
        if (rows.suspend(staff, id(by))) {
            endAll(staff, by);
            events.publishEvent(new AccountSuspended(DistrictScope.required(), staff, id(by)));
            events.publishEvent(new StaffLostRole(DistrictScope.required(), staff, id(by)));
        }
    }

    public void restore(@Nullable Viewer by, StaffId staff) {
        mayRun(by, staff);
        if (rows.restore(staff)) {
            events.publishEvent(new AccountRestored(DistrictScope.required(), staff, id(by)));
        }
    }

    /** How many tokens of someone work now. */
    @Transactional(readOnly = true)
    public int tokens(@Nullable Viewer by, StaffId staff) {
        mayRun(by, staff);
        return tokens.count(staff);
    }

    /** Ends all tokens of someone, as for a lost laptop that holds one. */
    public void endTokens(@Nullable Viewer by, StaffId staff) {
        mayRun(by, staff);
        tokens.endAll(staff, id(by));
    }

    private void endAll(StaffId staff, @Nullable Viewer by) {
        sessions.endAll(staff, null);
        tokens.endAll(staff, id(by));
    }

    private void notTheLast(StaffId staff) {
        unless(rows.administrators().equals(List.of(staff)), Obstacle.LAST_ADMINISTRATOR);
    }

    private void mayRun(@Nullable Viewer by, StaffId staff) {
        if (by != null) {
            gate.require(by, Need.RUN_SYSTEM, new RecordRef(RecordKind.STAFF, staff.value(), null));
        }
    }

    private static void unless(boolean inTheWay, Obstacle obstacle) {
        if (inTheWay) {
            throw new ObstacleException(obstacle);
        }
    }

    private static @Nullable StaffId id(@Nullable Viewer by) {
        return by == null ? null : by.staff();
    }
}
