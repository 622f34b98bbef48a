package org.havenward.concern.web;

import java.util.Locale;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.concern.CaseOpenedMeanwhileException;
import org.havenward.concern.ChangedMeanwhileException;
import org.havenward.concern.ConcernId;
import org.havenward.concern.ConcernReading;
import org.havenward.concern.IllegalTransition;
import org.havenward.concern.Triage;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.guide.Guide;
import org.havenward.voice.Answering;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** One concern, for triage, and what is done with it. Whoever comes second sees what happened, with their words kept. */
@Controller
class TriageController {
    private final ConcernReading reading;
    private final Triage triage;
    private final Guide guide;
    private final Gate gate;
    private final Answering answering;

    TriageController(ConcernReading reading, Triage triage, Guide guide, Gate gate, Answering answering) {
        this.reading = reading;
        this.triage = triage;
        this.guide = guide;
        this.gate = gate;
        this.answering = answering;
    }

    /** What the page's two searches look for. */
    record Searches(@Nullable String student, @Nullable String staff) {
        static final Searches NONE = new Searches(null, null);
    }

    @GetMapping("/triage/{id}")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView open(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String student,
            @RequestParam(required = false) @Nullable String staff,
            Locale locale) {
        var searches = new Searches(Given.orNull(student), Given.orNull(staff));
        return Pages.show(
                "concern/triage", page(viewer, id, searches, TriageForm.BLANK, new FormErrors(), false, locale));
    }

    @PostMapping("/triage/{id}/acknowledgment")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView acknowledge(
            Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String onceKey) {
        triage.acknowledge(viewer, new ConcernId(id), Given.key(onceKey));
        return ConcernController.seeOther(QueueController.path(id));
    }

    @PostMapping("/triage/{id}/coordinator")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView askCoordinator(
            Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String onceKey) {
        triage.askCoordinator(viewer, new ConcernId(id), Given.key(onceKey));
        return ConcernController.seeOther(QueueController.path(id) + "#before");
    }

    @PostMapping("/triage/{id}/student")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView link(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String studentId,
            @RequestParam(required = false) @Nullable String student,
            @RequestParam(required = false) @Nullable String onceKey,
            Locale locale) {
        var chosen = Given.id(studentId);
        if (chosen.isEmpty()) {
            var errors = new FormErrors().add("studentId", "concern.error.choose-student");
            var searches = new Searches(Given.orNull(student), null);
            return Pages.mend("concern/triage", page(viewer, id, searches, TriageForm.BLANK, errors, false, locale));
        }
        try {
            triage.linkStudent(viewer, new ConcernId(id), new StudentId(chosen.get()), Given.key(onceKey));
        } catch (IllegalTransition late) {
            return overtaken(viewer, id, TriageForm.BLANK, new FormErrors(), locale);
        }
        return ConcernController.seeOther(QueueController.path(id));
    }

    @PostMapping("/triage/{id}/exclusions")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView exclude(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String staffId,
            @RequestParam(required = false) @Nullable String staff,
            @RequestParam(required = false) @Nullable String onceKey,
            Locale locale) {
        var chosen = Given.id(staffId);
        if (chosen.isEmpty()) {
            var errors = new FormErrors().add("staffId", "concern.error.choose-staff");
            var searches = new Searches(null, Given.orNull(staff));
            return Pages.mend("concern/triage", page(viewer, id, searches, TriageForm.BLANK, errors, false, locale));
        }
        triage.exclude(viewer, new ConcernId(id), new StaffId(chosen.get()), Given.key(onceKey));
        // Who shut themselves out has no page of it any more.
        return ConcernController.seeOther(
                chosen.get().equals(viewer.staff().value()) ? "/triage" : QueueController.path(id));
    }

    @PostMapping("/triage/{id}/readmissions")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView readmit(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String staffId,
            @RequestParam(required = false) @Nullable String onceKey) {
        var who = Given.id(staffId).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        triage.readmit(viewer, new ConcernId(id), new StaffId(who), Given.key(onceKey));
        return ConcernController.seeOther(QueueController.path(id));
    }

    @PostMapping("/triage/{id}/outcome")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView decide(
            Viewer viewer,
            @PathVariable UUID id,
            @ModelAttribute TriageForm form,
            @RequestParam(required = false) @Nullable String onceKey,
            Locale locale) {
        var errors = form.check();
        if (errors.any()) {
            return Pages.mend("concern/triage", page(viewer, id, Searches.NONE, form, errors, false, locale));
        }
        try {
            Given.once(Given.key(onceKey), key -> {
                triage.decide(viewer, new ConcernId(id), form.decided(), form.versionSeen(), key);
                return id;
            });
        } catch (CaseOpenedMeanwhileException late) {
            var again = new FormErrors().add("earlier", "concern.error.opened-meanwhile");
            return overtaken(viewer, id, form.toLookAgain(), again, locale);
        } catch (ChangedMeanwhileException | IllegalTransition late) {
            return overtaken(viewer, id, form, new FormErrors(), locale);
        }
        return ConcernController.seeOther(QueueController.path(id));
    }

    /** What happened meanwhile comes first; nothing that was typed is lost. */
    private ModelAndView overtaken(Viewer viewer, UUID id, TriageForm form, FormErrors errors, Locale locale) {
        var shown = Pages.show("concern/triage", page(viewer, id, Searches.NONE, form, errors, true, locale));
        shown.setStatus(HttpStatus.CONFLICT);
        return shown;
    }

    private TriagePage page(
            Viewer viewer,
            UUID id,
            Searches searches,
            TriageForm form,
            FormErrors errors,
            boolean changed,
            Locale locale) {
        return page(viewer, id, searches, form, errors, changed, new Typed("", ""), locale);
    }

    /** What was typed in the conversation and could not be sent. */
    record Typed(String answer, String reason) {}

    @SuppressWarnings("TooManyParameters")
    TriagePage page(
            Viewer viewer,
            UUID id,
            Searches searches,
            TriageForm form,
            FormErrors errors,
            boolean changed,
            Typed typed,
            Locale locale) {
        var concern = reading.open(viewer, new ConcernId(id));
        var talk = concern.conversation();
        var student = searches.student();
        var staff = searches.staff();
        return new TriagePage(
                concern,
                reading.earlier(viewer, concern.id()),
                concern.indicators().stream()
                        .map(indicator -> guide.indicatorText(indicator, locale))
                        .toList(),
                reading.caseOf(viewer, concern.id()).orElse(null),
                student,
                student == null ? null : reading.findStudents(viewer, ConcernController.cut(student)),
                staff,
                staff == null ? null : reading.findStaff(viewer, ConcernController.cut(staff)),
                form,
                errors,
                changed,
                gate.decide(viewer, Need.LEAD_CASE).allowed(),
                talk == null
                        ? null
                        : new TriagePage.Talk(answering.open(viewer, talk), typed.answer(), typed.reason()));
    }
}
