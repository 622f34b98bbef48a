package org.havenward.concern;

import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/** A concern went into a case or was routed elsewhere; the reporter sees only that it is closed. */
public record ConcernDecided(
        DistrictId district,
        ConcernId concern,
        SchoolId school,
        @Nullable StaffId reporter) {}
