package org.havenward.mandate;

import java.util.Locale;

/** Who the person suspected is to the student, as far as the reporter knows: decides where a report goes. */
public enum Suspected {
    UNKNOWN,
    /** A parent, or someone who lives with the student or looks after them. */
    CAREGIVER,
    /** Someone who works or volunteers at a school. */
    STAFF,
    EMPLOYER,
    STUDENT,
    OTHER;

    /** The message key of its name. */
    public String key() {
        return "reports.suspected." + name().toLowerCase(Locale.ROOT);
    }
}
