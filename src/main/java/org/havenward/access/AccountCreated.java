package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/** Someone was given an account; {@code by} is null for the command line. */
public record AccountCreated(
        DistrictId district, StaffId who, @Nullable StaffId by) {}
