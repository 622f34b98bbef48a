package org.havenward.casework.web;

import java.util.List;
import java.util.Set;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.Campus;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseLinks;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Shares;
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
class CampusController {
    private static final Set<String> DONE = Set.of("recorded", "taken_back", "asked", "suggested");

    private final Campus campus;
    private final Shares shares;
    private final CaseLinks links;
    private final CaseReading reading;

    CampusController(Campus campus, Shares shares, CaseLinks links, CaseReading reading) {
        this.campus = campus;
        this.shares = shares;
        this.links = links;
        this.reading = reading;
    }

    @GetMapping("/cases/{id}/campus")
    @Needs(Need.OPEN_CASE)
    ModelAndView all(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String done) {
        var caseId = Submission.caseId(id);
        var whole = reading.look(viewer, caseId);
        return Pages.show(
                "casework/campus",
                new CampusPage(
                        whole.header(),
                        campus.of(viewer, caseId),
                        shares.of(viewer, caseId).stream()
                                .filter(share -> share.asked() != null)
                                .toList(),
                        links.of(viewer, caseId),
                        whole.team().stream().anyMatch(member -> member.who().equals(viewer.staff())),
                        done != null && DONE.contains(done) ? "casework.campus.done." + done : null));
    }

    @GetMapping("/cases/{id}/campus/new")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView begin(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String q) {
        return Pages.show("casework/campus_new", fact(viewer, id, q, CampusForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/cases/{id}/campus")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView record(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String q,
            @ModelAttribute CampusForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkFact());
        if (submission.taken(form.onceKey(), key -> campus.record(viewer, caseId, form.fact(), key))) {
            return back(caseId, "recorded");
        }
        return submission.again("casework/campus_new", fact(viewer, id, q, form, submission.errors()));
    }

    @GetMapping("/cases/{id}/campus/{fact}/take-back")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView doubt(Viewer viewer, @PathVariable String id, @PathVariable String fact) {
        return Pages.show("casework/campus_back", one(viewer, id, fact, CampusForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/cases/{id}/campus/{fact}/take-back")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView takeBack(
            Viewer viewer, @PathVariable String id, @PathVariable String fact, @ModelAttribute CampusForm form) {
        var caseId = Submission.caseId(id);
        var which = Submission.idOrNotFound(fact);
        var submission = new Submission(form.checkWhy());
        if (submission.taken(
                form.onceKey(), key -> campus.takeBack(viewer, caseId, which, Submission.text(form.why()), key))) {
            return back(caseId, "taken_back");
        }
        return submission.again("casework/campus_back", one(viewer, id, fact, form, submission.errors()));
    }

    @GetMapping("/cases/{id}/campus/ask")
    @Needs(Need.LEAD_CASE)
    ModelAndView whom(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String name) {
        return Pages.show("casework/campus_ask", action(viewer, id, name, CampusForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/cases/{id}/campus/ask")
    @Needs(Need.LEAD_CASE)
    ModelAndView ask(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String name,
            @ModelAttribute CampusForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkAction());
        if (submission.taken(form.onceKey(), key -> shares.ask(viewer, caseId, form.action(), key))) {
            return back(caseId, "asked");
        }
        return submission.again("casework/campus_ask", action(viewer, id, name, form, submission.errors()));
    }

    private static ModelAndView back(CaseId id, String done) {
        return new ModelAndView("redirect:/cases/" + id.value() + "/campus?done=" + done);
    }

    private CampusFormPage fact(Viewer viewer, String id, @Nullable String q, CampusForm form, FormErrors errors) {
        var caseId = Submission.caseId(id);
        var header = reading.work(viewer, caseId).header();
        var query = Submission.query(q);
        return new CampusFormPage(header, query, campus.find(viewer, caseId, query), List.of(), form, null, errors);
    }

    private CampusFormPage one(Viewer viewer, String id, String fact, CampusForm form, FormErrors errors) {
        var caseId = Submission.caseId(id);
        var header = reading.work(viewer, caseId).header();
        return new CampusFormPage(
                header,
                "",
                List.of(),
                List.of(),
                form,
                campus.one(viewer, caseId, Submission.idOrNotFound(fact)),
                errors);
    }

    private CampusFormPage action(Viewer viewer, String id, @Nullable String name, CampusForm form, FormErrors errors) {
        var caseId = Submission.caseId(id);
        var header = reading.lead(viewer, caseId).header();
        var query = Submission.query(name);
        return new CampusFormPage(header, query, List.of(), shares.find(viewer, caseId, query), form, null, errors);
    }
}
