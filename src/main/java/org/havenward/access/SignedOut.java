package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone signed out, or ended one of their sessions. */
public record SignedOut(DistrictId district, StaffId who) {}
