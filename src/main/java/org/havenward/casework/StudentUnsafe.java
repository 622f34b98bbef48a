package org.havenward.casework;

import java.time.Instant;
import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/**
 * Someone said that the student is not safe now: in a concern, by an answer, or as a judgment. Published in the
 * transaction that learns of it, so that what has to happen at once begins with it.
 *
 * @param since when it was first said, and not taken back by a judgment since
 * @param by who wrote it down here, or brought the concern into the case
 * @param change one for each time that it is said
 */
public record StudentUnsafe(
        DistrictId district, CaseId caseId, SchoolId school, Instant since, StaffId by, UUID change) {}
