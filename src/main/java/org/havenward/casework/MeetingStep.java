package org.havenward.casework;

import java.util.Locale;

/** What is done with a meeting. */
public enum MeetingStep {
    PLAN,
    /** To another time, place, or person. */
    MOVE,
    HOLD,
    DECLINE,
    INTERRUPT,
    CALL_OFF,
    /** More is written down about it, or something is corrected. */
    ADD;

    /** The message key of what the chronology says of it. */
    public String told() {
        return "casework.meeting.told." + word();
    }

    /** As it stands in an address. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it looks ahead: the time of the meeting is still to come. */
    boolean looksAhead() {
        return this == PLAN || this == MOVE;
    }
}
