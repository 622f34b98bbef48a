package org.havenward.mandate.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.havenward.casework.FamilyMemberId;
import org.havenward.mandate.Disclosures;
import org.havenward.mandate.EducationRecord;
import org.havenward.mandate.Inspections;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * A request to inspect the record, or what came of one.
 *
 * @param who {@code STUDENT}, or the id of a parent among the case's family
 * @param shown names of the parts that were shown
 */
public record InspectionForm(
        @Nullable String who,
        @Nullable String how,
        @Nullable String askedDate,
        @Nullable String outcome,
        @Nullable List<String> shown,
        @Nullable String counsel,
        @Nullable String reasons,
        @Nullable String onceKey) {
    static final InspectionForm EMPTY = new InspectionForm(null, null, null, null, null, null, null, null);

    Inspections.NewInspection asked() {
        return new Inspections.NewInspection(
                Telling.id(who).map(FamilyMemberId::new).orElse(null),
                Telling.text(how),
                Telling.day(askedDate).orElse(LocalDate.EPOCH));
    }

    Optional<Inspections.Outcome> known() {
        return Arrays.stream(Inspections.Outcome.values())
                .filter(each -> each.name().equals(outcome))
                .findFirst();
    }

    Inspections.NewOutcome decided() {
        return new Inspections.NewOutcome(known().orElseThrow(), parts(), Telling.text(counsel), Telling.text(reasons));
    }

    private Set<EducationRecord.Kind> parts() {
        var parts = EnumSet.noneOf(EducationRecord.Kind.class);
        for (var kind : EducationRecord.Kind.values()) {
            if (chosen().contains(kind.name())) {
                parts.add(kind);
            }
        }
        return parts;
    }

    public List<String> chosen() {
        return shown == null ? List.of() : shown;
    }

    FormErrors check() {
        var errors = new FormErrors();
        if (!ReleaseForm.STUDENT.equals(who) && Telling.id(who).isEmpty()) {
            errors.add("who", "mandate.inspection.error.who_missing");
        }
        Telling.require(errors, "how", how, Disclosures.LONGEST, "mandate.inspection.error.how_missing");
        if (Telling.day(askedDate).isEmpty()) {
            errors.add("asked", "casework.error.due_missing");
        }
        return errors;
    }

    FormErrors checkOutcome() {
        var errors = new FormErrors();
        if (known().isEmpty()) {
            errors.add("outcome", "mandate.inspection.error.outcome_missing");
        }
        Telling.limit(errors, "counsel", counsel, Disclosures.LONGEST);
        Telling.require(errors, "reasons", reasons, Disclosures.LONGEST, "mandate.inspection.error.reasons_missing");
        return errors;
    }
}
