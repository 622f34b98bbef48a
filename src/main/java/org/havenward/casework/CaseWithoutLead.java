package org.havenward.casework;

import java.time.Instant;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/** Whoever led a case is kept out of it, left, or lost the role: it waits for the coordinator to appoint someone. */
public record CaseWithoutLead(DistrictId district, CaseId caseId, SchoolId school, Instant since) {}
