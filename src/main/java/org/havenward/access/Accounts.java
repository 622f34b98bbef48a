package org.havenward.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Vault;
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
    private final Vault vault;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    @SuppressWarnings("TooManyParameters")
    Accounts(
            AccountRows rows,
            Gate gate,
            Sessions sessions,
            ApiTokens tokens,
            Passwords passwords,
            Secrets secrets,
            Vault vault,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.gate = gate;
        this.sessions = sessions;
        this.tokens = tokens;
        this.passwords = passwords;
        this.secrets = secrets;
        this.vault = vault;
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
        return rows.find(staff).map(row -> account(row, rows.assignments(staff)));
    }

    /**
     * @param seen those of them that the viewer may know of
     * @param accounts of those who have one
     */
    public record Known(Set<StaffId> seen, Map<StaffId, Account> accounts) {}

    /** Of several people at once, who may be shown, and their accounts. */
    @Transactional(readOnly = true)
    public Known visible(Viewer by, Collection<StaffId> staff) {
        var seen = rows.visible(seenBy(by, "p.id"), staff);
        var found = accounts(rows.find(seen)).stream().collect(Collectors.toMap(Account::staff, Function.identity()));
        return new Known(seen, found);
    }

    /**
     * Accounts by e-mail, from the one after someone's on.
     *
     * @param after null for the first page
     */
    @Transactional(readOnly = true)
    public List<Account> page(@Nullable Viewer by, @Nullable StaffId after, int limit) {
        return accounts(rows.page(seenBy(by, "a.staff_id"), after, limit));
    }

    private Visible seenBy(@Nullable Viewer by, String idColumn) {
        if (by == null) {
            return new Visible("(true)", Map.of());
        }
        if (!gate.decide(by, Need.RUN_SYSTEM).allowed()) {
            throw new RefusedException(Decision.Reason.ROLE_LACKS_IT);
        }
        return gate.visible(by, Need.RUN_SYSTEM, RecordKind.STAFF, idColumn, "null::uuid");
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

    private List<Account> accounts(List<AccountRows.Row> found) {
        var roles = rows.assignments(found.stream().map(AccountRows.Row::staff).toList());
        return found.stream()
                .map(row -> account(row, roles.getOrDefault(row.staff(), List.of())))
                .toList();
    }

    private static Account account(AccountRows.Row row, List<Assignment> roles) {
        return new Account(
                row.staff(),
                row.email(),
                row.passwordHash() != null,
                row.hasSecondFactor(),
                row.suspended() != null,
                roles);
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
        return link(by, staff, secrets.token());
    }

    /** The same, with a secret that belongs to a submission: {@link #linkSecret} tells it again when that is repeated. */
    public void linkFor(Viewer by, StaffId staff, String submission) {
        link(by, staff, linkSecret(by, staff, submission));
    }

    /** The secret of the link that a submission made; nobody without the district's key can work it out. */
    public String linkSecret(Viewer by, StaffId staff, String submission) {
        mayRun(by, staff);
        var whose = by.staff().value() + "/" + staff.value() + "/" + submission;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(vault.mac("access.password-link", whose.getBytes(StandardCharsets.UTF_8)));
    }

    private String link(@Nullable Viewer by, StaffId staff, String token) {
        mayRun(by, staff);
        unless(rows.find(staff).isEmpty(), Obstacle.NO_ACCOUNT);
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

    /**
     * Gives a role and returns the id of this assignment.
     *
     * @param until null for no end
     */
    public UUID give(@Nullable Viewer by, StaffId staff, RoleAt role, @Nullable Instant from, @Nullable Instant until) {
        mayRun(by, staff);
        unless(rows.find(staff).isEmpty(), Obstacle.NO_ACCOUNT);
        unless(role.school() == null && atSchools(role.role()), Obstacle.NEEDS_SCHOOL);
        unless(role.school() != null && !atSchools(role.role()), Obstacle.FOR_DISTRICT_ONLY);
        var begins = from == null ? clock.instant() : from;
        unless(until != null && !until.isAfter(begins), Obstacle.ENDS_BEFORE_IT_BEGINS);
        var held = rows.assignments(staff);
        unless(held.stream().anyMatch(one -> one.role().equals(role)), Obstacle.HAS_ROLE);
        unless(held.stream().anyMatch(one -> Rules.clash(one.role().role(), role.role())), Obstacle.ROLES_CLASH);
        var given = rows.give(staff, role, begins, until, id(by));
        if (role.role().needsSecondFactor()) {
            // What was made for less does not grow into a key to cases.
            tokens.endAll(staff, id(by));
        }
        events.publishEvent(
                new RoleGranted(DistrictScope.required(), staff, role, given, id(by), Rules.opensCases(role.role())));
        return given;
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
                    new RoleRevoked(DistrictScope.required(), staff, held.get().role(), assignment, id(by)));
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
