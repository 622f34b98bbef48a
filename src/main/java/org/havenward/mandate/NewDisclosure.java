package org.havenward.mandate;

import java.time.Instant;
import java.util.UUID;
import org.havenward.casework.FamilyMemberId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was told outside of the records.
 *
 * @param party to whom: the person and their agency, court, or school
 * @param why their legitimate interest, or what it was for
 * @param threat for a health or safety emergency, the articulable and significant threat (34 CFR 99.32(a)(5))
 * @param release the release it rests on, for consent
 * @param member where it was told to someone of the family: the guard is asked
 * @param toStudent whether it was told to the student themself
 * @param againstGuard whether it was told already though the guard refused: it is recorded as that, and not hidden
 * @param corrects an earlier entry that this one corrects
 */
public record NewDisclosure(
        DisclosureBasis basis,
        String party,
        String what,
        String why,
        String threat,
        @Nullable UUID release,
        @Nullable FamilyMemberId member,
        boolean toStudent,
        boolean againstGuard,
        Instant toldAt,
        @Nullable UUID corrects) {
    /** To someone who is neither of the family nor the student. */
    public static NewDisclosure outside(
            DisclosureBasis basis,
            String party,
            String what,
            String why,
            String threat,
            @Nullable UUID release,
            Instant toldAt) {
        return new NewDisclosure(basis, party, what, why, threat, release, null, false, false, toldAt, null);
    }

    /** A mandated report: told to an agency, for a duty of the state's law. */
    public static NewDisclosure report(String agency, String what, String why, Instant toldAt) {
        return outside(DisclosureBasis.MANDATED_REPORT, agency, what, why, "", null, toldAt);
    }
}
