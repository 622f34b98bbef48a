package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone off a case's team was asked for an action: a share that is due. */
public record ActionAsked(DistrictId district, UUID share, SchoolId school, StaffId recipient) {}
