package org.havenward.casework.web;

import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseLife;
import org.havenward.casework.CaseReading;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.Judgment;
import org.havenward.casework.Outcome;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class LifeController {
    private final CaseLife life;
    private final CaseReading reading;

    LifeController(CaseLife life, CaseReading reading) {
        this.life = life;
        this.reading = reading;
    }

    @GetMapping("/cases/{id}/status")
    @Needs(Need.LEAD_CASE)
    ModelAndView beginMove(Viewer viewer, @PathVariable String id) {
        return Pages.show("casework/status", page(viewer, Submission.caseId(id), LifeForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/cases/{id}/status")
    @Needs(Need.LEAD_CASE)
    ModelAndView move(Viewer viewer, @PathVariable String id, @ModelAttribute LifeForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkMove());
        if (submission.taken(
                form.onceKey(),
                key -> life.move(
                        viewer,
                        caseId,
                        LifeForm.status(form.seen()).orElse(CaseStatus.CLOSED),
                        LifeForm.status(form.to()).orElseThrow(),
                        new Judgment(form.words()),
                        key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=status");
        }
        return submission.again("casework/status", page(viewer, caseId, form, submission.errors()));
    }

    @GetMapping("/cases/{id}/closing")
    @Needs(Need.LEAD_CASE)
    ModelAndView beginClosing(Viewer viewer, @PathVariable String id) {
        return Pages.show("casework/closing", page(viewer, Submission.caseId(id), LifeForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/cases/{id}/closing")
    @Needs(Need.LEAD_CASE)
    ModelAndView close(Viewer viewer, @PathVariable String id, @ModelAttribute LifeForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkClosing());
        if (submission.taken(
                form.onceKey(),
                key -> life.close(
                        viewer,
                        caseId,
                        new Outcome(
                                LifeForm.ending(form.outcome()).orElseThrow(), form.words(), form.tasksStay() != null),
                        key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=closed");
        }
        return submission.again("casework/closing", page(viewer, caseId, form, submission.errors()));
    }

    @GetMapping("/cases/{id}/reopening")
    @Needs(Need.LEAD_CASE)
    ModelAndView beginReopening(Viewer viewer, @PathVariable String id) {
        return Pages.show("casework/reopening", page(viewer, Submission.caseId(id), LifeForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/cases/{id}/reopening")
    @Needs(Need.LEAD_CASE)
    ModelAndView reopen(Viewer viewer, @PathVariable String id, @ModelAttribute LifeForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkReopening());
        if (submission.taken(form.onceKey(), key -> life.reopen(viewer, caseId, new Judgment(form.words()), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=reopened");
        }
        return submission.again("casework/reopening", page(viewer, caseId, form, submission.errors()));
    }

    private LifePage page(Viewer viewer, CaseId id, LifeForm form, FormErrors errors) {
        return new LifePage(reading.lead(viewer, id), form, errors);
    }
}
