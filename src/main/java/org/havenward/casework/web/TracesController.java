package org.havenward.casework.web;

import java.util.List;
import java.util.Set;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseReading;
import org.havenward.casework.trace.Introductions;
import org.havenward.casework.trace.TraceSubject;
import org.havenward.casework.trace.Traces;
import org.havenward.concern.ConcernId;
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

/** People and places of concern: on a case for its team, on a concern for whoever triages it. */
@Controller
class TracesController {
    private static final Set<String> DONE = Set.of("recorded", "withdrawn");

    private final Traces traces;
    private final Introductions introductions;
    private final CaseReading reading;

    TracesController(Traces traces, Introductions introductions, CaseReading reading) {
        this.traces = traces;
        this.introductions = introductions;
        this.reading = reading;
    }

    // ---- on a case

    @GetMapping("/cases/{id}/traces")
    @Needs(Need.OPEN_CASE)
    ModelAndView onCase(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String done) {
        return show(viewer, file(id), kind, done);
    }

    @PostMapping("/cases/{id}/traces")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView recordOnCase(Viewer viewer, @PathVariable String id, @ModelAttribute TraceForm form) {
        return record(viewer, file(id), form);
    }

    @GetMapping("/cases/{id}/traces/{trace}")
    @Needs(Need.OPEN_CASE)
    ModelAndView oneOnCase(Viewer viewer, @PathVariable String id, @PathVariable String trace) {
        return Pages.show("casework/trace", one(viewer, file(id), trace, TraceForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/cases/{id}/traces/{trace}/withdrawal")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView withdrawOnCase(
            Viewer viewer, @PathVariable String id, @PathVariable String trace, @ModelAttribute TraceForm form) {
        return withdraw(viewer, file(id), trace, form);
    }

    // ---- on a concern

    @GetMapping("/triage/{id}/traces")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView onConcern(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String done) {
        return show(viewer, concern(id), kind, done);
    }

    @PostMapping("/triage/{id}/traces")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView recordOnConcern(Viewer viewer, @PathVariable String id, @ModelAttribute TraceForm form) {
        return record(viewer, concern(id), form);
    }

    @GetMapping("/triage/{id}/traces/{trace}")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView oneOnConcern(Viewer viewer, @PathVariable String id, @PathVariable String trace) {
        return Pages.show("casework/trace", one(viewer, concern(id), trace, TraceForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/triage/{id}/traces/{trace}/withdrawal")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView withdrawOnConcern(
            Viewer viewer, @PathVariable String id, @PathVariable String trace, @ModelAttribute TraceForm form) {
        return withdraw(viewer, concern(id), trace, form);
    }

    // ---- on either

    private ModelAndView show(Viewer viewer, TraceSubject subject, @Nullable String kind, @Nullable String done) {
        var form = new TraceForm(kind, null, null, null, null, null);
        var told = done != null && DONE.contains(done) ? "casework.trace.done." + done : null;
        return Pages.show("casework/traces", page(viewer, subject, form, new FormErrors(), told));
    }

    private ModelAndView record(Viewer viewer, TraceSubject subject, TraceForm form) {
        var submission = new Submission(form.check());
        if (submission.taken(form.onceKey(), key -> traces.record(viewer, subject, form.trace(), key))) {
            return new ModelAndView("redirect:" + path(subject) + "?done=recorded");
        }
        return submission.again("casework/traces", page(viewer, subject, form, submission.errors(), null));
    }

    private ModelAndView withdraw(Viewer viewer, TraceSubject subject, String trace, TraceForm form) {
        var which = Submission.idOrNotFound(trace);
        var submission = new Submission(form.checkWithdrawal());
        if (submission.taken(form.onceKey(), key -> traces.withdraw(viewer, subject, which, form.why(), key))) {
            return new ModelAndView("redirect:" + path(subject) + "?done=withdrawn");
        }
        return submission.again("casework/trace", one(viewer, subject, trace, form, submission.errors()));
    }

    private TracePage one(Viewer viewer, TraceSubject subject, String trace, TraceForm form, FormErrors errors) {
        var found = traces.one(viewer, subject, Submission.idOrNotFound(trace));
        return new TracePage(page(viewer, subject, TraceForm.EMPTY, errors, null), found, form, errors);
    }

    private TracesPage page(
            Viewer viewer, TraceSubject subject, TraceForm form, FormErrors errors, @Nullable String done) {
        var header = header(viewer, subject, errors.any());
        var receipt = subject instanceof TraceSubject.OfConcern concern
                ? traces.concern(viewer, concern).receipt()
                : "";
        return new TracesPage(
                header,
                receipt,
                path(subject),
                traces.of(viewer, subject),
                header != null && header.leads() ? introductions.of(viewer, header.id()) : List.of(),
                traces.mayRecord(viewer, subject),
                TraceForm.kind(form.kind()).orElse(null),
                form,
                errors,
                done);
    }

    /** The form again is for who may record, not for who broke the glass. */
    private CaseReading.@Nullable Header header(Viewer viewer, TraceSubject subject, boolean changing) {
        return switch (subject) {
            case TraceSubject.OfCase(var id) ->
                (changing ? reading.work(viewer, id) : reading.look(viewer, id)).header();
            case TraceSubject.OfConcern concern -> null;
        };
    }

    private static TraceSubject file(String id) {
        return new TraceSubject.OfCase(Submission.caseId(id));
    }

    private static TraceSubject concern(String id) {
        return new TraceSubject.OfConcern(new ConcernId(Submission.idOrNotFound(id)));
    }

    private static String path(TraceSubject subject) {
        return switch (subject) {
            case TraceSubject.OfCase file -> "/cases/" + file.id() + "/traces";
            case TraceSubject.OfConcern concern -> "/triage/" + concern.id() + "/traces";
        };
    }
}
