package org.havenward.casework;

import org.havenward.concern.ConcernId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** A further concern went into a case that was there before. */
public record ConcernAddedToCase(DistrictId district, CaseId caseId, SchoolId school, ConcernId concern, StaffId by) {}
