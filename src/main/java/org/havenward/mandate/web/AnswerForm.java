package org.havenward.mandate.web;

import java.time.ZoneId;
import org.havenward.mandate.AnswerKind;
import org.havenward.mandate.MandatedReports;
import org.havenward.mandate.NewAnswer;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** What the agency answered, as the holder records it. */
public record AnswerForm(
        @Nullable String kind,
        @Nullable String madeDate,
        @Nullable String madeTime,
        @Nullable String said,
        @Nullable String onceKey) {
    FormErrors check(ZoneId zone) {
        var errors = new FormErrors();
        if (Sent.one(kind, AnswerKind.values()).isEmpty()) {
            errors.add("kind", "reports.error.kind");
        }
        if (Sent.moment(madeDate, madeTime, zone).isEmpty()) {
            errors.add("made", "reports.error.made");
        }
        Sent.limit(errors, "said", Sent.text(said), MandatedReports.LONGEST);
        return errors;
    }

    /** After {@link #check} found nothing. */
    NewAnswer answer(ZoneId zone) {
        return new NewAnswer(
                Sent.one(kind, AnswerKind.values()).orElseThrow(),
                Sent.moment(madeDate, madeTime, zone).orElseThrow(),
                Sent.text(said));
    }
}
