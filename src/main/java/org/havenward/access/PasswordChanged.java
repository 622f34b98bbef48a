package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone set their own password. */
public record PasswordChanged(DistrictId district, StaffId who) {}
