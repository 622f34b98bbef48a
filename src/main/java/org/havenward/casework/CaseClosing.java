package org.havenward.casework;

import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/**
 * Someone is about to close a case, and holds it. Published before what it owes is counted, in the same transaction, so that
 * whoever obliges it works that out anew; the case may stay open all the same.
 */
public record CaseClosing(DistrictId district, CaseId caseId, SchoolId school) {}
