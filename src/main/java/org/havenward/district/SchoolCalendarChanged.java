package org.havenward.district;

import org.havenward.platform.DistrictId;

/** School days, hours, or the time of acknowledgment are others from now on. */
public record SchoolCalendarChanged(DistrictId district) {}
