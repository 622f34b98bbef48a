package org.havenward.casework;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says whether a family member may be reached or shown anything (safety rule 10, the guide's
 * capability B9): a notice, an export, a shared page, paper, a parent's request to inspect, an agency's packet. Shut until
 * the case's counselor has judged that contacting this very person is safe, and shut again when that judgment ends. Works
 * in the caller's transaction and asks nothing of who asks: the caller has come through the gate.
 */
public interface FamilyGuard {
    Decision mayContact(FamilyMemberId who, CaseId caseId);

    /** Everyone of the family whom the case knows, with the answer for each: for paper and packets. */
    List<Member> family(CaseId caseId);

    sealed interface Decision {
        default boolean allowed() {
            return this instanceof Allowed;
        }
    }

    /**
     * @param forWhat what the counselor judged it safe for
     * @param until when the judgment ends
     */
    record Allowed(SealedWords forWhat, Instant until) implements Decision {}

    record Refused(Reason reason) implements Decision {}

    enum Reason {
        /** The case does not know such a person, or its words are deleted. */
        NOT_OF_THIS_CASE,
        /** Nobody has judged it. */
        NEVER_JUDGED,
        NOT_KNOWN,
        NOT_SAFE,
        /** It was judged safe for a time that is over. */
        ENDED;

        /** The message key of a sentence that a page can say. */
        public String key() {
            return "casework.family.refused." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param language in which they are spoken to; empty where nobody said */
    record Member(
            FamilyMemberId id,
            SealedWords name,
            SealedWords relation,
            SealedWords language,
            Decision decision,
            @Nullable Instant judgedAt) {}
}
