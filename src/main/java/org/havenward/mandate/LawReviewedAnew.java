package org.havenward.mandate;

import java.util.UUID;
import org.havenward.platform.DistrictId;

/** A part of the law was confirmed or corrected in a district. */
public record LawReviewedAnew(DistrictId district, UUID review) {}
