package org.havenward.casework;

import java.util.UUID;
import org.havenward.concern.ConcernId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/**
 * The reporter added a text to a concern that had gone into a case.
 *
 * @param newFact as in {@link org.havenward.concern.ConcernAddedTo}
 * @param reporter null: a student or a family, who wrote again
 */
public record CaseConcernAddedTo(
        DistrictId district,
        CaseId caseId,
        SchoolId school,
        ConcernId concern,
        UUID text,
        boolean newFact,
        @Nullable StaffId reporter) {}
