package org.havenward.casework.web;

import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseReading;
import org.havenward.casework.FormDrafts;
import org.havenward.casework.StudentWishes;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

@Controller
class WishesController {
    private final StudentWishes wishes;
    private final CaseReading reading;
    private final FormDrafts drafts;

    WishesController(StudentWishes wishes, CaseReading reading, FormDrafts drafts) {
        this.wishes = wishes;
        this.reading = reading;
        this.drafts = drafts;
    }

    @GetMapping("/cases/{id}/wishes")
    @Needs(Need.OPEN_CASE)
    ModelAndView open(Viewer viewer, @PathVariable String id) {
        var caseId = Submission.caseId(id);
        var told = wishes.all(viewer, caseId);
        var form = WishesForm.of(told.isEmpty() ? null : told.getFirst(), drafts.of(viewer, caseId, "wishes"));
        return Pages.show(
                "casework/wishes", new WishesPage(reading.look(viewer, caseId).header(), told, form, new FormErrors()));
    }

    @PostMapping("/cases/{id}/wishes")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView tell(Viewer viewer, @PathVariable String id, @ModelAttribute WishesForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.check());
        if (submission.taken(
                form.onceKey(),
                key -> wishes.tell(viewer, caseId, Submission.id(form.seen()).orElse(null), form.words(), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=wishes");
        }
        return submission.again(
                "casework/wishes",
                new WishesPage(
                        reading.work(viewer, caseId).header(), wishes.all(viewer, caseId), form, submission.errors()));
    }

    @PostMapping("/cases/{id}/wishes/draft")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(Viewer viewer, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        drafts.keep(viewer, Submission.caseId(id), "wishes", TypedFields.of(typed));
    }
}
