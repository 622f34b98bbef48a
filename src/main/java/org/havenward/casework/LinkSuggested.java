package org.havenward.casework;

import java.util.List;
import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/**
 * A counselor suggested that their case touches another.
 *
 * @param coordinators who may know of it
 */
public record LinkSuggested(
        DistrictId district, UUID suggestion, CaseId caseId, SchoolId school, List<StaffId> coordinators) {
    public LinkSuggested {
        coordinators = List.copyOf(coordinators);
    }
}
