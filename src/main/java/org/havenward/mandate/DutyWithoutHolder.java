package org.havenward.mandate;

import java.time.Instant;
import org.havenward.casework.CaseId;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/** Whoever owes a report does not work here any more: the coordinators see to it. */
public record DutyWithoutHolder(
        DistrictId district, DutyId duty, CaseId caseId, SchoolId school, int schoolYear, Instant since) {}
