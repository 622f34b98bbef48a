package org.havenward.mandate.web;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseReading;
import org.havenward.casework.FamilyGuard;
import org.havenward.mandate.Disclosures;
import org.havenward.mandate.Inspections;
import org.havenward.platform.Audience;
import org.havenward.platform.Reaches;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
@Reaches(value = Audience.FAMILY, because = "a parent asks to see the record; guard and counsel come first")
class InspectionsController {
    private static final Set<String> DONE = Set.of("asked", "decided");

    private final Inspections inspections;
    private final Disclosures disclosures;
    private final CaseReading reading;

    InspectionsController(Inspections inspections, Disclosures disclosures, CaseReading reading) {
        this.inspections = inspections;
        this.disclosures = disclosures;
        this.reading = reading;
    }

    @GetMapping("/cases/{id}/inspections")
    @Needs(Need.OPEN_CASE)
    ModelAndView all(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String done) {
        var told = done != null && DONE.contains(done) ? "mandate.inspection.done." + done : null;
        return Pages.show(
                "mandate/inspections",
                page(viewer, seen(viewer, id), null, InspectionForm.EMPTY, new FormErrors(), told));
    }

    @PostMapping("/cases/{id}/inspections")
    @Needs(Need.LEAD_CASE)
    ModelAndView ask(Viewer viewer, @PathVariable String id, @ModelAttribute InspectionForm form) {
        var caseId = Telling.caseId(id);
        var telling = new Telling(form.check());
        if (telling.taken(form.onceKey(), key -> inspections.ask(viewer, caseId, form.asked(), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "/inspections?done=asked");
        }
        return telling.again(
                "mandate/inspections",
                page(viewer, reading.lead(viewer, caseId).header(), null, form, telling.errors(), null));
    }

    @GetMapping("/cases/{id}/inspections/{inspection}")
    @Needs(Need.OPEN_CASE)
    ModelAndView one(Viewer viewer, @PathVariable String id, @PathVariable String inspection) {
        return Pages.show(
                "mandate/inspection",
                page(
                        viewer,
                        seen(viewer, id),
                        Telling.idOrNotFound(inspection),
                        InspectionForm.EMPTY,
                        new FormErrors(),
                        null));
    }

    @PostMapping("/cases/{id}/inspections/{inspection}/outcome")
    @Needs(Need.LEAD_CASE)
    ModelAndView decide(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String inspection,
            @ModelAttribute InspectionForm form) {
        var caseId = Telling.caseId(id);
        var which = Telling.idOrNotFound(inspection);
        var telling = new Telling(form.checkOutcome());
        if (telling.taken(form.onceKey(), key -> inspections.decide(viewer, caseId, which, form.decided(), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "/inspections?done=decided");
        }
        return telling.again(
                "mandate/inspection",
                page(viewer, reading.lead(viewer, caseId).header(), which, form, telling.errors(), null));
    }

    private CaseReading.Header seen(Viewer viewer, String id) {
        return reading.look(viewer, Telling.caseId(id)).header();
    }

    private InspectionsPage page(
            Viewer viewer,
            CaseReading.Header header,
            @Nullable UUID one,
            InspectionForm form,
            FormErrors errors,
            @Nullable String done) {
        var id = header.id();
        List<FamilyGuard.Member> family = disclosures.family(viewer, id);
        return new InspectionsPage(
                header,
                inspections.of(viewer, id),
                one == null ? null : inspections.one(viewer, id, one),
                family,
                form,
                errors,
                done);
    }
}
