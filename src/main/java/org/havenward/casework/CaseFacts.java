package org.havenward.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.havenward.access.RecordRef;
import org.havenward.concern.ConcernId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;

/**
 * What rooms further down may build on: facts of a case, no words.
 *
 * @param confirmedAt when it was last confirmed and has not been taken back since; null where it is not confirmed
 * @param unsafeSince since when someone has said that the student is not safe now, and nobody has said otherwise
 * @param reopenedAt when it was last opened again after it had been closed
 * @param bornOn the student's birth date, where the roster has it
 * @param othersSince when a campus fact that stands last said that other students may be hurt or drawn in; null where none does
 * @param concerns what was raised about the student, oldest first
 */
public record CaseFacts(
        CaseId id,
        String number,
        SchoolId school,
        @Nullable StudentId student,
        CaseStatus status,
        StaffId lead,
        Instant openedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant unsafeSince,
        @Nullable Instant reopenedAt,
        @Nullable LocalDate bornOn,
        @Nullable Instant othersSince,
        List<Raised> concerns) {
    public CaseFacts {
        concerns = List.copyOf(concerns);
    }

    /**
     * A concern that went into the case.
     *
     * @param by null where a student or a family told it
     */
    public record Raised(ConcernId concern, @Nullable StaffId by, Instant at) {}

    public RecordRef ref() {
        return RecordRef.caseFile(id.value(), school);
    }
}
