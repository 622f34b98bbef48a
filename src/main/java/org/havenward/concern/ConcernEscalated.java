package org.havenward.concern;

import java.time.Instant;
import org.havenward.access.Role;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/**
 * Nobody acknowledged a concern in time; {@code to} is now told as well: the backup counselor, then the coordinator.
 *
 * @param since since when it waits; a concern that waits a second time is told a second time
 */
public record ConcernEscalated(DistrictId district, ConcernId concern, SchoolId school, Role to, Instant since) {}
