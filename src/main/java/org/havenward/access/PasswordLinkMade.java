package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/** Someone was given a one-time link, or a first password, to set a new one. */
public record PasswordLinkMade(
        DistrictId district, StaffId who, @Nullable StaffId by) {}
