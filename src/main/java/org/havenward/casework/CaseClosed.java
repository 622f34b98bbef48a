package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** A case was closed; {@code change} names this one of several. */
public record CaseClosed(DistrictId district, CaseId caseId, SchoolId school, StaffId by, UUID change) {}
