package org.havenward.casework;

import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** A case was opened out of a concern; {@code lead} has it. */
public record CaseOpened(DistrictId district, CaseId caseId, SchoolId school, StaffId lead) {}
