package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone who is not on a case's team opened it, for a reason and a while. */
public record BreakGlassOpened(DistrictId district, UUID opening, CaseId caseId, SchoolId school, StaffId who) {}
