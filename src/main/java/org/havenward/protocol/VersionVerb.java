package org.havenward.protocol;

import java.util.Locale;

/** What people do to a version of the protocol. */
public enum VersionVerb {
    CREATE,
    EDIT,
    SUBMIT,
    /** Give it back to be changed, saying why. */
    RETURN,
    APPROVE,
    PUBLISH,
    WITHDRAW;

    /** The message key of what was done, such as "approved it". */
    public String key() {
        return "protocol.did." + name().toLowerCase(Locale.ROOT);
    }
}
