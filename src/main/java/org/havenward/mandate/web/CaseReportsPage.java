package org.havenward.mandate.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.mandate.CaseReports;
import org.havenward.mandate.Duty;
import org.havenward.mandate.LawReviewed;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.jspecify.annotations.Nullable;

/** The reports of a case, for its team. */
public record CaseReportsPage(
        CaseReading.Header header,
        CaseReports.Whole whole,
        LawReviewed lawReviewed,
        @Nullable String who,
        @Nullable String done,
        FormErrors errors) {
    public String path(String rest) {
        return "/cases/" + whole.file().id().value() + rest;
    }

    /** The laws that the duties are measured by. */
    public List<Duty.Law> laws() {
        return whole.lines().stream().map(line -> line.duty().law()).distinct().toList();
    }

    public List<Option> candidates() {
        return whole.candidates().stream()
                .map(member -> new Option(member.id().value().toString(), member.name()))
                .toList();
    }
}
