package org.havenward.casework.web;

import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseLife;
import org.havenward.casework.CaseNotes;
import org.havenward.casework.CaseReading;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.CaseTasks;
import org.havenward.casework.CaseTeam;
import org.havenward.casework.Judgment;
import org.havenward.casework.Outcome;
import org.havenward.district.StaffId;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Works on a case: notes, tasks, team, and its life. The same checks and the same words as the pages' forms. */
@RestController
@RequestMapping("/api/v1/cases/{id}")
class CaseWorkApi {
    private final CaseNotes notes;
    private final CaseTasks tasks;
    private final CaseTeam team;
    private final CaseLife life;
    private final CaseReading reading;
    private final Messages messages;
    private final ApiSending sending;

    CaseWorkApi(
            CaseNotes notes,
            CaseTasks tasks,
            CaseTeam team,
            CaseLife life,
            CaseReading reading,
            Messages messages,
            ApiSending sending) {
        this.notes = notes;
        this.tasks = tasks;
        this.team = team;
        this.life = life;
        this.reading = reading;
        this.messages = messages;
        this.sending = sending;
    }

    record Made(UUID id) {}

    /** @param corrects the entry that this note corrects; null for a note of its own */
    record NoteJson(@Nullable String text, @Nullable String corrects) {}

    record TaskJson(
            @Nullable String title,
            @Nullable String ownerId,
            @Nullable String dueOn) {}

    record DoneJson(@Nullable String remark) {}

    /** @param expectedOwnerId who has it now, as far as the caller knows */
    record OwnerJson(
            @Nullable String ownerId,
            @Nullable String dueOn,
            @Nullable String expectedOwnerId) {}

    record MemberJson(@Nullable String staffId, @Nullable String role) {}

    /** @param expectedLeadId who has it now, as far as the caller knows */
    record LeadJson(
            @Nullable String staffId,
            @Nullable String reasons,
            @Nullable String expectedLeadId) {}

    /** @param from the state it has, as far as the caller knows */
    record StatusJson(
            @Nullable String from,
            @Nullable String to,
            @Nullable String reasons) {}

    record ClosingJson(
            @Nullable String outcome,
            @Nullable String text,
            @Nullable Boolean leaveTasksOpen) {}

    record ReopeningJson(@Nullable String reasons) {}

    @PostMapping("/notes")
    @Needs(Need.OPEN_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made note(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NoteJson body) {
        var caseId = Submission.caseId(id);
        var form = new NoteForm(body.text(), null);
        var errors = form.check();
        var corrects = Submission.id(body.corrects());
        if (body.corrects() != null && corrects.isEmpty()) {
            errors.add("corrects", "casework.cannot.no_entry");
        }
        return new Made(send(
                viewer,
                errors,
                key,
                once -> corrects.map(entry -> notes.correct(viewer, caseId, entry, form.words(), once))
                        .orElseGet(() -> notes.add(viewer, caseId, form.words(), once))));
    }

    @PostMapping("/tasks")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made task(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody TaskJson body) {
        var caseId = Submission.caseId(id);
        var form = new TaskForm(body.title(), body.ownerId(), body.dueOn(), null, null, null);
        return new Made(send(
                viewer,
                form.check(),
                key,
                once -> tasks.add(
                        viewer,
                        caseId,
                        Submission.text(form.title()),
                        Submission.staff(form.owner()).orElseThrow(),
                        Submission.day(form.dueDate()).orElseThrow(),
                        once)));
    }

    @PostMapping("/tasks/{taskId}/completion")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made complete(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String taskId,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody DoneJson body) {
        var caseId = Submission.caseId(id);
        var task = Submission.idOrNotFound(taskId);
        var form = new TaskForm(null, null, null, null, body.remark(), null);
        return new Made(send(
                viewer,
                form.checkDone(),
                key,
                once -> tasks.complete(viewer, caseId, task, Submission.text(form.remark()), once)));
    }

    @PostMapping("/tasks/{taskId}/owner")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made reassign(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String taskId,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody OwnerJson body) {
        var caseId = Submission.caseId(id);
        var task = Submission.idOrNotFound(taskId);
        var form = new TaskForm(null, body.ownerId(), body.dueOn(), body.expectedOwnerId(), null, null);
        var errors = form.checkReassigning();
        if (Submission.staff(form.seen()).isEmpty()) {
            errors.add("expectedOwnerId", "casework.error.owner_missing");
        }
        return new Made(send(
                viewer,
                errors,
                key,
                once -> tasks.reassign(
                        viewer,
                        caseId,
                        task,
                        Submission.staff(form.seen()).orElseThrow(),
                        Submission.staff(form.owner()).orElseThrow(),
                        Submission.day(form.dueDate()).orElseThrow(),
                        once)));
    }

    @PostMapping("/team")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made join(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody MemberJson body) {
        var caseId = Submission.caseId(id);
        var form = new TeamForm(body.staffId(), body.role(), null, null, null, null, null);
        return new Made(send(
                viewer,
                form.checkJoining(),
                key,
                once -> team.add(viewer, caseId, Submission.staff(form.who()).orElseThrow(), form.caseRole(), once)));
    }

    @PostMapping("/team/{member}/removal")
    @Needs(Need.LEAD_CASE)
    Made remove(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String member,
            @RequestHeader("Idempotency-Key") String key) {
        var caseId = Submission.caseId(id);
        var who = new StaffId(Submission.idOrNotFound(member));
        return new Made(send(viewer, new FormErrors(), key, once -> team.remove(viewer, caseId, who, once)));
    }

    @PostMapping("/lead")
    @Needs(Need.LEAD_CASE)
    Made handOver(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody LeadJson body) {
        var caseId = Submission.caseId(id);
        var form = new TeamForm(null, null, body.staffId(), body.expectedLeadId(), body.reasons(), null, null);
        var errors = form.checkLead();
        if (Submission.staff(form.seen()).isEmpty()) {
            errors.add("expectedLeadId", "casework.error.to_missing");
        }
        return new Made(send(
                viewer,
                errors,
                key,
                once -> team.handOver(
                        viewer,
                        caseId,
                        Submission.staff(form.seen()).orElseThrow(),
                        Submission.staff(form.to()).orElseThrow(),
                        Submission.text(form.reasons()),
                        once)));
    }

    @PostMapping("/exclusions")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made keepOut(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody MemberJson body) {
        var caseId = Submission.caseId(id);
        var form = new TeamForm(null, null, null, null, null, body.staffId(), null);
        return new Made(send(
                viewer,
                form.checkKeptOut(),
                key,
                once -> team.keepOut(
                        viewer, caseId, Submission.staff(form.person()).orElseThrow(), once)));
    }

    /** Lifts what was a mistake; the concerns in the case stay shut, whoever triages them decides that. */
    @DeleteMapping("/exclusions/{member}")
    @Needs(Need.LEAD_CASE)
    Made letBack(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String member,
            @RequestHeader("Idempotency-Key") String key) {
        var caseId = Submission.caseId(id);
        var who = new StaffId(Submission.idOrNotFound(member));
        return new Made(send(viewer, new FormErrors(), key, once -> team.letBack(viewer, caseId, who, once)));
    }

    @PostMapping("/status")
    @Needs(Need.LEAD_CASE)
    CasesApi.WholeCaseJson move(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody StatusJson body) {
        var caseId = Submission.caseId(id);
        var form = new LifeForm(body.to(), body.from(), body.reasons(), null, null, null);
        var errors = form.checkMove();
        if (LifeForm.status(body.from()).isEmpty()) {
            errors.add("from", "casework.error.state_missing");
        }
        send(viewer, errors, key, once -> {
            life.move(
                    viewer,
                    caseId,
                    LifeForm.status(body.from()).orElse(CaseStatus.CLOSED),
                    LifeForm.status(body.to()).orElseThrow(),
                    new Judgment(form.words()),
                    once);
            return caseId.value();
        });
        return shown(viewer, caseId);
    }

    @PostMapping("/closing")
    @Needs(Need.LEAD_CASE)
    CasesApi.WholeCaseJson close(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody ClosingJson body) {
        var caseId = Submission.caseId(id);
        var form = new LifeForm(null, null, body.text(), body.outcome(), null, null);
        send(viewer, form.checkClosing(), key, once -> {
            life.close(
                    viewer,
                    caseId,
                    new Outcome(
                            LifeForm.ending(body.outcome()).orElseThrow(),
                            form.words(),
                            Boolean.TRUE.equals(body.leaveTasksOpen())),
                    once);
            return caseId.value();
        });
        return shown(viewer, caseId);
    }

    @PostMapping("/reopening")
    @Needs(Need.LEAD_CASE)
    CasesApi.WholeCaseJson reopen(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody ReopeningJson body) {
        var caseId = Submission.caseId(id);
        var form = new LifeForm(null, null, body.reasons(), null, null, null);
        send(viewer, form.checkReopening(), key, once -> {
            life.reopen(viewer, caseId, new Judgment(form.words()), once);
            return caseId.value();
        });
        return shown(viewer, caseId);
    }

    private CasesApi.WholeCaseJson shown(Viewer viewer, CaseId id) {
        return CasesApi.WholeCaseJson.of(reading.look(viewer, id), key -> messages.text(viewer.language(), key));
    }

    private UUID send(Viewer viewer, FormErrors errors, String key, Function<String, UUID> door) {
        return sending.send(viewer, errors, key, door);
    }
}
