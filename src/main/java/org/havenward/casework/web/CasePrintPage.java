package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.casework.FamilyGuard;

/** A case on paper: its chronology as one reads it, oldest first. */
public record CasePrintPage(
        CaseReading.Whole whole,
        List<CaseReading.Line> lines,
        List<CaseConcernPage> concerns,
        List<FamilyGuard.Member> family) {
    public CaseReading.Header header() {
        return whole.header();
    }
}
