package org.havenward.mandate.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.havenward.casework.CaseReading;
import org.havenward.casework.FamilyGuard;
import org.havenward.mandate.EducationRecord;
import org.havenward.mandate.Inspections;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * Requests to inspect the record.
 *
 * @param one the request that is shown; null on the page of all
 */
public record InspectionsPage(
        CaseReading.Header header,
        List<Inspections.Inspection> inspections,
        Inspections.@Nullable Inspection one,
        List<FamilyGuard.Member> family,
        InspectionForm form,
        FormErrors errors,
        @Nullable String done) {
    public List<Option> askers(Shell shell) {
        var askers = new ArrayList<Option>();
        askers.add(new Option(ReleaseForm.STUDENT, shell.t("mandate.release.by-student")));
        family.forEach(one -> askers.add(new Option(
                one.id().value().toString(),
                one.name().orEmpty() + ", " + one.relation().orEmpty())));
        return askers;
    }

    public List<Option> outcomes(Shell shell) {
        return Arrays.stream(Inspections.Outcome.values())
                .map(outcome -> new Option(outcome.name(), shell.t(outcome.key())))
                .toList();
    }

    /** The parts that can be shown at all. */
    public List<Option> parts(Shell shell, Inspections.Inspection inspection) {
        return Stream.of(EducationRecord.Side.IN, EducationRecord.Side.COUNSEL)
                .flatMap(side -> inspection.record().on(side).stream())
                .map(part -> new Option(part.kind().name(), shell.t(part.kind().key())))
                .toList();
    }

    public String path(String rest) {
        return "/cases/" + header.id().value() + rest;
    }
}
