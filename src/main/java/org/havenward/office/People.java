package org.havenward.office;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.havenward.access.Accounts;
import org.havenward.access.Decision;
import org.havenward.access.RefusedException;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * People and roles, for who runs the system: what the pages and the API do. The gate is asked by {@link Accounts}, which
 * also tells the log; each change happens once, however often its submission comes.
 */
@Service
@Transactional
public class People {
    private final Accounts accounts;
    private final Directory directory;
    private final OnceOnly onceOnly;

    People(Accounts accounts, Directory directory, OnceOnly onceOnly) {
        this.accounts = accounts;
        this.directory = directory;
        this.onceOnly = onceOnly;
    }

    /** @param account null where they have none yet */
    public record Person(StaffMember member, Accounts.@Nullable Account account) {}

    /** Those with an account, by e-mail, after someone; one more than the limit where there are more. */
    @Transactional(readOnly = true)
    public List<Person> withAccount(Viewer viewer, @Nullable StaffId after, int limit) {
        var page = accounts.page(viewer, after, limit + 1);
        var members = directory.staff(page.stream().map(Accounts.Account::staff).toList());
        return page.stream()
                .flatMap(account ->
                        Stream.ofNullable(members.get(account.staff())).map(member -> new Person(member, account)))
                .toList();
    }

    /** People with a name like the words, account or not, the nearest first. */
    @Transactional(readOnly = true)
    public List<Person> find(Viewer viewer, String words, int limit) {
        var everywhere = directory.schools().stream().map(School::id).toList();
        var found = directory.findStaff(words, everywhere, limit);
        var known = accounts.visible(viewer, found.stream().map(StaffMember::id).toList());
        return found.stream()
                .filter(member -> known.seen().contains(member.id()))
                .map(member -> new Person(member, known.accounts().get(member.id())))
                .toList();
    }

    /** One person; refused like someone who is not there where there is nobody of that id. */
    @Transactional(readOnly = true)
    public Person open(Viewer viewer, StaffId id) {
        var account = accounts.find(viewer, id);
        return directory
                .staff(id)
                .map(member -> new Person(member, account.orElse(null)))
                .orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_DISTRICT));
    }

    @Transactional(readOnly = true)
    public int tokens(Viewer viewer, StaffId id) {
        return accounts.tokens(viewer, id);
    }

    /** Gives someone an account and makes the link that lets them in: its secret. */
    public String create(Viewer viewer, StaffId id, String email, String key) {
        open(viewer, id);
        once(viewer, "create", key, id + "/" + email, () -> {
            accounts.create(viewer, id, email);
            accounts.linkFor(viewer, id, key);
            return id.value();
        });
        return accounts.linkSecret(viewer, id, key);
    }

    /** A new link's secret; the same one for the same submission. */
    public String link(Viewer viewer, StaffId id, String key) {
        open(viewer, id);
        once(viewer, "link", key, id.toString(), () -> {
            accounts.linkFor(viewer, id, key);
            return id.value();
        });
        return accounts.linkSecret(viewer, id, key);
    }

    /** Gives a role; returns the id it is ended by. */
    public UUID give(
            Viewer viewer, StaffId id, RoleAt role, @Nullable Instant from, @Nullable Instant until, String key) {
        open(viewer, id);
        return once(
                viewer,
                "give",
                key,
                String.join("/", id.toString(), role.toString(), String.valueOf(from), String.valueOf(until)),
                () -> accounts.give(viewer, id, role, from, until));
    }

    public void take(Viewer viewer, StaffId id, UUID assignment, String key) {
        open(viewer, id);
        once(viewer, "take", key, id + "/" + assignment, () -> {
            accounts.take(viewer, id, assignment);
            return assignment;
        });
    }

    public void suspend(Viewer viewer, StaffId id, String key) {
        change(viewer, "suspend", id, key, () -> accounts.suspend(viewer, id));
    }

    public void restore(Viewer viewer, StaffId id, String key) {
        change(viewer, "restore", id, key, () -> accounts.restore(viewer, id));
    }

    public void resetSecondFactor(Viewer viewer, StaffId id, String key) {
        change(viewer, "second-factor", id, key, () -> accounts.resetSecondFactor(viewer, id));
    }

    public void endTokens(Viewer viewer, StaffId id, String key) {
        change(viewer, "tokens", id, key, () -> accounts.endTokens(viewer, id));
    }

    private void change(Viewer viewer, String what, StaffId id, String key, Runnable work) {
        open(viewer, id);
        once(viewer, what, key, id.toString(), () -> {
            work.run();
            return id.value();
        });
    }

    private UUID once(Viewer viewer, String what, String key, String content, java.util.function.Supplier<UUID> work) {
        return onceOnly.once(viewer.staff().value(), "people." + what, key, content, work)
                .id();
    }

    /** A school of this district, for a role. */
    @Transactional(readOnly = true)
    public Optional<School> school(RoleAt role) {
        return Optional.ofNullable(role.school()).flatMap(directory::school);
    }
}
