package org.havenward.casework.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.havenward.casework.CaseReading;
import org.havenward.casework.FamilyGuard;
import org.havenward.casework.Meetings;

/** A case on paper: its chronology as one reads it, oldest first. */
public record CasePrintPage(
        CaseReading.Whole whole,
        List<CaseReading.Line> lines,
        Map<UUID, Meetings.Entry> said,
        List<CaseConcernPage> concerns,
        List<FamilyGuard.Member> family) {
    public CaseReading.Header header() {
        return whole.header();
    }
}
