package org.havenward.casework.web;

import java.util.List;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.Campus;
import org.havenward.casework.CaseLinks;
import org.havenward.casework.CaseReading;
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

/** Links as one of the two cases sees them. */
@Controller
class CaseLinksController {
    private final CaseLinks links;
    private final Campus campus;
    private final CaseReading reading;

    CaseLinksController(CaseLinks links, Campus campus, CaseReading reading) {
        this.links = links;
        this.campus = campus;
        this.reading = reading;
    }

    @GetMapping("/cases/{id}/campus/suggestion")
    @Needs(Need.LEAD_CASE)
    ModelAndView begin(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String q) {
        return Pages.show("casework/link_new", suggestion(viewer, id, q, LinkForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/cases/{id}/campus/suggestion")
    @Needs(Need.LEAD_CASE)
    ModelAndView suggest(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String q,
            @ModelAttribute LinkForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkWords());
        if (submission.taken(
                form.onceKey(),
                key -> links.suggest(
                        viewer,
                        caseId,
                        CampusForm.chosenStudent(form.student()),
                        Submission.text(form.words()),
                        key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "/campus?done=suggested");
        }
        return submission.again("casework/link_new", suggestion(viewer, id, q, form, submission.errors()));
    }

    @GetMapping("/cases/{id}/campus/links/{link}")
    @Needs(Need.OPEN_CASE)
    ModelAndView open(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String link,
            @RequestParam(required = false) @Nullable String done) {
        var told = "said".equals(done) ? "casework.link.done.said" : null;
        return Pages.show("casework/link_case", talk(viewer, id, link, LinkForm.EMPTY, new FormErrors(), told));
    }

    @PostMapping("/cases/{id}/campus/links/{link}")
    @Needs(Need.LEAD_CASE)
    ModelAndView say(Viewer viewer, @PathVariable String id, @PathVariable String link, @ModelAttribute LinkForm form) {
        var caseId = Submission.caseId(id);
        var which = Submission.idOrNotFound(link);
        var submission = new Submission(form.checkWords());
        if (submission.taken(
                form.onceKey(), key -> links.say(viewer, caseId, which, Submission.text(form.words()), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "/campus/links/" + which + "?done=said");
        }
        return submission.again("casework/link_case", talk(viewer, id, link, form, submission.errors(), null));
    }

    private CaseLinksPage suggestion(Viewer viewer, String id, @Nullable String q, LinkForm form, FormErrors errors) {
        var caseId = Submission.caseId(id);
        var header = reading.lead(viewer, caseId).header();
        var query = Submission.query(q);
        return new CaseLinksPage(header, query, campus.find(viewer, caseId, query), null, form, errors, null);
    }

    private CaseLinksPage talk(
            Viewer viewer, String id, String link, LinkForm form, FormErrors errors, @Nullable String done) {
        var caseId = Submission.caseId(id);
        var header = reading.look(viewer, caseId).header();
        var talk = links.talk(viewer, caseId, Submission.idOrNotFound(link));
        return new CaseLinksPage(header, "", List.of(), talk, form, errors, done);
    }
}
