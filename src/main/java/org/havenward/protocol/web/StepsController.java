package org.havenward.protocol.web;

import java.util.List;
import java.util.Set;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseReading;
import org.havenward.district.SchoolCalendar;
import org.havenward.protocol.CaseSteps;
import org.havenward.protocol.CaseVersion;
import org.havenward.protocol.Protocol;
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

/** The steps of a case, as a list that one can work through on a phone. */
@Controller
class StepsController {
    private static final Set<String> DONE = Set.of("done", "not_done", "moved");

    private final CaseSteps steps;
    private final CaseVersion versions;
    private final CaseReading cases;
    private final SchoolCalendar calendar;

    StepsController(CaseSteps steps, CaseVersion versions, CaseReading cases, SchoolCalendar calendar) {
        this.steps = steps;
        this.versions = versions;
        this.cases = cases;
        this.calendar = calendar;
    }

    @GetMapping("/cases/{id}/steps")
    @Needs(Need.OPEN_CASE)
    ModelAndView all(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(required = false) @Nullable String answered) {
        var caseId = StepTelling.caseId(id);
        var whole = steps.open(viewer, caseId);
        var answer = StepTelling.id(answered);
        return Pages.show(
                "steps/steps",
                new StepsPage(
                        header(viewer, caseId),
                        whole,
                        done != null && DONE.contains(done) ? "steps.told." + done : null,
                        answer.flatMap(given -> whole.lines().stream()
                                        .filter(line -> line.answers().stream()
                                                .anyMatch(each -> each.id().equals(given)))
                                        .findFirst())
                                .orElse(null),
                        answer.map(given -> steps.changedBy(viewer, caseId, given))
                                .orElse(List.of()),
                        versions.isNewer(viewer, caseId)));
    }

    @GetMapping("/cases/{id}/steps/{item}")
    @Needs(Need.OPEN_CASE)
    ModelAndView one(Viewer viewer, @PathVariable String id, @PathVariable String item) {
        return Pages.show("steps/step", page(viewer, StepTelling.caseId(id), item, StepForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/cases/{id}/steps/{item}/answers")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView answer(
            Viewer viewer, @PathVariable String id, @PathVariable String item, @ModelAttribute StepForm form) {
        var caseId = StepTelling.caseId(id);
        steps.requireWork(viewer, caseId);
        var shown = page(viewer, caseId, item, form, new FormErrors());
        if (!(shown.line().state().item() instanceof Protocol.Question question)) {
            throw StepTelling.notThere();
        }
        var telling = new StepTelling(form.checkAnswer(question));
        var taken = telling.taken(form.onceKey(), key -> steps.answer(viewer, caseId, form.answer(item), key));
        return taken.map(answer -> new ModelAndView("redirect:" + shown.path("?answered=" + answer)))
                .orElseGet(() -> telling.again("steps/step", page(viewer, caseId, item, form, telling.errors())));
    }

    @PostMapping("/cases/{id}/steps/{item}/done")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView done(
            Viewer viewer, @PathVariable String id, @PathVariable String item, @ModelAttribute StepForm form) {
        return mark(viewer, id, item, form, true);
    }

    @PostMapping("/cases/{id}/steps/{item}/not-done")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView notDone(
            Viewer viewer, @PathVariable String id, @PathVariable String item, @ModelAttribute StepForm form) {
        return mark(viewer, id, item, form, false);
    }

    private ModelAndView mark(Viewer viewer, String id, String item, StepForm form, boolean done) {
        var caseId = StepTelling.caseId(id);
        steps.requireWork(viewer, caseId);
        var shown = page(viewer, caseId, item, form, new FormErrors());
        var zone = calendar.zone();
        var telling = new StepTelling(form.checkMark(zone));
        var taken = telling.taken(form.onceKey(), key -> steps.mark(viewer, caseId, form.mark(item, done, zone), key));
        return taken.map(mark -> new ModelAndView("redirect:" + shown.path(done ? "?done=done" : "?done=not_done")))
                .orElseGet(() -> telling.again("steps/step", page(viewer, caseId, item, form, telling.errors())));
    }

    private StepPage page(Viewer viewer, CaseId id, String item, StepForm form, FormErrors errors) {
        var whole = steps.open(viewer, id);
        var line = whole.lines().stream()
                .filter(each -> each.state().id().equals(item))
                .findFirst()
                .orElseThrow(StepTelling::notThere);
        return new StepPage(header(viewer, id), whole, line, form, errors);
    }

    private CaseReading.Header header(Viewer viewer, CaseId id) {
        return cases.look(viewer, id).header();
    }
}
