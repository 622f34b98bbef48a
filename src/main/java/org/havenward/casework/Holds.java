package org.havenward.casework;

import org.havenward.district.StudentId;

/**
 * Whether something must be kept: asked by whatever deletes (retention, drafts, keys). Works in the caller's transaction.
 */
public interface Holds {
    /** Whether the case itself or its student is under a legal hold. */
    boolean holds(CaseId id);

    /** Whether the student is, or any of their cases. */
    boolean holds(StudentId id);
}
