package org.havenward.voice;

/** What a message of a conversation is. */
public enum MessageKind {
    /** What was told first. */
    TOLD,
    MORE,
    /** The answer to a gentle question. */
    DETAIL,
    /** How contact is safe. */
    CONTACT,
    /** Their name, given later. */
    NAME,
    /** They wish to meet. */
    MEET,
    /** They no longer wish to meet. */
    NO_MEET,
    /** Someone of the school answers. */
    ANSWER;

    public boolean fromSchool() {
        return this == ANSWER;
    }
}
