package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Nothing of a case may be deleted from now on. */
public record LegalHoldPlaced(DistrictId district, UUID hold, CaseId caseId, SchoolId school, StaffId by) {}
