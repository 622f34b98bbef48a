package org.havenward.concern;

import java.util.List;
import java.util.Set;
import org.havenward.access.Gate;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.district.StaffId;
import org.springframework.stereotype.Component;

/** Who reads a concern first: the school's counselor; where none may see it, the backup; then the coordinator. */
@Component
class Readers {
    private static final List<Role> ORDER =
            List.of(Role.DESIGNATED_COUNSELOR, Role.BACKUP_COUNSELOR, Role.DISTRICT_COORDINATOR);

    private final Gate gate;
    private final SealedWords words;

    Readers(Gate gate, SealedWords words) {
        this.gate = gate;
        this.words = words;
    }

    /** The clock of a concern that begins to wait, so that it never waits for someone who is not there. */
    Clock startFrom(Clock fresh, RecordRef concern, boolean urgent, java.time.Instant now) {
        if (urgent || !gate.holders(Role.DESIGNATED_COUNSELOR, concern).isEmpty()) {
            return fresh;
        }
        if (!gate.holders(Role.BACKUP_COUNSELOR, concern).isEmpty()) {
            // The backup has it as the first reader; the coordinator comes in one step earlier.
            return new Clock(fresh.acknowledgeBy(), now, fresh.acknowledgeBy(), now, null);
        }
        return gate.holders(Role.DISTRICT_COORDINATOR, concern).isEmpty()
                ? new Clock(fresh.acknowledgeBy(), now, now, now, null)
                : new Clock(fresh.acknowledgeBy(), now, now, now, now);
    }

    /** The names of those who have a concern now. */
    List<String> names(ConcernFile file) {
        var people = new java.util.LinkedHashSet<StaffId>();
        for (var role : ORDER) {
            var told = role == Role.DESIGNATED_COUNSELOR
                    || file.urgent()
                    || (role == Role.BACKUP_COUNSELOR
                            ? file.state().clock().backupToldAt() != null
                            : file.state().clock().coordinatorToldAt() != null);
            if (told) {
                people.addAll(gate.holders(role, file.ref()));
            }
        }
        return names(people);
    }

    /** The names of those to whom a concern at a school would go first, less those named in it. */
    List<String> first(RecordRef school, Set<StaffId> named) {
        for (var role : ORDER) {
            var holders = new java.util.LinkedHashSet<>(gate.holders(role, school));
            holders.removeAll(named);
            if (!holders.isEmpty()) {
                return names(holders);
            }
        }
        return List.of();
    }

    private List<String> names(Set<StaffId> people) {
        var names = words.names(people);
        return people.stream()
                .map(who -> names.getOrDefault(who, ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
