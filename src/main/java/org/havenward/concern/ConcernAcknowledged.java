package org.havenward.concern;

import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/** Someone acknowledged a concern: its clock stands. */
public record ConcernAcknowledged(
        DistrictId district,
        ConcernId concern,
        SchoolId school,
        @Nullable StaffId reporter,
        StaffId by) {}
