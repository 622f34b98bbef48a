package org.havenward.casework;

import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** A task on a case has an owner. */
public record TaskAssigned(DistrictId district, CaseId caseId, SchoolId school, StaffId owner) {}
