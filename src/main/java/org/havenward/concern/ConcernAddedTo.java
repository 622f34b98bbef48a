package org.havenward.concern;

import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/** The reporter added to a concern. */
public record ConcernAddedTo(DistrictId district, ConcernId concern, SchoolId school) {}
