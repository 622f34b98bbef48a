package org.havenward.protocol;

import org.havenward.casework.CaseId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/**
 * A step of a case is someone's to do now who did not bring that about, or has become late. Published in the transaction that
 * found it, once for each person, step, and time.
 *
 * @param late whether its time has passed
 */
public record StepOwed(DistrictId district, CaseId caseId, SchoolId school, StaffId owner, String step, boolean late) {}
