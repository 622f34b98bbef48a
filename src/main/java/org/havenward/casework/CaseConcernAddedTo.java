package org.havenward.casework;

import java.util.UUID;
import org.havenward.concern.ConcernId;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/** The reporter added a text to a concern that had gone into a case. */
public record CaseConcernAddedTo(DistrictId district, CaseId caseId, SchoolId school, ConcernId concern, UUID text) {}
