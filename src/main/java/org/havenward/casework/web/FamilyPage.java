package org.havenward.casework.web;

import java.util.Arrays;
import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Family;
import org.havenward.casework.FamilyGuard;
import org.havenward.casework.FamilyVerdict;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * The family of a case, and whether each may be contacted.
 *
 * @param one who is being judged or corrected; null on the page of all
 */
public record FamilyPage(
        CaseReading.Header header,
        List<Family.Member> members,
        Family.@Nullable Member one,
        FamilyForm form,
        FormErrors errors,
        @Nullable String done) {
    public List<Option> verdicts(Shell shell) {
        return Arrays.stream(FamilyVerdict.values())
                .map(verdict -> new Option(verdict.name(), shell.t(verdict.key()), shell.t(verdict.key() + ".hint")))
                .toList();
    }

    /** Whether someone may be contacted while someone else of the family may not: what reaches one may reach the other. */
    public boolean oneMayAnotherMayNot() {
        return members.stream().anyMatch(member -> member.who().decision().allowed())
                && members.stream()
                        .anyMatch(member ->
                                member.who().decision() instanceof FamilyGuard.Refused(FamilyGuard.Reason reason)
                                        && reason == FamilyGuard.Reason.NOT_SAFE);
    }

    /** What the guard says of someone, in a sentence. */
    public static String says(Shell shell, FamilyGuard.Decision decision) {
        return switch (decision) {
            case FamilyGuard.Allowed allowed ->
                shell.t(
                        "casework.family.allowed",
                        allowed.forWhat().orEmpty(),
                        shell.date(allowed.until().minusSeconds(1)));
            case FamilyGuard.Refused refused -> shell.t(refused.reason().key());
        };
    }
}
