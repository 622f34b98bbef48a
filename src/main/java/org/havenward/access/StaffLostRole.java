package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/**
 * Someone holds a role no longer: it was taken or its last day passed, their account was suspended, or they left the roster.
 * What hung on them needs another person; {@link Gate#asOf} says what they may still do, and null that it is nothing.
 *
 * @param by null for the command line, and where time or the roster did it
 */
public record StaffLostRole(
        DistrictId district, StaffId who, @Nullable StaffId by) {}
