package org.havenward.casework.web;

import java.util.Set;
import java.util.function.Consumer;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Family;
import org.havenward.casework.FamilyMemberId;
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
class FamilyController {
    private static final Set<String> DONE = Set.of("added", "corrected", "judged");

    private final Family family;
    private final CaseReading reading;

    FamilyController(Family family, CaseReading reading) {
        this.family = family;
        this.reading = reading;
    }

    @GetMapping("/cases/{id}/family")
    @Needs(Need.OPEN_CASE)
    ModelAndView all(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String done) {
        var told = done != null && DONE.contains(done) ? "casework.family.done." + done : null;
        return Pages.show(
                "casework/family", page(viewer, seen(viewer, id), null, FamilyForm.EMPTY, new FormErrors(), told));
    }

    @PostMapping("/cases/{id}/family")
    @Needs(Need.LEAD_CASE)
    ModelAndView add(Viewer viewer, @PathVariable String id, @ModelAttribute FamilyForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkWords());
        boolean taken = submission.taken(form.onceKey(), key -> family.add(viewer, caseId, form.words(), key));
        return taken ? back(caseId, "added") : again(viewer, caseId, null, form, submission);
    }

    @GetMapping("/cases/{id}/family/{member}")
    @Needs(Need.OPEN_CASE)
    ModelAndView one(Viewer viewer, @PathVariable String id, @PathVariable String member) {
        var who = new FamilyMemberId(Submission.idOrNotFound(member));
        return Pages.show(
                "casework/family_member",
                page(viewer, seen(viewer, id), who, FamilyForm.EMPTY, new FormErrors(), null));
    }

    @PostMapping("/cases/{id}/family/{member}/judgment")
    @Needs(Need.LEAD_CASE)
    ModelAndView judge(
            Viewer viewer, @PathVariable String id, @PathVariable String member, @ModelAttribute FamilyForm form) {
        var caseId = Submission.caseId(id);
        var who = new FamilyMemberId(Submission.idOrNotFound(member));
        var submission = new Submission(form.checkJudgment());
        return sent(
                viewer,
                caseId,
                who,
                form,
                submission,
                "judged",
                key -> family.judge(viewer, caseId, who, form.judgment(), key));
    }

    @PostMapping("/cases/{id}/family/{member}/words")
    @Needs(Need.LEAD_CASE)
    ModelAndView correct(
            Viewer viewer, @PathVariable String id, @PathVariable String member, @ModelAttribute FamilyForm form) {
        var caseId = Submission.caseId(id);
        var who = new FamilyMemberId(Submission.idOrNotFound(member));
        var submission = new Submission(form.checkWords());
        return sent(
                viewer,
                caseId,
                who,
                form,
                submission,
                "corrected",
                key -> family.correct(viewer, caseId, who, form.words(), key));
    }

    private ModelAndView sent(
            Viewer viewer,
            CaseId id,
            FamilyMemberId who,
            FamilyForm form,
            Submission submission,
            String done,
            Consumer<String> door) {
        return submission.taken(form.onceKey(), door) ? back(id, done) : again(viewer, id, who, form, submission);
    }

    private static ModelAndView back(CaseId id, String done) {
        return new ModelAndView("redirect:/cases/" + id.value() + "/family?done=" + done);
    }

    private ModelAndView again(
            Viewer viewer, CaseId id, @Nullable FamilyMemberId who, FamilyForm form, Submission submission) {
        return submission.again(
                who == null ? "casework/family" : "casework/family_member",
                page(viewer, reading.lead(viewer, id).header(), who, form, submission.errors(), null));
    }

    private CaseReading.Header seen(Viewer viewer, String id) {
        return reading.look(viewer, Submission.caseId(id)).header();
    }

    private FamilyPage page(
            Viewer viewer,
            CaseReading.Header header,
            @Nullable FamilyMemberId who,
            FamilyForm form,
            FormErrors errors,
            @Nullable String done) {
        return new FamilyPage(
                header,
                family.of(viewer, header.id()),
                who == null ? null : family.one(viewer, header.id(), who),
                form,
                errors,
                done);
    }
}
