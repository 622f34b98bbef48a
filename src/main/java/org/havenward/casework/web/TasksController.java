package org.havenward.casework.web;

import java.time.LocalDate;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseReading;
import org.havenward.casework.CaseTasks;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class TasksController {
    private final CaseTasks tasks;
    private final CaseReading reading;
    private final SchoolCalendar calendar;

    TasksController(CaseTasks tasks, CaseReading reading, SchoolCalendar calendar) {
        this.tasks = tasks;
        this.reading = reading;
        this.calendar = calendar;
    }

    @GetMapping("/cases/{id}/tasks/new")
    @Needs(Need.OPEN_CASE)
    ModelAndView begin(Viewer viewer, @PathVariable String id) {
        var whole = reading.look(viewer, Submission.caseId(id));
        var mine = TaskForm.empty(viewer.staff().value().toString());
        return Pages.show("casework/task_new", new TaskPage(whole, null, mine, new FormErrors()));
    }

    @PostMapping("/cases/{id}/tasks")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView add(Viewer viewer, @PathVariable String id, @ModelAttribute TaskForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.check());
        if (submission.taken(
                form.onceKey(),
                key -> tasks.add(
                        viewer,
                        caseId,
                        Submission.text(form.title()),
                        Submission.staff(form.owner()).orElseThrow(),
                        Submission.day(form.dueDate()).orElseThrow(),
                        key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=task");
        }
        return submission.again(
                "casework/task_new", new TaskPage(reading.work(viewer, caseId), null, form, submission.errors()));
    }

    @GetMapping("/cases/{id}/tasks/{taskId}")
    @Needs(Need.OPEN_CASE)
    ModelAndView open(Viewer viewer, @PathVariable String id, @PathVariable String taskId) {
        return Pages.show(
                "casework/task", page(reading.look(viewer, Submission.caseId(id)), taskId, null, new FormErrors()));
    }

    @PostMapping("/cases/{id}/tasks/{taskId}/done")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView done(
            Viewer viewer, @PathVariable String id, @PathVariable String taskId, @ModelAttribute TaskForm form) {
        var caseId = Submission.caseId(id);
        UUID task = Submission.idOrNotFound(taskId);
        var submission = new Submission(form.checkDone());
        if (submission.taken(
                form.onceKey(), key -> tasks.complete(viewer, caseId, task, Submission.text(form.remark()), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=task_done");
        }
        return submission.again("casework/task", page(reading.work(viewer, caseId), taskId, form, submission.errors()));
    }

    @PostMapping("/cases/{id}/tasks/{taskId}/owner")
    @Needs(Need.WORK_ON_CASE)
    ModelAndView reassign(
            Viewer viewer, @PathVariable String id, @PathVariable String taskId, @ModelAttribute TaskForm form) {
        var caseId = Submission.caseId(id);
        UUID task = Submission.idOrNotFound(taskId);
        var submission = new Submission(form.checkReassigning());
        if (submission.taken(
                form.onceKey(),
                key -> tasks.reassign(
                        viewer,
                        caseId,
                        task,
                        Submission.staff(form.seen()).orElse(new StaffId(new UUID(0, 0))),
                        Submission.staff(form.owner()).orElseThrow(),
                        Submission.day(form.dueDate()).orElseThrow(),
                        key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=task_moved");
        }
        return submission.again("casework/task", page(reading.work(viewer, caseId), taskId, form, submission.errors()));
    }

    private TaskPage page(CaseReading.Whole whole, String taskId, @Nullable TaskForm typed, FormErrors errors) {
        var task = whole.tasks().stream()
                .filter(each -> each.id().toString().equals(taskId))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
        var due = LocalDate.ofInstant(task.due(), calendar.zone()).toString();
        var owner = task.owner().value().toString();
        var form = typed == null
                ? new TaskForm(null, owner, due, owner, null, null)
                : new TaskForm(
                        null,
                        typed.owner() == null ? owner : typed.owner(),
                        typed.dueDate() == null ? due : typed.dueDate(),
                        owner,
                        typed.remark(),
                        null);
        return new TaskPage(whole, task, form, errors);
    }
}
