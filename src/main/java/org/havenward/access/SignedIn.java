package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone signed in. */
public record SignedIn(DistrictId district, StaffId who, boolean secondFactor) {}
