package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/**
 * Someone was given a role.
 *
 * @param by null for the command line
 * @param opensCases whether it is a role that opens cases or concerns: the coordinator is told
 */
public record RoleGranted(
        DistrictId district,
        StaffId who,
        RoleAt role,
        @Nullable StaffId by,
        boolean opensCases) {}
