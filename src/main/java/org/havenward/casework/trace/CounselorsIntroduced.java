package org.havenward.casework.trace;

import java.util.UUID;
import org.havenward.casework.CaseId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** The coordinator told a case's counselor of another counselor; one event for each of the two. */
public record CounselorsIntroduced(
        DistrictId district, UUID introduction, CaseId caseId, SchoolId school, StaffId reader) {}
