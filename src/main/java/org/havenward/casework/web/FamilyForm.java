package org.havenward.casework.web;

import java.time.LocalDate;
import org.havenward.casework.Family;
import org.havenward.casework.FamilyVerdict;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** Who someone of the family is, or what the counselor judges of contacting them. */
public record FamilyForm(
        @Nullable String name,
        @Nullable String relation,
        @Nullable String language,
        @Nullable String verdict,
        @Nullable String reasons,
        @Nullable String forWhat,
        @Nullable String untilDate,
        @Nullable String onceKey) {
    static final FamilyForm EMPTY = new FamilyForm(null, null, null, null, null, null, null, null);
    private static final int LONGEST = 2_000;

    Family.Words words() {
        return new Family.Words(Submission.text(name), Submission.text(relation), Submission.text(language));
    }

    @Nullable
    FamilyVerdict judged() {
        for (var each : FamilyVerdict.values()) {
            if (each.name().equals(verdict)) {
                return each;
            }
        }
        return null;
    }

    Family.Verdict judgment() {
        var judged = judged();
        return new Family.Verdict(
                judged == null ? FamilyVerdict.NOT_KNOWN : judged,
                Submission.text(reasons),
                Submission.text(forWhat),
                Submission.day(untilDate).orElse(LocalDate.EPOCH));
    }

    FormErrors checkWords() {
        var errors = new FormErrors();
        Submission.requireText(
                errors, "name", Submission.text(name), Family.LONGEST_NAME, "casework.family.error.name_missing");
        Submission.requireText(
                errors,
                "relation",
                Submission.text(relation),
                Family.LONGEST_NAME,
                "casework.family.error.relation_missing");
        Submission.limit(errors, "language", Submission.text(language), Family.LONGEST_NAME);
        return errors;
    }

    FormErrors checkJudgment() {
        var errors = new FormErrors();
        if (judged() == null) {
            errors.add("verdict", "casework.family.error.verdict_missing");
        }
        Submission.requireText(
                errors, "reasons", Submission.text(reasons), LONGEST, "casework.family.error.reasons_missing");
        if (judged() == FamilyVerdict.SAFE) {
            Submission.requireText(
                    errors, "forWhat", Submission.text(forWhat), LONGEST, "casework.family.error.for_what_missing");
        }
        Submission.limit(errors, "forWhat", Submission.text(forWhat), LONGEST);
        if (Submission.day(untilDate).isEmpty()) {
            errors.add("until", "casework.error.due_missing");
        }
        return errors;
    }
}
