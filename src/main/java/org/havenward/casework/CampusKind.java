package org.havenward.casework;

import java.util.Locale;

/** What a campus fact tells. */
public enum CampusKind {
    POSSIBLE_VICTIM(true),
    POSSIBLY_RECRUITED(true),
    POSSIBLY_RECRUITING(true),
    PLACE(false),
    TIME(false),
    ACTION_TAKEN(false),
    ACTION_ASKED(false),
    /** An earlier fact does not stand any more; the words say why. */
    TAKEN_BACK(false);

    private final boolean aboutStudent;

    CampusKind(boolean aboutStudent) {
        this.aboutStudent = aboutStudent;
    }

    /** Whether it concerns another student. */
    public boolean aboutStudent() {
        return aboutStudent;
    }

    /** The message key of its name. */
    public String key() {
        return "casework.campus.kind." + name().toLowerCase(Locale.ROOT);
    }
}
