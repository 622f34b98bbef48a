package org.havenward.casework;

import java.util.Locale;

/**
 * How a case ended.
 *
 * @param words what the student has now and what was agreed with them; kept sealed in the chronology
 * @param tasksMayStay whether the one who closes it has seen that tasks are open and leaves them
 */
public record Outcome(Kind kind, String words, boolean tasksMayStay) {
    /** The kinds of ending; none of them is a verdict on the student. */
    public enum Kind {
        SUPPORT_IN_PLACE,
        OTHER_SUPPORT_FITS,
        /** It was not confirmed; the support that the student needs stays all the same. */
        NOT_CONFIRMED,
        STUDENT_DECLINED,
        MOVED_ON,
        GRADUATED,
        OPENED_IN_ERROR;

        /** The message key of its name. */
        public String key() {
            return "casework.outcome." + name().toLowerCase(Locale.ROOT);
        }
    }
}
