package org.havenward.voice;

/** Whom someone tells about, as they say it. */
public enum About {
    /** Themself. */
    SELF,
    /** A friend. */
    PEER,
    /** Something they saw. */
    SAW,
    /** A child of their family, or of the community. */
    FAMILY
}
