package org.havenward.casework.web;

import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.Assessments;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseJudgments;
import org.havenward.casework.CaseReading;
import org.havenward.casework.FormDrafts;
import org.havenward.casework.MeetingState;
import org.havenward.casework.MeetingStep;
import org.havenward.casework.Meetings;
import org.havenward.district.SchoolCalendar;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
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
class MeetingsController {
    private final Meetings meetings;
    private final Assessments assessments;
    private final CaseJudgments judgments;
    private final CaseReading reading;
    private final FormDrafts drafts;
    private final SchoolCalendar calendar;

    MeetingsController(
            Meetings meetings,
            Assessments assessments,
            CaseJudgments judgments,
            CaseReading reading,
            FormDrafts drafts,
            SchoolCalendar calendar) {
        this.meetings = meetings;
        this.assessments = assessments;
        this.judgments = judgments;
        this.reading = reading;
        this.drafts = drafts;
        this.calendar = calendar;
    }

    /** All meetings, assessments, and judgments of a case. */
    @GetMapping("/cases/{id}/meetings")
    @Needs(Need.OPEN_CASE)
    ModelAndView all(Viewer viewer, @PathVariable String id) {
        var caseId = Submission.caseId(id);
        return Pages.show(
                "casework/meetings",
                new MeetingsPage(
                        reading.look(viewer, caseId).header(),
                        meetings.of(viewer, caseId),
                        assessments.of(viewer, caseId),
                        judgments.of(viewer, caseId)));
    }

    @GetMapping("/cases/{id}/meetings/new")
    @Needs(Need.OPEN_CASE)
    ModelAndView begin(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String step) {
        var caseId = Submission.caseId(id);
        var kept = drafts.of(viewer, caseId, "meeting/new");
        var planning = "plan".equals(step);
        var form = MeetingForm.of(
                planning ? MeetingStep.PLAN.name() : null,
                kept,
                viewer.staff().value().toString());
        return Pages.show(
                "casework/meeting_new",
                new MeetingPage(reading.look(viewer, caseId), null, planning, form, null, new FormErrors()));
    }

    @PostMapping("/cases/{id}/meetings")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView add(Viewer viewer, @PathVariable String id, @ModelAttribute MeetingForm form) {
        var caseId = Submission.caseId(id);
        var zone = calendar.zone();
        var submission = new Submission(form.check(zone));
        if (submission.taken(
                form.onceKey(),
                key -> meetings.begin(viewer, caseId, form.readStep().orElseThrow(), form.said(zone), key))) {
            return done(caseId, form.readStep().orElseThrow());
        }
        var planning = form.readStep().filter(MeetingStep.PLAN::equals).isPresent();
        return submission.again(
                "casework/meeting_new",
                new MeetingPage(reading.work(viewer, caseId), null, planning, form, null, submission.errors()));
    }

    @PostMapping("/cases/{id}/meetings/draft")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(Viewer viewer, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        drafts.keep(viewer, Submission.caseId(id), "meeting/new", TypedFields.of(typed));
    }

    @GetMapping("/cases/{id}/meetings/{meeting}")
    @Needs(Need.OPEN_CASE)
    ModelAndView open(Viewer viewer, @PathVariable String id, @PathVariable String meeting) {
        var caseId = Submission.caseId(id);
        var whole = meetings.open(viewer, caseId, Submission.idOrNotFound(meeting));
        var kept = drafts.of(viewer, caseId, "meeting/" + whole.line().id());
        var form = MeetingForm.of(null, kept, whole.line().who().value().toString());
        return Pages.show(
                "casework/meeting",
                new MeetingPage(reading.look(viewer, caseId), whole, false, form, null, new FormErrors()));
    }

    @PostMapping("/cases/{id}/meetings/{meeting}/steps")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView step(
            Viewer viewer, @PathVariable String id, @PathVariable String meeting, @ModelAttribute MeetingForm form) {
        var caseId = Submission.caseId(id);
        var meetingId = Submission.idOrNotFound(meeting);
        var zone = calendar.zone();
        var submission = new Submission(form.check(zone));
        if (submission.taken(
                form.onceKey(),
                key -> meetings.step(
                        viewer,
                        caseId,
                        meetingId,
                        MeetingForm.state(form.seen()).orElse(MeetingState.PLANNED),
                        form.readStep().orElseThrow(),
                        form.said(zone),
                        key))) {
            return done(caseId, form.readStep().orElseThrow());
        }
        return submission.again(
                "casework/meeting",
                new MeetingPage(
                        reading.work(viewer, caseId),
                        meetings.open(viewer, caseId, meetingId),
                        false,
                        form,
                        null,
                        submission.errors()));
    }

    @PostMapping("/cases/{id}/meetings/{meeting}/draft")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String meeting,
            @RequestParam MultiValueMap<String, String> typed) {
        drafts.keep(
                viewer, Submission.caseId(id), "meeting/" + Submission.idOrNotFound(meeting), TypedFields.of(typed));
    }

    private static ModelAndView done(CaseId id, MeetingStep step) {
        return new ModelAndView("redirect:/cases/" + id.value() + "?done=meeting_" + step.word());
    }
}
