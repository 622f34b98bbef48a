package org.havenward.mandate.web;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.havenward.casework.FamilyMemberId;
import org.havenward.mandate.DisclosureBasis;
import org.havenward.mandate.Disclosures;
import org.havenward.mandate.NewDisclosure;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * What was told outside.
 *
 * @param member whom of the family, where it was told to them; {@link #STUDENT} for the student; empty for anyone else
 * @param against whether it was told already, though the guard refuses
 */
public record DisclosureForm(
        @Nullable String basis,
        @Nullable String party,
        @Nullable String what,
        @Nullable String why,
        @Nullable String threat,
        @Nullable String release,
        @Nullable String member,
        @Nullable String against,
        @Nullable String toldDate,
        @Nullable String toldTime,
        @Nullable String corrects,
        @Nullable String onceKey) {
    static final DisclosureForm EMPTY =
            new DisclosureForm(null, null, null, null, null, null, null, null, null, null, null, null);
    static final String STUDENT = "STUDENT";
    private static final int LONGEST_PARTY = 300;

    Optional<DisclosureBasis> known() {
        for (var each : DisclosureBasis.values()) {
            if (each.name().equals(basis)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    Optional<Instant> toldAt(ZoneId zone) {
        try {
            var time = Telling.text(toldTime).isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(Telling.text(toldTime));
            return Telling.day(toldDate)
                    .map(day -> day.atTime(time).atZone(zone).toInstant());
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    NewDisclosure told(Instant at) {
        return new NewDisclosure(
                known().orElseThrow(),
                Telling.text(party),
                Telling.text(what),
                Telling.text(why),
                Telling.text(threat),
                Telling.id(release).orElse(null),
                Telling.id(member).map(FamilyMemberId::new).orElse(null),
                STUDENT.equals(member),
                against != null,
                at,
                Telling.id(corrects).orElse(null));
    }

    FormErrors check() {
        var errors = new FormErrors();
        if (known().isEmpty()) {
            errors.add("basis", "mandate.disclosure.error.basis_missing");
        }
        Telling.require(errors, "party", party, LONGEST_PARTY, "mandate.disclosure.error.party_missing");
        Telling.require(errors, "what", what, Disclosures.LONGEST, "mandate.disclosure.error.what_missing");
        Telling.require(errors, "why", why, Disclosures.LONGEST, "mandate.disclosure.error.why_missing");
        if (known().filter(DisclosureBasis.HEALTH_OR_SAFETY::equals).isPresent()) {
            Telling.require(errors, "threat", threat, Disclosures.LONGEST, "mandate.disclosure.error.threat_missing");
        }
        Telling.limit(errors, "threat", threat, Disclosures.LONGEST);
        if (known().filter(DisclosureBasis.CONSENT::equals).isPresent()
                && Telling.id(release).isEmpty()) {
            errors.add("release", "mandate.disclosure.error.release_missing");
        }
        if (known().filter(DisclosureBasis.PARENT_OR_STUDENT::equals).isPresent()
                && !STUDENT.equals(member)
                && Telling.id(member).isEmpty()) {
            errors.add("member", "mandate.disclosure.error.whom_missing");
        }
        return errors;
    }
}
