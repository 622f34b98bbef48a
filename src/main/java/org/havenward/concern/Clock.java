package org.havenward.concern;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.havenward.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * By when a concern is acknowledged and who is told when it is not: due is data. What was told is never untold, and
 * telling one role leaves the others told.
 */
record Clock(
        Instant acknowledgeBy,
        Instant backupAt,
        Instant coordinatorAt,
        @Nullable Instant backupToldAt,
        @Nullable Instant coordinatorToldAt) {

    /** The next moment at which someone further is to be told. */
    Optional<Instant> next() {
        return Stream.of(backupToldAt == null ? backupAt : null, coordinatorToldAt == null ? coordinatorAt : null)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo);
    }

    /** Whether a role is to be told by now and was not. */
    boolean due(Role role, Instant now) {
        return switch (role) {
            case BACKUP_COUNSELOR -> backupToldAt == null && !now.isBefore(backupAt);
            case DISTRICT_COORDINATOR -> coordinatorToldAt == null && !now.isBefore(coordinatorAt);
            case STAFF_MEMBER,
                    DESIGNATED_COUNSELOR,
                    RESPONSE_TEAM_MEMBER,
                    SCHOOL_ADMINISTRATOR,
                    RECORDS_OFFICER,
                    SYSTEM_ADMINISTRATOR -> false;
        };
    }

    Clock backupTold(Instant at) {
        return new Clock(acknowledgeBy, backupAt, coordinatorAt, at, coordinatorToldAt);
    }

    Clock coordinatorTold(Instant at) {
        return new Clock(acknowledgeBy, backupAt, coordinatorAt, backupToldAt, at);
    }

    /** The counselor can't read it: the backup is due now. */
    Clock backupNow(Instant now) {
        return new Clock(
                acknowledgeBy, now.isBefore(backupAt) ? now : backupAt, coordinatorAt, backupToldAt, coordinatorToldAt);
    }

    /** Neither can the backup: the coordinator is due now. */
    Clock coordinatorNow(Instant now) {
        return new Clock(
                acknowledgeBy,
                backupAt,
                now.isBefore(coordinatorAt) ? now : coordinatorAt,
                backupToldAt,
                coordinatorToldAt);
    }
}
