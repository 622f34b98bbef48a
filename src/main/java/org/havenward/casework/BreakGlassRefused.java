package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone who is kept out of a case tried to open it; they were told what they would be told of a case that is not there. */
public record BreakGlassRefused(DistrictId district, UUID attempt, CaseId caseId, SchoolId school, StaffId who) {}
