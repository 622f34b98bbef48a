package org.havenward.casework.web;

import org.havenward.casework.CaseNotes;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

record NoteForm(@Nullable String text, @Nullable String onceKey) {
    String words() {
        return Submission.text(text);
    }

    FormErrors check() {
        var errors = new FormErrors();
        Submission.requireText(errors, "text", words(), CaseNotes.LONGEST, "casework.error.note_missing");
        return errors;
    }
}
