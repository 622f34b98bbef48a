package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/**
 * A meeting, what the student asked for, an answer, or a judgment was written down: {@link CaseProgress} says something
 * else now. Published in the transaction that did it.
 *
 * @param change one for each
 */
public record CaseProgressed(DistrictId district, CaseId caseId, SchoolId school, UUID change) {}
