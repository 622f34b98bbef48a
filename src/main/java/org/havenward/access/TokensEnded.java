package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/**
 * All of someone's API tokens ended: by an administrator, or with what they stood on (a password, a second factor, an
 * account).
 */
public record TokensEnded(
        DistrictId district, StaffId who, @Nullable StaffId by) {}
