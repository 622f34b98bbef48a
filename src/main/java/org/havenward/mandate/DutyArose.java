package org.havenward.mandate;

import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone has a duty to report; only they can meet it. */
public record DutyArose(DistrictId district, DutyId duty, SchoolId school, StaffId holder) {}
