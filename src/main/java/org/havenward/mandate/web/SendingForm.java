package org.havenward.mandate.web;

import java.time.ZoneId;
import org.havenward.mandate.MandatedReports;
import org.havenward.mandate.SendingWay;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** How a written report was sent, when, and to whom. */
public record SendingForm(
        @Nullable String way,
        @Nullable String madeDate,
        @Nullable String madeTime,
        @Nullable String to,
        @Nullable String onceKey) {
    FormErrors check(ZoneId zone) {
        var errors = new FormErrors();
        if (Sent.one(way, SendingWay.values()).isEmpty()) {
            errors.add("way", "reports.error.way");
        }
        if (Sent.moment(madeDate, madeTime, zone).isEmpty()) {
            errors.add("made", "reports.error.made");
        }
        Sent.require(errors, "to", Sent.text(to), MandatedReports.LONGEST_LINE, "reports.error.to");
        return errors;
    }
}
