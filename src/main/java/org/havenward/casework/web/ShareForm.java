package org.havenward.casework.web;

import org.havenward.casework.Shares;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * What is shared off the team, with whom, what for, and until when.
 *
 * @param studentAgreed a box that is shown where the case is kept from the recipient's school
 */
public record ShareForm(
        @Nullable String recipient,
        @Nullable String words,
        @Nullable String purpose,
        @Nullable String untilDate,
        @Nullable String studentAgreed,
        @Nullable String onceKey) {
    static final ShareForm EMPTY = new ShareForm(null, null, null, null, null, null);
    private static final int LONGEST_PURPOSE = 200;

    Shares.NewShare share() {
        return new Shares.NewShare(
                Submission.staff(recipient).orElseThrow(),
                Submission.text(words),
                Submission.text(purpose),
                Submission.day(untilDate).orElseThrow(),
                studentAgreed != null);
    }

    FormErrors check() {
        var errors = new FormErrors();
        if (Submission.staff(recipient).isEmpty()) {
            errors.add("recipient", "casework.error.who_missing");
        }
        Submission.requireText(
                errors, "words", Submission.text(words), Shares.LONGEST, "casework.share.error.words_missing");
        Submission.requireText(
                errors, "purpose", Submission.text(purpose), LONGEST_PURPOSE, "casework.share.error.purpose_missing");
        if (Submission.day(untilDate).isEmpty()) {
            errors.add("until", "casework.error.due_missing");
        }
        return errors;
    }
}
