package org.havenward.casework.web;

import java.util.Arrays;
import java.util.Optional;
import org.havenward.casework.CaseNotes;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.Outcome;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * @param to the state asked for; {@code seen} is the one the case had when the form was shown
 * @param tasksStay whether open tasks are left as they are
 */
public record LifeForm(
        @Nullable String to,
        @Nullable String seen,
        @Nullable String reasons,
        @Nullable String outcome,
        @Nullable String tasksStay,
        @Nullable String onceKey) {
    static final LifeForm EMPTY = new LifeForm(null, null, null, null, null, null);

    String words() {
        return Submission.text(reasons);
    }

    static Optional<CaseStatus> status(@Nullable String written) {
        return Arrays.stream(CaseStatus.values())
                .filter(status -> status.name().equals(written))
                .findFirst();
    }

    static Optional<Outcome.Kind> ending(@Nullable String written) {
        return Arrays.stream(Outcome.Kind.values())
                .filter(kind -> kind.name().equals(written))
                .findFirst();
    }

    FormErrors checkMove() {
        var errors = new FormErrors();
        if (status(to).isEmpty()) {
            errors.add("to", "casework.error.state_missing");
        }
        Submission.requireText(errors, "reasons", words(), CaseNotes.LONGEST, "casework.error.judgment_missing");
        return errors;
    }

    FormErrors checkClosing() {
        var errors = new FormErrors();
        if (ending(outcome).isEmpty()) {
            errors.add("outcome", "casework.error.outcome_missing");
        }
        Submission.requireText(errors, "reasons", words(), CaseNotes.LONGEST, "casework.error.ending_missing");
        return errors;
    }

    FormErrors checkReopening() {
        var errors = new FormErrors();
        Submission.limit(errors, "reasons", words(), CaseNotes.LONGEST);
        return errors;
    }
}
