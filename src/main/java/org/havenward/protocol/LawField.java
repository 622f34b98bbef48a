package org.havenward.protocol;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What of a state's law conditions, due times, and duties may rest on; see {@link LawFacts}. */
public enum LawField {
    AGE_OF_MAJORITY,
    ORAL_HOURS,
    WRITTEN,
    WRITTEN_HOURS,
    EVERYONE_REPORTS,
    NEEDS_CAREGIVER,
    SAFE_HARBOR;

    /** Its name in a protocol, such as {@code oral-hours}. */
    public String word() {
        return Words.word(this);
    }

    /** What the law says, as a word or a number in digits; {@code unknown} where that is not known. */
    public String value(LawFacts law) {
        return switch (this) {
            case AGE_OF_MAJORITY -> Integer.toString(law.ageOfMajority());
            case ORAL_HOURS -> number(law.oralHours());
            case WRITTEN -> Words.word(law.written());
            case WRITTEN_HOURS -> number(law.writtenHours());
            case EVERYONE_REPORTS -> Words.word(law.everyoneReports());
            case NEEDS_CAREGIVER -> Words.word(law.needsCaregiver());
            case SAFE_HARBOR -> Words.word(law.safeHarbor());
        };
    }

    /** Whether it is a number, and so can be compared. */
    public boolean isNumber() {
        return switch (this) {
            case AGE_OF_MAJORITY, ORAL_HOURS, WRITTEN_HOURS -> true;
            case WRITTEN, EVERYONE_REPORTS, NEEDS_CAREGIVER, SAFE_HARBOR -> false;
        };
    }

    private static String number(@Nullable Integer value) {
        return value == null ? Protocol.UNKNOWN : value.toString();
    }

    /** How names of this package are written in a protocol. */
    static final class Words {
        private Words() {}

        static String word(Enum<?> name) {
            return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static <E extends Enum<E>> E named(Class<E> type, String word) {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
