package org.havenward.casework.web;

import java.util.Optional;
import java.util.stream.Stream;
import org.havenward.casework.trace.TraceKind;
import org.havenward.casework.trace.Traces;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** Something that a student named; or why one is taken back. */
public record TraceForm(
        @Nullable String kind,
        @Nullable String value,
        @Nullable String detail,
        @Nullable String note,
        @Nullable String reason,
        @Nullable String onceKey) {
    static final TraceForm EMPTY = new TraceForm(null, null, null, null, null, null);
    private static final int LONGEST_DETAIL = 60;

    static Optional<TraceKind> kind(@Nullable String word) {
        return Stream.of(TraceKind.values())
                .filter(each -> each.word().equalsIgnoreCase(Submission.text(word)))
                .findFirst();
    }

    Traces.NewTrace trace() {
        var chosen = kind(kind).orElseThrow();
        return new Traces.NewTrace(
                chosen,
                Submission.text(value),
                chosen.hasDetail() ? Submission.text(detail) : "",
                Submission.text(note));
    }

    String why() {
        return Submission.text(reason);
    }

    FormErrors check() {
        var errors = new FormErrors();
        if (kind(kind).isEmpty()) {
            errors.add("kind", "casework.trace.error.kind");
        }
        Submission.requireText(
                errors, "value", Submission.text(value), Traces.LONGEST_VALUE, "casework.trace.error.value_missing");
        Submission.limit(errors, "detail", Submission.text(detail), LONGEST_DETAIL);
        Submission.limit(errors, "note", Submission.text(note), Traces.LONGEST_NOTE);
        return errors;
    }

    FormErrors checkWithdrawal() {
        var errors = new FormErrors();
        Submission.requireText(errors, "reason", why(), Traces.LONGEST_NOTE, "casework.trace.error.reason_missing");
        return errors;
    }
}
