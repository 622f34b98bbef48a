package org.havenward.casework.web;

import org.havenward.casework.CaseId;
import org.havenward.casework.CaseLinks;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * What a counselor and the coordinator send each other about a link.
 *
 * @param student another student of the roster, where one was chosen
 * @param number of the other case, as it is written
 * @param to which of the two cases a message of the coordinator goes to
 */
public record LinkForm(
        @Nullable String student,
        @Nullable String words,
        @Nullable String number,
        @Nullable String to,
        @Nullable String onceKey) {
    static final LinkForm EMPTY = new LinkForm(null, null, null, null, null);
    private static final int LONGEST_NUMBER = 40;

    CaseId side() {
        return new CaseId(Submission.id(to).orElseThrow());
    }

    FormErrors checkWords() {
        var errors = new FormErrors();
        Submission.requireText(
                errors, "words", Submission.text(words), CaseLinks.LONGEST, "casework.link.error.words_missing");
        return errors;
    }

    FormErrors checkNumber() {
        var errors = new FormErrors();
        Submission.requireText(
                errors, "number", Submission.text(number), LONGEST_NUMBER, "casework.link.error.number_missing");
        return errors;
    }

    FormErrors checkMessage() {
        var errors = checkWords();
        if (Submission.id(to).isEmpty()) {
            errors.add("to", "casework.link.error.to_missing");
        }
        return errors;
    }
}
