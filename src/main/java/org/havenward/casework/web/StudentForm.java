package org.havenward.casework.web;

import org.havenward.casework.CaseNames;
import org.havenward.casework.CaseReading;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** @param student of the roster, where the case did not know which one */
public record StudentForm(
        @Nullable String called,
        @Nullable String pronouns,
        @Nullable String ownWord,
        @Nullable String student,
        @Nullable String onceKey) {
    static StudentForm of(CaseReading.Header header) {
        var called = header.called().equals(header.rosterName()) ? "" : header.called();
        return new StudentForm(called, header.pronouns(), header.ownWord(), null, null);
    }

    FormErrors check() {
        var errors = new FormErrors();
        Submission.limit(errors, "called", Submission.text(called), CaseNames.LONGEST);
        Submission.limit(errors, "pronouns", Submission.text(pronouns), CaseNames.LONGEST);
        Submission.limit(errors, "ownWord", Submission.text(ownWord), CaseNames.LONGEST);
        return errors;
    }

    FormErrors checkStudent() {
        var errors = new FormErrors();
        if (Submission.id(student).isEmpty()) {
            errors.add("student", "casework.error.student_missing");
        }
        return errors;
    }
}
