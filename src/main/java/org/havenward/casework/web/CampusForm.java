package org.havenward.casework.web;

import java.util.Arrays;
import java.util.Optional;
import org.havenward.casework.Campus;
import org.havenward.casework.CampusKind;
import org.havenward.casework.Shares;
import org.havenward.district.StudentId;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * A campus fact, or an action that is asked of someone off the team.
 *
 * @param student another student of the roster, where one was chosen
 * @param why a fact does not stand any more
 * @param studentAgreed a box that is shown where the case is kept from the recipient's school
 */
public record CampusForm(
        @Nullable String kind,
        @Nullable String student,
        @Nullable String words,
        @Nullable String why,
        @Nullable String recipient,
        @Nullable String dueDate,
        @Nullable String studentAgreed,
        @Nullable String onceKey) {
    static final CampusForm EMPTY = new CampusForm(null, null, null, null, null, null, null, null);

    Campus.NewFact fact() {
        return new Campus.NewFact(chosen().orElseThrow(), chosenStudent(student), Submission.text(words));
    }

    Shares.NewAction action() {
        return new Shares.NewAction(
                Submission.staff(recipient).orElseThrow(),
                Submission.text(words),
                Submission.day(dueDate).orElseThrow(),
                studentAgreed != null);
    }

    static @Nullable StudentId chosenStudent(@Nullable String written) {
        return Submission.id(written).map(StudentId::new).orElse(null);
    }

    private Optional<CampusKind> chosen() {
        return Arrays.stream(CampusKind.values())
                .filter(each -> each != CampusKind.TAKEN_BACK && each.name().equals(kind))
                .findFirst();
    }

    FormErrors checkFact() {
        var errors = new FormErrors();
        var found = chosen();
        if (found.isEmpty()) {
            errors.add("kind", "casework.campus.error.kind_missing");
        }
        var named = found.filter(CampusKind::aboutStudent).isPresent() && chosenStudent(student) != null;
        if (Submission.text(words).isEmpty() && !named) {
            errors.add("words", "casework.campus.error.words_missing");
        }
        Submission.limit(errors, "words", Submission.text(words), Campus.LONGEST);
        return errors;
    }

    FormErrors checkWhy() {
        var errors = new FormErrors();
        Submission.requireText(
                errors, "why", Submission.text(why), Campus.LONGEST, "casework.campus.error.why_missing");
        return errors;
    }

    FormErrors checkAction() {
        var errors = new FormErrors();
        if (Submission.staff(recipient).isEmpty()) {
            errors.add("recipient", "casework.error.who_missing");
        }
        Submission.requireText(
                errors, "words", Submission.text(words), Shares.LONGEST, "casework.action.error.words_missing");
        if (Submission.day(dueDate).isEmpty()) {
            errors.add("due", "casework.error.due_missing");
        }
        return errors;
    }
}
