package org.havenward.casework;

import org.havenward.platform.DistrictId;

/** A case came into another state, by whatever way. Published in the transaction that did it, with all that it wrote. */
public record CaseMoved(DistrictId district, CaseId caseId, CaseStatus from, CaseStatus to) {}
