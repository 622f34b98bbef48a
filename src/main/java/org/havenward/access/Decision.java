package org.havenward.access;

/** The gate's answer, with its reason. */
public sealed interface Decision {
    record Allowed() implements Decision {}

    record Refused(Reason reason) implements Decision {}

    /** Why not. Pages show no difference between a record that one may not know of and one that is not there. */
    enum Reason {
        NOT_SIGNED_IN,
        SECOND_FACTOR_MISSING,
        ROLE_LACKS_IT,
        OTHER_DISTRICT,
        OTHER_SCHOOL,
        NOT_ON_TEAM,
        EXCLUDED
    }

    default boolean allowed() {
        return this instanceof Allowed;
    }
}
