package org.havenward.mandate;

import java.util.Locale;

/** How a written report went out. */
public enum SendingWay {
    PORTAL,
    SECURE_MAIL,
    FAX,
    POST,
    BY_HAND;

    /** The message key of its name. */
    public String key() {
        return "reports.sending." + name().toLowerCase(Locale.ROOT);
    }
}
