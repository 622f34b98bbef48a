package org.havenward.mandate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havenward.casework.SealedWords;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * A duty as its holder sees it. Nothing of the case itself is in it.
 *
 * @param onTeam whether they may open the case as well
 * @param suspected who the person suspected is to the student, as far as they said
 * @param route to whom the report goes then
 * @param missing to whom it has not been made yet
 * @param designee the law that lets them tell the school's designee instead; empty where there is none
 * @param joint others' reports that they may share
 * @param follows the report that this one goes on from
 * @param followedBy the report that goes on from this one
 */
public record OpenedDuty(
        Duty duty,
        boolean onTeam,
        Suspected suspected,
        Routing.Route route,
        Set<Agency> missing,
        List<Call> calls,
        List<Answer> answers,
        Optional<StateWays.Source> designee,
        List<Joint> joint,
        @Nullable DutyId follows,
        @Nullable DutyId followedBy) {
    public OpenedDuty {
        missing = Set.copyOf(missing);
    }

    public record Call(
            UUID id,
            Agency agency,
            Way way,
            Instant madeAt,
            Instant recordedAt,
            SealedWords agencyName,
            SealedWords spokeWith,
            SealedWords reference,
            SealedWords said,
            boolean askedWritten) {}

    public record Answer(AnswerKind kind, Instant at, SealedWords said) {}

    /** Another's report that may be shared. */
    public record Joint(UUID call, StaffId by, Agency agency, Instant madeAt) {}
}
