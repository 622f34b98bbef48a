package org.havenward.casework.web;

import java.util.List;
import java.util.Set;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.casework.Assessments;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseJudgments;
import org.havenward.casework.CaseReading;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.Conclusion;
import org.havenward.casework.FormDrafts;
import org.havenward.guide.Guide;
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
class JudgmentsController {
    /** Whom to call when a student is not safe. */
    private static final Set<String> URGENT = Set.of("line.911", "line.988", "line.childhelp", "line.trafficking");

    private final CaseJudgments judgments;
    private final Assessments assessments;
    private final CaseReading reading;
    private final FormDrafts drafts;
    private final Guide guide;
    private final Gate gate;

    JudgmentsController(
            CaseJudgments judgments,
            Assessments assessments,
            CaseReading reading,
            FormDrafts drafts,
            Guide guide,
            Gate gate) {
        this.judgments = judgments;
        this.assessments = assessments;
        this.reading = reading;
        this.drafts = drafts;
        this.guide = guide;
        this.gate = gate;
    }

    @GetMapping("/cases/{id}/safety")
    @Needs(Need.OPEN_CASE)
    ModelAndView safety(Viewer viewer, @PathVariable String id) {
        var caseId = Submission.caseId(id);
        return Pages.show(
                "casework/safety",
                safety(viewer, caseId, JudgmentForm.of(drafts.of(viewer, caseId, "safety")), new FormErrors()));
    }

    @PostMapping("/cases/{id}/safety")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView judgeSafety(Viewer viewer, @PathVariable String id, @ModelAttribute JudgmentForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.check(Conclusion.Matter.SAFETY));
        if (submission.taken(
                form.onceKey(),
                key -> judgments.onSafety(
                        viewer,
                        caseId,
                        form.seen(),
                        form.conclusion(Conclusion.Matter.SAFETY).orElseThrow(),
                        form.words(),
                        key))) {
            return done(caseId, form.conclusion(Conclusion.Matter.SAFETY).orElseThrow());
        }
        reading.work(viewer, caseId); // who may only read is answered as if it were not there
        return submission.again("casework/safety", safety(viewer, caseId, form, submission.errors()));
    }

    @GetMapping("/cases/{id}/confirmation")
    @Needs(Need.LEAD_CASE)
    ModelAndView confirmation(Viewer viewer, @PathVariable String id) {
        var caseId = Submission.caseId(id);
        return Pages.show(
                "casework/confirmation",
                confirmation(
                        viewer, caseId, JudgmentForm.of(drafts.of(viewer, caseId, "confirmation")), new FormErrors()));
    }

    @PostMapping("/cases/{id}/confirmation")
    @Needs(Need.LEAD_CASE)
    ModelAndView confirm(Viewer viewer, @PathVariable String id, @ModelAttribute JudgmentForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.check(Conclusion.Matter.CONFIRMATION));
        if (submission.taken(
                form.onceKey(),
                key -> judgments.onConfirmation(
                        viewer,
                        caseId,
                        LifeForm.status(form.seen()).orElse(CaseStatus.CLOSED),
                        form.conclusion(Conclusion.Matter.CONFIRMATION).orElseThrow(),
                        form.readBasis(),
                        form.words(),
                        Submission.text(form.support()),
                        key))) {
            return done(caseId, form.conclusion(Conclusion.Matter.CONFIRMATION).orElseThrow());
        }
        return submission.again("casework/confirmation", confirmation(viewer, caseId, form, submission.errors()));
    }

    @GetMapping("/cases/{id}/assessments/{assessment}/judgment")
    @Needs(Need.LEAD_CASE)
    ModelAndView assessment(Viewer viewer, @PathVariable String id, @PathVariable String assessment) {
        var caseId = Submission.caseId(id);
        var kept = drafts.of(viewer, caseId, "judgment/" + Submission.idOrNotFound(assessment));
        return Pages.show(
                "casework/judgment", assessment(viewer, caseId, assessment, JudgmentForm.of(kept), new FormErrors()));
    }

    @PostMapping("/cases/{id}/assessments/{assessment}/judgment")
    @Needs(Need.LEAD_CASE)
    ModelAndView judge(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String assessment,
            @ModelAttribute JudgmentForm form) {
        var caseId = Submission.caseId(id);
        var assessmentId = Submission.idOrNotFound(assessment);
        var submission = new Submission(form.check(Conclusion.Matter.TRAFFICKING));
        if (submission.taken(
                form.onceKey(),
                key -> judgments.onAssessment(
                        viewer,
                        caseId,
                        assessmentId,
                        form.conclusion(Conclusion.Matter.TRAFFICKING).orElseThrow(),
                        form.words(),
                        key))) {
            return done(caseId, form.conclusion(Conclusion.Matter.TRAFFICKING).orElseThrow());
        }
        return submission.again("casework/judgment", assessment(viewer, caseId, assessment, form, submission.errors()));
    }

    @PostMapping("/cases/{id}/confirmation/draft")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keepConfirmation(Viewer viewer, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        drafts.keep(viewer, Submission.caseId(id), "confirmation", TypedFields.of(typed));
    }

    @PostMapping("/cases/{id}/safety/draft")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keepSafety(Viewer viewer, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        drafts.keep(viewer, Submission.caseId(id), "safety", TypedFields.of(typed));
    }

    @PostMapping("/cases/{id}/assessments/{assessment}/judgment/draft")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keepJudgment(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String assessment,
            @RequestParam MultiValueMap<String, String> typed) {
        drafts.keep(
                viewer,
                Submission.caseId(id),
                "judgment/" + Submission.idOrNotFound(assessment),
                TypedFields.of(typed));
    }

    private JudgmentPage safety(Viewer viewer, CaseId id, JudgmentForm form, FormErrors errors) {
        var header = reading.look(viewer, id).header();
        var seen = judgments.saidOfSafety(viewer, id);
        var choices = header.leads() ? Conclusion.of(Conclusion.Matter.SAFETY) : List.of(Conclusion.NOT_SAFE);
        var lines = guide.helpLines().stream()
                .filter(line -> line.local() || URGENT.contains(line.id()))
                .toList();
        return new JudgmentPage(
                header,
                null,
                gate.decide(viewer, Need.WORK_ON_CASE, RecordRef.caseFile(id.value(), header.school()))
                        .allowed(),
                seen,
                header.status() == CaseStatus.CLOSED ? List.of() : choices,
                earlier(viewer, id, Conclusion.Matter.SAFETY),
                lines,
                form,
                errors);
    }

    private JudgmentPage confirmation(Viewer viewer, CaseId id, JudgmentForm form, FormErrors errors) {
        var header = reading.lead(viewer, id).header();
        return new JudgmentPage(
                header,
                null,
                true,
                "",
                Conclusion.whereConfirmationIs(header.status()),
                earlier(viewer, id, Conclusion.Matter.CONFIRMATION),
                List.of(),
                form,
                errors);
    }

    private JudgmentPage assessment(Viewer viewer, CaseId id, String assessment, JudgmentForm form, FormErrors errors) {
        var header = reading.lead(viewer, id).header();
        var whole = assessments.open(viewer, id, Submission.idOrNotFound(assessment));
        return new JudgmentPage(
                header,
                whole,
                true,
                "",
                header.status() == CaseStatus.CLOSED ? List.of() : Conclusion.of(Conclusion.Matter.TRAFFICKING),
                whole.judgments(),
                List.of(),
                form,
                errors);
    }

    private List<CaseJudgments.Line> earlier(Viewer viewer, CaseId id, Conclusion.Matter matter) {
        return judgments.of(viewer, id).stream()
                .filter(line -> line.conclusion().matter() == matter)
                .toList();
    }

    private static ModelAndView done(CaseId id, Conclusion conclusion) {
        return new ModelAndView("redirect:/cases/" + id.value() + "?done=judged_"
                + conclusion.name().toLowerCase(java.util.Locale.ROOT));
    }
}
