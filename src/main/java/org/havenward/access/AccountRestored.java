package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/** A suspended account may sign in again. */
public record AccountRestored(
        DistrictId district, StaffId who, @Nullable StaffId by) {}
