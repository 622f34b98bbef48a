package org.havenward.access;

import java.util.UUID;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/**
 * A role was taken from someone.
 *
 * @param assignment which giving of it ended
 */
public record RoleRevoked(
        DistrictId district,
        StaffId who,
        RoleAt role,
        UUID assignment,
        @Nullable StaffId by) {}
