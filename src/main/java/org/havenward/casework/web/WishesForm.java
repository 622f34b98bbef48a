package org.havenward.casework.web;

import java.util.List;
import java.util.Map;
import org.havenward.casework.StudentWishes;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** @param seen what was written down last, when the form was shown */
public record WishesForm(
        @Nullable String wishes,
        @Nullable String knownBy,
        @Nullable String safeContact,
        @Nullable String notSafe,
        @Nullable String seen,
        @Nullable String onceKey) {
    static WishesForm of(StudentWishes.@Nullable Told told, Map<String, List<String>> kept) {
        if (!kept.isEmpty()) {
            return new WishesForm(
                    MeetingForm.first(kept, "wishes"),
                    MeetingForm.first(kept, "knownBy"),
                    MeetingForm.first(kept, "safeContact"),
                    MeetingForm.first(kept, "notSafe"),
                    null,
                    null);
        }
        var words = told == null ? StudentWishes.Words.NONE : told.words();
        return new WishesForm(words.wishes(), words.knownBy(), words.safeContact(), words.notSafe(), null, null);
    }

    StudentWishes.Words words() {
        return new StudentWishes.Words(
                Submission.text(wishes),
                Submission.text(knownBy),
                Submission.text(safeContact),
                Submission.text(notSafe));
    }

    FormErrors check() {
        var errors = new FormErrors();
        var words = words();
        Submission.limit(errors, "wishes", words.wishes(), StudentWishes.LONGEST);
        Submission.limit(errors, "knownBy", words.knownBy(), StudentWishes.LONGEST);
        Submission.limit(errors, "safeContact", words.safeContact(), StudentWishes.LONGEST);
        Submission.limit(errors, "notSafe", words.notSafe(), StudentWishes.LONGEST);
        return errors;
    }
}
