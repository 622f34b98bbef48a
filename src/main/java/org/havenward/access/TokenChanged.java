package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** Someone made or revoked one of their API tokens. */
public record TokenChanged(DistrictId district, StaffId who, boolean made) {}
