package org.havenward.mandate.web;

import java.time.ZoneId;
import org.havenward.mandate.Agency;
import org.havenward.mandate.MandatedReports;
import org.havenward.mandate.NewCall;
import org.havenward.mandate.Suspected;
import org.havenward.mandate.Way;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** A report that someone made, as they record it. */
public record CallForm(
        @Nullable String agency,
        @Nullable String way,
        @Nullable String suspected,
        @Nullable String madeDate,
        @Nullable String madeTime,
        @Nullable String agencyName,
        @Nullable String spokeWith,
        @Nullable String reference,
        @Nullable String said,
        @Nullable String askedWritten,
        @Nullable String onceKey) {
    FormErrors check(ZoneId zone) {
        var errors = new FormErrors();
        if (Sent.one(suspected, Suspected.values()).isEmpty()) {
            errors.add("suspected", "reports.error.suspected");
        }
        if (Sent.one(agency, Agency.values()).isEmpty()) {
            errors.add("agency", "reports.error.agency");
        }
        if (Sent.one(way, Way.values()).filter(chosen -> chosen != Way.JOINT).isEmpty()) {
            errors.add("way", "reports.error.way");
        }
        if (Sent.moment(madeDate, madeTime, zone).isEmpty()) {
            errors.add("made", "reports.error.made");
        }
        Sent.require(
                errors, "agencyName", Sent.text(agencyName), MandatedReports.LONGEST_LINE, "reports.error.agency_name");
        Sent.limit(errors, "spokeWith", Sent.text(spokeWith), MandatedReports.LONGEST_LINE);
        Sent.limit(errors, "reference", Sent.text(reference), MandatedReports.LONGEST_LINE);
        Sent.limit(errors, "said", Sent.text(said), MandatedReports.LONGEST);
        return errors;
    }

    /** After {@link #check} found nothing. */
    NewCall call(ZoneId zone) {
        return new NewCall(
                Sent.one(agency, Agency.values()).orElseThrow(),
                Sent.one(way, Way.values()).orElseThrow(),
                Sent.one(suspected, Suspected.values()).orElseThrow(),
                Sent.moment(madeDate, madeTime, zone).orElseThrow(),
                Sent.text(agencyName),
                Sent.text(spokeWith),
                Sent.text(reference),
                Sent.text(said),
                askedWritten != null);
    }
}
