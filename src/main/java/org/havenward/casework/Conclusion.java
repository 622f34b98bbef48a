package org.havenward.casework;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a counselor comes to, in words and with reasons. Nothing here is computed, and none of it is a verdict on the student. */
public enum Conclusion {
    SAFE(Matter.SAFETY),
    NOT_SAFE(Matter.SAFETY),
    SAFETY_UNCLEAR(Matter.SAFETY),
    INDICATED(Matter.TRAFFICKING),
    NOT_INDICATED(Matter.TRAFFICKING),
    MORE_NEEDED(Matter.TRAFFICKING),
    CONFIRMED(Matter.CONFIRMATION),
    NOT_CONFIRMED(Matter.CONFIRMATION),
    /** The student takes back what they said: normal, and never held against them. */
    TAKEN_BACK(Matter.CONFIRMATION),
    /** The student says again what they took back. */
    SAID_AGAIN(Matter.CONFIRMATION);

    /** What a judgment is about. */
    public enum Matter {
        SAFETY,
        TRAFFICKING,
        CONFIRMATION
    }

    /** What a confirmation rests on; several may apply. */
    public enum Basis {
        STUDENT_SAID,
        SEEN_BY_STAFF,
        AGENCY_OR_POLICE,
        DOCUMENTS;

        /** The message key of its name. */
        public String key() {
            return "casework.basis." + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Matter matter;

    Conclusion(Matter matter) {
        this.matter = matter;
    }

    public Matter matter() {
        return matter;
    }

    /** The message key of its name. */
    public String key() {
        return "casework.conclusion." + name().toLowerCase(Locale.ROOT);
    }

    /** The message key of what the chronology says of it. */
    String told() {
        return "casework.conclusion.told." + name().toLowerCase(Locale.ROOT);
    }

    /** All that a judgment on a matter may come to. */
    public static List<Conclusion> of(Matter matter) {
        return Arrays.stream(values()).filter(each -> each.matter == matter).toList();
    }

    /** What may be said about confirmation while a case stands so. */
    public static List<Conclusion> whereConfirmationIs(CaseStatus status) {
        return switch (status) {
            case SUSPICION -> List.of(CONFIRMED, NOT_CONFIRMED, TAKEN_BACK, SAID_AGAIN);
            case CONFIRMED -> List.of(NOT_CONFIRMED, TAKEN_BACK, SAID_AGAIN);
            case RECOVERY -> List.of(TAKEN_BACK, SAID_AGAIN);
            case CLOSED -> List.of();
        };
    }
}
