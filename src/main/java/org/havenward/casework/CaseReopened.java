package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** A closed case was opened again; {@code change} names this one of several. */
public record CaseReopened(DistrictId district, CaseId caseId, SchoolId school, StaffId by, UUID change) {}
