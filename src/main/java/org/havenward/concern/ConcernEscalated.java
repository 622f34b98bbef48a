package org.havenward.concern;

import org.havenward.access.Role;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/** Nobody acknowledged a concern in time; {@code to} is now told as well: the backup counselor, then the coordinator. */
public record ConcernEscalated(DistrictId district, ConcernId concern, SchoolId school, Role to) {}
