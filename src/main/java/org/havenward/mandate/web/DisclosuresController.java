package org.havenward.mandate.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseReading;
import org.havenward.casework.FamilyGuard;
import org.havenward.district.SchoolCalendar;
import org.havenward.mandate.Disclosures;
import org.havenward.mandate.Releases;
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
@Reaches(value = Audience.FAMILY, because = "the record of disclosures prints, and a parent may ask to see it")
class DisclosuresController {
    private static final Set<String> DONE = Set.of("told", "released", "withdrawn");

    private final Disclosures disclosures;
    private final Releases releases;
    private final CaseReading reading;
    private final Gate gate;
    private final SchoolCalendar calendar;

    DisclosuresController(
            Disclosures disclosures, Releases releases, CaseReading reading, Gate gate, SchoolCalendar calendar) {
        this.disclosures = disclosures;
        this.releases = releases;
        this.reading = reading;
        this.gate = gate;
        this.calendar = calendar;
    }

    @GetMapping("/cases/{id}/disclosures")
    @Needs(Need.OPEN_CASE)
    ModelAndView all(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String done) {
        var told = done != null && DONE.contains(done) ? "mandate.done." + done : null;
        return Pages.show(
                "mandate/disclosures",
                page(
                        viewer,
                        reading.look(viewer, Telling.caseId(id)).header(),
                        DisclosureForm.EMPTY,
                        ReleaseForm.EMPTY,
                        new FormErrors(),
                        told));
    }

    @PostMapping("/cases/{id}/disclosures")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView disclose(Viewer viewer, @PathVariable String id, @ModelAttribute DisclosureForm form) {
        var caseId = Telling.caseId(id);
        var errors = form.check();
        var at = form.toldAt(calendar.zone());
        if (at.isEmpty()) {
            errors.add("told", "mandate.disclosure.error.told_missing");
        }
        var telling = new Telling(errors);
        if (telling.taken(
                form.onceKey(),
                key -> disclosures.disclose(viewer, caseId, form.told(at.orElse(Instant.EPOCH)), key))) {
            return back(caseId, "told");
        }
        return telling.again(
                "mandate/disclosures",
                page(viewer, reading.work(viewer, caseId).header(), form, ReleaseForm.EMPTY, telling.errors(), null));
    }

    @GetMapping("/cases/{id}/disclosures/print")
    @Needs(Need.OPEN_CASE)
    ModelAndView print(Viewer viewer, @PathVariable String id) {
        var caseId = Telling.caseId(id);
        var header = reading.look(viewer, caseId).header();
        return Pages.show(
                "mandate/disclosures_print",
                new DisclosuresPage(
                        header,
                        disclosures.print(viewer, caseId),
                        List.of(),
                        family(viewer, caseId),
                        false,
                        DisclosureForm.EMPTY,
                        ReleaseForm.EMPTY,
                        new FormErrors(),
                        null));
    }

    @PostMapping("/cases/{id}/releases")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView give(Viewer viewer, @PathVariable String id, @ModelAttribute ReleaseForm form) {
        var caseId = Telling.caseId(id);
        var telling = new Telling(form.check());
        if (telling.taken(form.onceKey(), key -> releases.give(viewer, caseId, form.release(), key))) {
            return back(caseId, "released");
        }
        return telling.again(
                "mandate/release",
                page(
                        viewer,
                        reading.work(viewer, caseId).header(),
                        DisclosureForm.EMPTY,
                        form,
                        telling.errors(),
                        null));
    }

    @GetMapping("/cases/{id}/releases/new")
    @Needs(Need.OPEN_CASE)
    ModelAndView begin(Viewer viewer, @PathVariable String id) {
        return Pages.show(
                "mandate/release",
                page(
                        viewer,
                        reading.look(viewer, Telling.caseId(id)).header(),
                        DisclosureForm.EMPTY,
                        ReleaseForm.EMPTY,
                        new FormErrors(),
                        null));
    }

    @PostMapping("/cases/{id}/releases/{release}/withdrawal")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView withdraw(
            Viewer viewer, @PathVariable String id, @PathVariable String release, @ModelAttribute ReleaseForm form) {
        var caseId = Telling.caseId(id);
        var which = Telling.idOrNotFound(release);
        var telling = new Telling(form.checkWithdrawal());
        if (telling.taken(
                form.onceKey(), key -> releases.withdraw(viewer, caseId, which, Telling.text(form.why()), key))) {
            return back(caseId, "withdrawn");
        }
        return telling.again(
                "mandate/disclosures",
                page(
                        viewer,
                        reading.work(viewer, caseId).header(),
                        DisclosureForm.EMPTY,
                        form,
                        telling.errors(),
                        null));
    }

    private static ModelAndView back(CaseId id, String done) {
        return new ModelAndView("redirect:/cases/" + id.value() + "/disclosures?done=" + done);
    }

    private List<FamilyGuard.Member> family(Viewer viewer, CaseId id) {
        return disclosures.family(viewer, id);
    }

    private DisclosuresPage page(
            Viewer viewer,
            CaseReading.Header header,
            DisclosureForm form,
            ReleaseForm release,
            FormErrors errors,
            @Nullable String done) {
        var id = header.id();
        var ref = RecordRef.caseFile(id.value(), header.school());
        return new DisclosuresPage(
                header,
                disclosures.of(viewer, id, true),
                releases.of(viewer, id),
                family(viewer, id),
                gate.decide(viewer, Need.WORK_ON_CASE, ref).allowed(),
                form,
                release,
                errors,
                done);
    }
}
