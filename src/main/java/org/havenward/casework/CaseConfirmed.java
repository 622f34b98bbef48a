package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/**
 * A judgment moved a case to {@link CaseStatus#CONFIRMED}. Published in the transaction that did it.
 *
 * @param judgment the judgment's id, which is its entry in the chronology
 */
public record CaseConfirmed(DistrictId district, CaseId caseId, SchoolId school, StaffId by, UUID judgment) {}
