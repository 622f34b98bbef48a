package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Something was shared with someone off a case's team. */
public record ShareMade(DistrictId district, UUID share, SchoolId school, StaffId recipient) {}
