package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone set up or renewed their second factor or their recovery codes. */
public record SecondFactorChanged(DistrictId district, StaffId who) {}
