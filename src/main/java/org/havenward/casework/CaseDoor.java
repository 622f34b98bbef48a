package org.havenward.casework;

import java.util.Map;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Purpose;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * How rooms further down work on a case: past the gate, with its key, into its chronology and its audit. Everything
 * happens in the caller's transaction.
 */
public interface CaseDoor {
    /**
     * The case, for who may; one that is not there and one that must not be known of are refused alike.
     *
     * @throws org.havenward.access.RefusedException where it is not theirs
     */
    CaseFacts enter(Viewer viewer, Need need, CaseId id);

    /** The same, to change it: nobody else changes the case until this transaction ends. */
    CaseFacts enterToChange(Viewer viewer, Need need, CaseId id);

    /** For listeners and jobs, which act for nobody: asks the gate nothing. Whoever shows what follows asks it. */
    CaseFacts facts(CaseId id);

    /** The same, to change what rests on it: nobody else changes the case until this transaction ends. */
    CaseFacts hold(CaseId id);

    /** Who works on it and as what, the lead first; asks the gate nothing. */
    Map<StaffId, CaseRole> team(CaseId id);

    /**
     * Seals words with the case's key; empty words are kept as none.
     *
     * @param place where they stand, such as {@code "mandate.call/" + id}: they open nowhere else
     */
    byte @Nullable [] seal(CaseId id, String place, @Nullable String words);

    SealedWords open(CaseId id, String place, byte @Nullable [] sealed);

    /** What a submission said, keyed, so that a repeated one can be told from another. */
    String fingerprint(Object... parts);

    /**
     * Tells something in the chronology.
     *
     * @param by null: a rule of the house
     * @param kind one of those that carry a label of their own, such as {@link EntryKind#STEP}
     * @param labelKey message key of the sentence
     * @param words what was said, sealed there and found by search; empty for none
     */
    void tell(CaseId id, @Nullable Viewer by, EntryKind kind, String labelKey, String words);

    /** One entry of the audit about the case. */
    void audit(Viewer viewer, Action action, CaseFacts file, Purpose why);
}
