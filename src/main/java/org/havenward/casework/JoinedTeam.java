package org.havenward.casework;

import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone was asked onto a case's team. */
public record JoinedTeam(DistrictId district, CaseId caseId, SchoolId school, StaffId who) {}
