package org.havenward.concern;

import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/** Someone raised a concern. {@code urgent}: they believe that someone is in immediate danger. */
public record ConcernRaised(DistrictId district, ConcernId concern, SchoolId school, boolean urgent) {}
