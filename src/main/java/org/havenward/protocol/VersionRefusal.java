package org.havenward.protocol;

import java.util.Locale;

/** Why something can't be done to a version of the protocol. */
public enum VersionRefusal {
    /** Its state has no such way out. */
    NOT_FROM_HERE,
    /** The text is none that can be read. */
    FAULTY,
    /** The check found what must be mended first. */
    UNSOUND,
    /** Who wrote at it is not the one who approves it. */
    OWN_WORK,
    /** Someone else saved in the meantime. */
    CHANGED_MEANWHILE,
    /** Its text was changed since it was read. */
    READ_AGAIN,
    NO_REASON;

    /** The message key of its sentence, which says what to do. */
    public String key() {
        return "protocol.refused." + name().toLowerCase(Locale.ROOT);
    }
}
