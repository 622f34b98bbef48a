package org.havenward.casework.web;

import org.havenward.casework.CaseTasks;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * @param seen who had the task when the form was shown
 * @param remark what came of it, where it is done
 */
public record TaskForm(
        @Nullable String title,
        @Nullable String owner,
        @Nullable String dueDate,
        @Nullable String seen,
        @Nullable String remark,
        @Nullable String onceKey) {
    static TaskForm empty(String owner) {
        return new TaskForm(null, owner, null, null, null, null);
    }

    FormErrors check() {
        var errors = new FormErrors();
        Submission.requireText(
                errors, "title", Submission.text(title), CaseTasks.LONGEST_TITLE, "casework.error.title_missing");
        return whoAndWhen(errors);
    }

    FormErrors checkReassigning() {
        return whoAndWhen(new FormErrors());
    }

    FormErrors checkDone() {
        var errors = new FormErrors();
        Submission.limit(errors, "remark", Submission.text(remark), CaseTasks.LONGEST_REMARK);
        return errors;
    }

    private FormErrors whoAndWhen(FormErrors errors) {
        if (Submission.staff(owner).isEmpty()) {
            errors.add("owner", "casework.error.owner_missing");
        }
        if (Submission.day(dueDate).isEmpty()) {
            errors.add("due", "casework.error.due_missing");
        }
        return errors;
    }
}
