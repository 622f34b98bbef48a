package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/** A role was taken from someone. */
public record RoleRevoked(
        DistrictId district,
        StaffId who,
        RoleAt role,
        @Nullable StaffId by) {}
