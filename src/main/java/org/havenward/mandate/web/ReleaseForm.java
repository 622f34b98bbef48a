package org.havenward.mandate.web;

import java.time.LocalDate;
import org.havenward.casework.FamilyMemberId;
import org.havenward.mandate.Disclosures;
import org.havenward.mandate.Releases;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** @param giver {@code STUDENT}, or the id of a parent among the case's family */
public record ReleaseForm(
        @Nullable String giver,
        @Nullable String party,
        @Nullable String scope,
        @Nullable String purpose,
        @Nullable String signedDate,
        @Nullable String untilDate,
        @Nullable String why,
        @Nullable String onceKey) {
    static final ReleaseForm EMPTY = new ReleaseForm(null, null, null, null, null, null, null, null);
    static final String STUDENT = "STUDENT";
    private static final int LONGEST_PARTY = 300;

    Releases.NewRelease release() {
        return new Releases.NewRelease(
                Telling.id(giver).map(FamilyMemberId::new).orElse(null),
                Telling.text(party),
                Telling.text(scope),
                Telling.text(purpose),
                Telling.day(signedDate).orElse(LocalDate.EPOCH),
                Telling.day(untilDate).orElse(LocalDate.EPOCH));
    }

    FormErrors check() {
        var errors = new FormErrors();
        if (!STUDENT.equals(giver) && Telling.id(giver).isEmpty()) {
            errors.add("giver", "mandate.release.error.giver_missing");
        }
        Telling.require(errors, "party", party, LONGEST_PARTY, "mandate.release.error.party_missing");
        Telling.require(errors, "scope", scope, Disclosures.LONGEST, "mandate.release.error.scope_missing");
        Telling.require(errors, "purpose", purpose, Disclosures.LONGEST, "mandate.release.error.purpose_missing");
        if (Telling.day(signedDate).isEmpty()) {
            errors.add("signed", "casework.error.due_missing");
        }
        if (Telling.day(untilDate).isEmpty()) {
            errors.add("until", "casework.error.due_missing");
        }
        return errors;
    }

    FormErrors checkWithdrawal() {
        var errors = new FormErrors();
        Telling.require(errors, "why", why, Disclosures.LONGEST, "mandate.release.error.why_missing");
        return errors;
    }
}
