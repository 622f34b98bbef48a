package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/** Someone's second factor was taken off, for a lost phone; they set up a new one at the next sign-in. */
public record SecondFactorReset(
        DistrictId district, StaffId who, @Nullable StaffId by) {}
