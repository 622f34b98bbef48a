package org.havenward.notice;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.havenward.access.Gate;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.access.Standing;
import org.havenward.concern.ConcernDoor;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a notice into people's inboxes and, as they prefer, a mail into the outbox. */
@Component
class Telling {
    private final NoticeRows notices;
    private final MailRows mails;
    private final Postman postman;
    private final Gate gate;
    private final ConcernDoor concerns;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Telling(
            NoticeRows notices,
            MailRows mails,
            Postman postman,
            Gate gate,
            ConcernDoor concerns,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.notices = notices;
        this.mails = mails;
        this.postman = postman;
        this.gate = gate;
        this.concerns = concerns;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Tells people of one event, each once however often it is delivered.
     *
     * @param people asked inside the district's transaction
     */
    void tell(
            DistrictId district,
            String eventKey,
            NoticeKind kind,
            @Nullable RecordRef about,
            String path,
            Supplier<? extends Collection<StaffId>> people) {
        DistrictScope.run(
                district,
                () -> transaction.executeWithoutResult(
                        status -> people.get().forEach(person -> tell(person, eventKey, kind, about, path))));
    }

    private void tell(StaffId person, String eventKey, NoticeKind kind, @Nullable RecordRef about, String path) {
        if (about != null && gate.excludedFrom(about).contains(person)) {
            return;
        }
        var now = clock.instant();
        if (!notices.add(person, kind, about, path, eventKey, now) || !postman.isSetUp()) {
            return;
        }
        if (kind.isUrgent() || notices.preference(person).way() == Preference.Way.AT_ONCE) {
            mails.add(person, "NOTICE", now);
        }
    }

    /** Of the team of a case, who may know of one of its concerns. */
    Set<StaffId> teamThatReads(RecordRef record, RecordRef concern) {
        var people = team(record, null);
        people.removeIf(who -> {
            var viewer = gate.asOf(who);
            return viewer == null || concerns.shutInCase(viewer, concern);
        });
        return people;
    }

    /**
     * Whom a concern goes to: the school's counselor; where there is none who may know of it, the backup; then the
     * coordinator.
     */
    Set<StaffId> whoTriages(RecordRef concern) {
        for (var role : new Role[] {Role.DESIGNATED_COUNSELOR, Role.BACKUP_COUNSELOR, Role.DISTRICT_COORDINATOR}) {
            var holders = gate.holders(role, concern);
            if (!holders.isEmpty()) {
                return holders;
            }
        }
        return Set.of();
    }

    Set<StaffId> everyoneWhoTriages(RecordRef concern) {
        var people = new LinkedHashSet<StaffId>();
        people.addAll(gate.holders(Role.DESIGNATED_COUNSELOR, concern));
        people.addAll(gate.holders(Role.BACKUP_COUNSELOR, concern));
        people.addAll(gate.holders(Role.DISTRICT_COORDINATOR, concern));
        return people;
    }

    Set<StaffId> holders(Role role, RecordRef record) {
        return gate.holders(role, record);
    }

    Set<StaffId> holdersOf(RecordRef record, Standing standing) {
        return gate.with(record, standing);
    }

    Set<StaffId> leads(RecordRef record, StaffId without) {
        var people = new LinkedHashSet<>(gate.with(record, Standing.LEAD));
        people.remove(without);
        return people;
    }

    Set<StaffId> team(RecordRef record, @Nullable StaffId without) {
        var people = new LinkedHashSet<StaffId>();
        people.addAll(gate.with(record, Standing.LEAD));
        people.addAll(gate.with(record, Standing.TEAM));
        people.removeAll(gate.excludedFrom(record));
        if (without != null) {
            people.remove(without);
        }
        return people;
    }
}
