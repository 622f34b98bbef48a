package org.havenward.casework;

/** Why someone moved a case to another state, in their own words (kept sealed in the chronology). */
public record Judgment(String reasons) {
    /** For reopening, which asks for no ceremony. */
    static final Judgment NONE = new Judgment("");
}
