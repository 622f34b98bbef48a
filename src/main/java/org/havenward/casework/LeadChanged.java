package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** A case has another lead. {@code from} had it; {@code to} has it now; {@code by} decided it;
 * {@code change} names this one of several. */
public record LeadChanged(
        DistrictId district, CaseId caseId, SchoolId school, StaffId from, StaffId to, StaffId by, UUID change) {}
