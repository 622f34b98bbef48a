package org.havenward.casework;

import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** A closed case was opened again. */
public record CaseReopened(DistrictId district, CaseId caseId, SchoolId school, StaffId by) {}
