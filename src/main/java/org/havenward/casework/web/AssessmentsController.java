package org.havenward.casework.web;

import java.util.Map;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.casework.Assessments;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseReading;
import org.havenward.casework.FormDrafts;
import org.havenward.casework.InstrumentShelf;
import org.havenward.casework.Meetings;
import org.havenward.casework.instrument.Answer;
import org.havenward.casework.instrument.Section;
import org.havenward.guide.Guide;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

@Controller
class AssessmentsController {
    private final Assessments assessments;
    private final InstrumentShelf shelf;
    private final Meetings meetings;
    private final CaseReading reading;
    private final FormDrafts drafts;
    private final Guide guide;

    AssessmentsController(
            Assessments assessments,
            InstrumentShelf shelf,
            Meetings meetings,
            CaseReading reading,
            FormDrafts drafts,
            Guide guide) {
        this.assessments = assessments;
        this.shelf = shelf;
        this.meetings = meetings;
        this.reading = reading;
        this.drafts = drafts;
        this.guide = guide;
    }

    @GetMapping("/cases/{id}/assessments/new")
    @Needs(Need.OPEN_CASE)
    ModelAndView choose(Viewer viewer, @PathVariable String id) {
        return Pages.show("casework/assessment_new", chooser(viewer, Submission.caseId(id), null, new FormErrors()));
    }

    @PostMapping("/cases/{id}/assessments")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView begin(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String instrument,
            @RequestParam(required = false) @Nullable String onceKey) {
        var caseId = Submission.caseId(id);
        var errors = new FormErrors();
        if (Submission.text(instrument).isEmpty()) {
            errors.add("instrument", "casework.error.instrument_missing");
        }
        var submission = new Submission(errors);
        var begun = new UUID[1];
        if (submission.taken(
                onceKey, key -> begun[0] = assessments.begin(viewer, caseId, Submission.text(instrument), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "/assessments/" + begun[0]);
        }
        reading.work(viewer, caseId); // who may only read is answered as if it were not there
        return submission.again("casework/assessment_new", chooser(viewer, caseId, instrument, submission.errors()));
    }

    @GetMapping("/cases/{id}/assessments/{assessment}")
    @Needs(Need.OPEN_CASE)
    ModelAndView open(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String assessment,
            @RequestParam(required = false) @Nullable String done) {
        var caseId = Submission.caseId(id);
        var whole = assessments.open(viewer, caseId, Submission.idOrNotFound(assessment));
        return Pages.show(
                "casework/assessment",
                page(viewer, caseId, whole, null, new AnswersForm(Map.of()), done != null, new FormErrors()));
    }

    @GetMapping("/cases/{id}/assessments/{assessment}/sections/{section}")
    @Needs(Need.OPEN_CASE)
    ModelAndView section(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String assessment,
            @PathVariable String section,
            @RequestParam(required = false) @Nullable String done) {
        var caseId = Submission.caseId(id);
        var whole = assessments.open(viewer, caseId, Submission.idOrNotFound(assessment));
        var found = section(whole, section);
        var kept = drafts.of(viewer, caseId, draft(whole, found));
        return Pages.show(
                "casework/assessment_section",
                page(
                        viewer,
                        caseId,
                        whole,
                        found,
                        AnswersForm.of(whole, found).with(kept),
                        done != null,
                        new FormErrors()));
    }

    @PostMapping("/cases/{id}/assessments/{assessment}/sections/{section}")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView answer(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String assessment,
            @PathVariable String section,
            @RequestParam MultiValueMap<String, String> typed) {
        var caseId = Submission.caseId(id);
        var assessmentId = Submission.idOrNotFound(assessment);
        var whole = assessments.open(viewer, caseId, assessmentId);
        var found = section(whole, section);
        var form = new AnswersForm(TypedFields.of(typed));
        var answers = form.answers(found);
        var submission = new Submission(form.check(whole.instrument(), answers));
        if (submission.taken(
                typed.getFirst("onceKey"),
                key -> assessments.answer(
                        viewer,
                        caseId,
                        assessmentId,
                        answers,
                        Submission.id(typed.getFirst("meeting")).orElse(null),
                        Submission.id(typed.getFirst("seen")).orElse(null),
                        found.id(),
                        key))) {
            var after = assessments.open(viewer, caseId, assessmentId);
            return new ModelAndView("redirect:/cases/" + caseId.value() + "/assessments/" + assessmentId
                    + where(after, found, answers) + "?done=answers");
        }
        reading.work(viewer, caseId); // who may only read is answered as if it were not there
        return submission.again(
                "casework/assessment_section",
                page(viewer, caseId, whole, found, form, false, besideTheirFields(submission.errors(), found)));
    }

    @PostMapping("/cases/{id}/assessments/{assessment}/sections/{section}/draft")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String assessment,
            @PathVariable String section,
            @RequestParam MultiValueMap<String, String> typed) {
        var caseId = Submission.caseId(id);
        var whole = assessments.open(viewer, caseId, Submission.idOrNotFound(assessment));
        drafts.keep(viewer, caseId, draft(whole, section(whole, section)), TypedFields.of(typed));
    }

    /**
     * Where one goes on: what to do at once comes before all; then what an answer has opened in the same section; then the
     * next section.
     */
    private static String where(Assessments.Whole after, Section section, Map<String, Answer> answers) {
        boolean unsafe = answers.entrySet().stream()
                .anyMatch(each -> after.instrument()
                        .question(each.getKey())
                        .filter(item -> item.unsafe(each.getValue()))
                        .isPresent());
        if (unsafe) {
            return "";
        }
        boolean opened = section.items().stream()
                .anyMatch(item -> item.kind().asks()
                        && item.showIf() != null
                        && after.shown().contains(item.id())
                        && !after.answers().containsKey(item.id())
                        && !answers.isEmpty());
        if (opened) {
            return "/sections/" + section.id();
        }
        var sections = after.instrument().sections();
        return sections.stream()
                .skip(sections.indexOf(section) + 1L)
                .filter(each -> after.shown().contains(each.id()))
                .findFirst()
                .map(each -> "/sections/" + each.id())
                .orElse("");
    }

    private static FormErrors besideTheirFields(FormErrors errors, Section section) {
        var beside = new FormErrors();
        errors.all().forEach((field, problem) -> {
            boolean question =
                    section.items().stream().anyMatch(item -> item.id().equals(field));
            beside.add(question ? "q." + field : field, problem.messageKey(), problem.arguments());
        });
        return beside;
    }

    private static String draft(Assessments.Whole whole, Section section) {
        return "answers/" + whole.line().id() + "/" + section.id();
    }

    private static Section section(Assessments.Whole whole, String section) {
        return whole.instrument()
                .section(section)
                .filter(found -> whole.shown().contains(found.id()))
                .orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    private InstrumentChoicePage chooser(Viewer viewer, CaseId id, @Nullable String chosen, FormErrors errors) {
        return new InstrumentChoicePage(
                reading.look(viewer, id).header(),
                shelf.all(viewer).stream()
                        .filter(InstrumentShelf.Volume::current)
                        .toList(),
                chosen,
                errors);
    }

    private AssessmentPage page(
            Viewer viewer,
            CaseId id,
            Assessments.Whole whole,
            @Nullable Section section,
            AnswersForm form,
            boolean done,
            FormErrors errors) {
        return new AssessmentPage(
                reading.look(viewer, id).header(), whole, section, meetings.of(viewer, id), guide, form, done, errors);
    }
}
