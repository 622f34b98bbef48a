package org.havenward.access;

import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** A sign-in to an account was refused. */
public record SignInRefused(DistrictId district, StaffId who, Why why) {
    /** What was wrong. */
    public enum Why {
        WRONG_PASSWORD,
        WRONG_CODE,
        TOO_MANY_TRIES,
        SUSPENDED,
        PASSWORD_EXPIRED
    }
}
