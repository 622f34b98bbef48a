package org.havenward.mandate;

import java.util.UUID;
import org.havenward.casework.CaseId;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/** Something was told to someone of the family, or on their word, though the guard had refused. */
public record ToldAgainstGuard(DistrictId district, UUID disclosure, CaseId caseId, SchoolId school) {}
