package org.havenward.casework.web;

import java.time.Duration;
import org.havenward.casework.BreakGlass;
import org.havenward.district.StudentId;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** Which case someone asks to open, why, and for how many minutes. */
public record BreakGlassForm(
        @Nullable String number,
        @Nullable String student,
        @Nullable String reason,
        @Nullable String minutes,
        @Nullable String onceKey) {
    static BreakGlassForm about(@Nullable String student) {
        return new BreakGlassForm(null, student, null, null, null);
    }

    private static final int LONGEST_NUMBER = 40;

    BreakGlass.Which which() {
        var about = Submission.id(student);
        return about.isPresent()
                ? new BreakGlass.Which.About(new StudentId(about.get()))
                : new BreakGlass.Which.Numbered(Submission.text(number));
    }

    Duration length() {
        return BreakGlass.LENGTHS.stream()
                .filter(length -> String.valueOf(length.toMinutes()).equals(minutes))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    FormErrors check() {
        var errors = new FormErrors();
        if (Submission.id(student).isEmpty()) {
            Submission.requireText(
                    errors, "number", Submission.text(number), LONGEST_NUMBER, "casework.glass.error.number_missing");
        }
        Submission.requireText(
                errors, "reason", Submission.text(reason), BreakGlass.LONGEST, "casework.glass.error.reason_missing");
        if (length().isZero()) {
            errors.add("minutes", "casework.glass.error.length_missing");
        }
        return errors;
    }
}
