package org.havenward.concern;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;

/** The reporter added a text to a concern. */
public record ConcernAddedTo(DistrictId district, ConcernId concern, SchoolId school, UUID text) {}
