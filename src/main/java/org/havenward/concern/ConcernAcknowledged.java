package org.havenward.concern;

import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone acknowledged a concern: its clock stands. */
public record ConcernAcknowledged(
        DistrictId district, ConcernId concern, SchoolId school, StaffId reporter, StaffId by) {}
