package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/** An account was suspended: its sessions ended, its tokens are refused. */
public record AccountSuspended(
        DistrictId district, StaffId who, @Nullable StaffId by) {}
