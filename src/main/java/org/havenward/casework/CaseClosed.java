package org.havenward.casework;

import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** A case was closed. */
public record CaseClosed(DistrictId district, CaseId caseId, SchoolId school, StaffId by) {}
