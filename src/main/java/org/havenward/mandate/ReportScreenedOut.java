package org.havenward.mandate;

import java.util.UUID;
import org.havenward.casework.CaseId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** An agency did not take a report on: the case's team goes on. */
public record ReportScreenedOut(
        DistrictId district, DutyId duty, CaseId caseId, SchoolId school, StaffId holder, UUID answer) {}
