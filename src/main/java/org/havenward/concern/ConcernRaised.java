package org.havenward.concern;

import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/**
 * Someone raised a concern. It goes to the school's counselor; where there is none who may know of it, to the backup, then
 * the coordinator. {@code urgent}: they believe that someone is in immediate danger; all three are told at once.
 */
public record ConcernRaised(DistrictId district, ConcernId concern, SchoolId school, boolean urgent) {}
