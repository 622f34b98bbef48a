package org.havenward.mandate.web;

import java.util.Locale;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseReading;
import org.havenward.district.StaffId;
import org.havenward.mandate.CaseReports;
import org.havenward.mandate.Laws;
import org.havenward.mandate.ProofSheet;
import org.havenward.platform.Audience;
import org.havenward.platform.Reaches;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The reports of a case, and the page that proves them. */
@Controller
@Reaches(value = Audience.STAFF, because = "the case's team proves that reports were made; no words of the student")
class CaseReportsController {
    private final CaseReports reports;
    private final CaseReading cases;
    private final ProofSheet sheet;
    private final Laws laws;

    CaseReportsController(CaseReports reports, CaseReading cases, ProofSheet sheet, Laws laws) {
        this.reports = reports;
        this.cases = cases;
        this.sheet = sheet;
        this.laws = laws;
    }

    @GetMapping("/cases/{id}/reports")
    @Needs(Need.OPEN_CASE)
    ModelAndView open(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String done) {
        return Pages.show(
                "reports/case_reports",
                page(viewer, id, null, "holder".equals(done) ? "reports.done.holder" : null, new FormErrors()));
    }

    @PostMapping("/cases/{id}/reports/holders")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView addHolder(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable String onceKey) {
        var caseId = Sent.caseId(id);
        reports.requireWork(viewer, caseId);
        var shown = page(viewer, id, who, null, new FormErrors());
        var person = Sent.id(who).map(StaffId::new);
        if (person.isEmpty()) {
            shown.errors().add("who", "reports.error.who");
        }
        var sent = new Sent(shown.errors());
        if (sent.taken(onceKey, key -> reports.addHolder(viewer, caseId, person.orElseThrow(), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "/reports?done=holder");
        }
        return sent.again("reports/case_reports", shown);
    }

    private CaseReportsPage page(
            Viewer viewer, String id, @Nullable String who, @Nullable String done, FormErrors errors) {
        var caseId = Sent.caseId(id);
        return new CaseReportsPage(
                cases.look(viewer, caseId).header(), reports.whole(viewer, caseId), laws.reviewed(), who, done, errors);
    }

    @GetMapping("/cases/{id}/reports/proof")
    @Needs(Need.OPEN_CASE)
    ModelAndView proof(Viewer viewer, @PathVariable String id) {
        return Pages.show("reports/proof", page(viewer, id, null, null, new FormErrors()));
    }

    @GetMapping("/cases/{id}/reports/proof.pdf")
    @Needs(Need.OPEN_CASE)
    ResponseEntity<byte[]> proofPdf(Viewer viewer, Locale locale, @PathVariable String id) {
        var whole = reports.export(viewer, Sent.caseId(id));
        return PacketController.pdf(
                sheet.pdf(whole, locale), "proof-" + whole.file().number() + ".pdf");
    }
}
