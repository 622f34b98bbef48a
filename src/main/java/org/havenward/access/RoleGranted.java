package org.havenward.access;

import java.util.UUID;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/**
 * Someone was given a role.
 *
 * @param assignment which giving it was: the same role may be given, taken, and given again
 * @param by null for the command line
 * @param opensCases whether it is a role that opens cases or concerns: the coordinator is told
 */
public record RoleGranted(
        DistrictId district,
        StaffId who,
        RoleAt role,
        UUID assignment,
        @Nullable StaffId by,
        boolean opensCases) {}
