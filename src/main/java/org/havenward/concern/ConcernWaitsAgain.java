package org.havenward.concern;

import java.time.Instant;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/**
 * Whoever looked at a concern does so no more: they were shut out of it, left, or lost their role. It waits for someone
 * else, under a fresh clock.
 *
 * @param since since when it waits
 */
public record ConcernWaitsAgain(
        DistrictId district, ConcernId concern, SchoolId school, boolean urgent, Instant since) {}
