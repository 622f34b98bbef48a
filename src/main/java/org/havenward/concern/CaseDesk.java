package org.havenward.concern;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;

/**
 * What triage needs of the cases; casework, further down, implements it. Called in the caller's transaction.
 */
public interface CaseDesk {
    /** Cases about a student which the viewer may open, newest first. */
    List<CaseSummary> casesAbout(Viewer viewer, StudentId student);

    /**
     * What may be known of open cases about a student which the viewer may not open. Someone shut out of such a case
     * learns nothing of it.
     */
    Elsewhere casesElsewhere(Viewer viewer, StudentId student);

    /** Stands for the open cases about a student that the viewer may know of, without saying which or how many. */
    String seen(Viewer viewer, StudentId student);

    /**
     * Whether there is an open case about the student that the viewer may know of and has not seen. Until the transaction
     * ends nobody else is told no: of two who would open one at once, the second sees the first one's.
     *
     * @param seen what {@link #seen} said when they looked; null: they know of what was there {@code since}
     */
    boolean openedMeanwhile(Viewer viewer, StudentId student, @Nullable String seen, Instant since);

    /** Opens a case out of a concern, led by the viewer; returns its id. */
    UUID open(Viewer viewer, Source source);

    /**
     * Joins a concern to a case that the viewer may open; reopens the case where it was closed. Who coordinates cases
     * may also add it to an open case about the same student, without opening that.
     */
    void join(Viewer viewer, Source source, UUID caseId);

    /** The case a concern went into, where the viewer may open it. */
    Optional<CaseSummary> caseOf(Viewer viewer, ConcernId concern);

    /** Someone was shut out of a concern: its case, where it has one, shuts them out too, whatever they do on it. */
    void shutOut(Viewer viewer, ConcernId concern, StaffId who);

    /** Whoever told a concern asked that nobody at their school reads it: its case, where it has one, is kept from it too. */
    void keptFromSchool(ConcernId concern);

    /** @param statusKey message key of the case's state */
    record CaseSummary(UUID id, String number, String statusKey, Instant openedAt, String path) {}

    /**
     * Open cases that the viewer may not open.
     *
     * @param any whether there is one
     * @param addable those to which the viewer may still add a concern, since they coordinate cases
     * @param coordinators who else could do that
     */
    record Elsewhere(boolean any, List<CaseSummary> addable, Set<StaffId> coordinators) {
        public static final Elsewhere NONE = new Elsewhere(false, List.of(), Set.of());
    }

    /** The concern that a case grows from. */
    record Source(
            ConcernId concern,
            SchoolId school,
            @Nullable StudentId student,
            @Nullable String studentDescription,
            @Nullable StaffId reporter,
            Instant raisedAt) {}
}
