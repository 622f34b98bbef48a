package org.havenward.casework.web;

import java.util.List;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseNames;
import org.havenward.casework.CaseReading;
import org.havenward.district.StudentId;
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

@Controller("caseStudentController")
class StudentController {
    private final CaseNames names;
    private final CaseReading reading;

    StudentController(CaseNames names, CaseReading reading) {
        this.names = names;
        this.reading = reading;
    }

    @GetMapping("/cases/{id}/student")
    @Needs(Need.OPEN_CASE)
    ModelAndView open(Viewer viewer, @PathVariable String id) {
        var header = reading.look(viewer, Submission.caseId(id)).header();
        return Pages.show("casework/student", page(header, StudentForm.of(header), new FormErrors()));
    }

    @PostMapping("/cases/{id}/student")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView call(Viewer viewer, @PathVariable String id, @ModelAttribute StudentForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.check());
        if (submission.taken(
                form.onceKey(),
                key -> names.call(
                        viewer,
                        caseId,
                        Submission.text(form.called()),
                        Submission.text(form.pronouns()),
                        Submission.text(form.ownWord()),
                        key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=names");
        }
        var header = reading.work(viewer, caseId).header();
        return submission.again("casework/student", page(header, form, submission.errors()));
    }

    @GetMapping("/cases/{id}/student/roster")
    @Needs(Need.LEAD_CASE)
    ModelAndView find(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String q) {
        return Pages.show("casework/student_roster", roster(viewer, id, Submission.query(q), new FormErrors()));
    }

    @PostMapping("/cases/{id}/student/roster")
    @Needs(Need.LEAD_CASE)
    ModelAndView recognize(Viewer viewer, @PathVariable String id, @ModelAttribute StudentForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkStudent());
        if (submission.taken(
                form.onceKey(),
                key -> names.recognize(
                        viewer,
                        caseId,
                        new StudentId(Submission.id(form.student()).orElseThrow()),
                        key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=found");
        }
        reading.lead(viewer, caseId); // who may only read is answered as if it were not there
        return submission.again("casework/student_roster", roster(viewer, id, "", submission.errors()));
    }

    private static StudentPage page(CaseReading.Header header, StudentForm form, FormErrors errors) {
        return new StudentPage(header, form, "", List.of(), errors);
    }

    private StudentPage roster(Viewer viewer, String id, String query, FormErrors errors) {
        var caseId = Submission.caseId(id);
        var header = reading.look(viewer, caseId).header();
        return new StudentPage(header, StudentForm.of(header), query, names.find(viewer, caseId, query), errors);
    }
}
