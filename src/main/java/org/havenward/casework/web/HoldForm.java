package org.havenward.casework.web;

import org.havenward.casework.LegalHolds;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** A legal hold to be placed or lifted. */
public record HoldForm(
        @Nullable String number,
        @Nullable String wholeStudent,
        @Nullable String reason,
        @Nullable String reference,
        @Nullable String why,
        @Nullable String onceKey) {
    static final HoldForm EMPTY = new HoldForm(null, null, null, null, null, null);
    private static final int LONGEST_NUMBER = 40;

    LegalHolds.NewHold hold() {
        return new LegalHolds.NewHold(
                Submission.text(number), wholeStudent != null, Submission.text(reason), Submission.text(reference));
    }

    FormErrors check() {
        var errors = new FormErrors();
        Submission.requireText(
                errors, "number", Submission.text(number), LONGEST_NUMBER, "casework.glass.error.number_missing");
        Submission.requireText(
                errors, "reason", Submission.text(reason), LegalHolds.LONGEST, "casework.hold.error.reason_missing");
        Submission.requireText(
                errors,
                "reference",
                Submission.text(reference),
                LegalHolds.LONGEST_REFERENCE,
                "casework.hold.error.reference_missing");
        return errors;
    }

    FormErrors checkLifting() {
        var errors = new FormErrors();
        Submission.requireText(
                errors, "why", Submission.text(why), LegalHolds.LONGEST, "casework.hold.error.why_missing");
        return errors;
    }
}
