package org.havenward.concern;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/** The counselor asks the reporter for more: the text with that id. */
public record MoreAsked(
        DistrictId district,
        ConcernId concern,
        SchoolId school,
        @Nullable StaffId reporter,
        UUID text) {}
