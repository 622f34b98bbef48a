package org.havenward.protocol;

import java.util.Locale;

/** Where a version of the protocol stands. */
public enum VersionStatus {
    DRAFT,
    IN_REVIEW,
    APPROVED,
    PUBLISHED,
    WITHDRAWN;

    /** The message key of its name. */
    public String key() {
        return "protocol.status." + name().toLowerCase(Locale.ROOT);
    }
}
