package org.havenward.concern;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What triage decides about a concern. */
public sealed interface Outcome {
    /** It belongs to a case that the viewer may open. */
    record JoinCase(UUID caseId) implements Outcome {}

    /**
     * @param earlierLookedAt that earlier concerns and cases about the student were looked at first (mission B2)
     * @param seen what {@link CaseDesk#seen} said then; null: a case that was opened after the concern came is not known
     */
    record OpenCase(boolean earlierLookedAt, @Nullable String seen) implements Outcome {
        public OpenCase(boolean earlierLookedAt) {
            this(earlierLookedAt, null);
        }
    }

    /** Someone else takes care of it; the reason stays with the concern, sealed. */
    record RouteElsewhere(Route to, String reason) implements Outcome {}

    record AskMore(String question) implements Outcome {}

    /** Where a concern goes that is not for a case. */
    enum Route {
        CHILD_PROTECTION,
        LAW_ENFORCEMENT,
        SCHOOL_ADMINISTRATION,
        STUDENT_SUPPORT,
        HEALTH,
        HOUSING_SUPPORT,
        OTHER_SCHOOL,
        DUPLICATE,
        /** Not meant in earnest. The record stays, as all do. */
        NOT_IN_GOOD_FAITH,
        NOTHING_FURTHER
    }
}
