package org.havenward.casework;

import java.util.Locale;

/** What the counselor judges of contacting one family member. What is not known is treated as not safe. */
public enum FamilyVerdict {
    SAFE,
    NOT_SAFE,
    NOT_KNOWN;

    /** The message key of its name. */
    public String key() {
        return "casework.family.verdict." + name().toLowerCase(Locale.ROOT);
    }
}
