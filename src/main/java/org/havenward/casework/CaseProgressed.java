package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/**
 * A meeting, what the student asked for, an answer, a judgment, or that other students are concerned was written down:
 * {@link CaseProgress} and {@link CaseFacts} say something else now. Published in the transaction that did it.
 *
 * @param change one for each
 */
public record CaseProgressed(DistrictId district, CaseId caseId, SchoolId school, UUID change) {}
