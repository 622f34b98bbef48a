package org.havenward.protocol;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a state's law says, as far as steps depend on it, on one day. Unknown stays unknown: what rests on it then takes the
 * safe way, which is to report to both child protection and law enforcement, at once.
 *
 * @param state two letters, such as {@code TX}
 * @param on the day that it is the law of
 * @param ageOfMajority in years
 * @param oralHours within how many hours a report is made by voice; 0: at once; null: not known
 * @param written whether the same person also reports in writing
 * @param writtenHours within how many hours, where the law names them
 * @param everyoneReports whether every adult must report, or only those that the law names (all who work at a school are)
 * @param needsCaregiver whether child protection acts only where a caregiver or household member is the suspect
 * @param safeHarbor whether a child is kept from being charged with prostitution
 * @param unreviewed names of the fields that the district has not confirmed
 */
public record LawFacts(
        String state,
        LocalDate on,
        int ageOfMajority,
        @Nullable Integer oralHours,
        Written written,
        @Nullable Integer writtenHours,
        Known everyoneReports,
        Known needsCaregiver,
        SafeHarbor safeHarbor,
        Set<String> unreviewed) {
    public LawFacts {
        unreviewed = Set.copyOf(unreviewed);
    }

    public enum Known {
        YES,
        NO,
        UNKNOWN
    }

    public enum Written {
        REQUIRED,
        IF_REQUESTED,
        NONE,
        UNKNOWN
    }

    public enum SafeHarbor {
        YES,
        PARTIAL,
        NO,
        UNKNOWN
    }

    public boolean reviewed() {
        return unreviewed.isEmpty();
    }
}
