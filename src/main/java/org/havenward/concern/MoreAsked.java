package org.havenward.concern;

import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** The counselor asks the reporter for more. */
public record MoreAsked(DistrictId district, ConcernId concern, SchoolId school, StaffId reporter) {}
