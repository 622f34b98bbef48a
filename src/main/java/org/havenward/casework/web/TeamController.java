package org.havenward.casework.web;

import java.util.Set;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseReading;
import org.havenward.casework.CaseTeam;
import org.havenward.district.StaffId;
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
class TeamController {
    private static final Set<String> DONE = Set.of("joined", "left", "kept_out", "let_back");

    private final CaseTeam team;
    private final CaseReading reading;

    TeamController(CaseTeam team, CaseReading reading) {
        this.team = team;
        this.reading = reading;
    }

    @GetMapping("/cases/{id}/team")
    @Needs(Need.LEAD_CASE)
    ModelAndView open(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String done) {
        var told = done != null && DONE.contains(done) ? "casework.done." + done : null;
        return Pages.show(
                "casework/team",
                page(viewer, Submission.caseId(id), Submission.query(name), TeamForm.EMPTY, new FormErrors(), told));
    }

    @PostMapping("/cases/{id}/team")
    @Needs(Need.LEAD_CASE)
    ModelAndView add(Viewer viewer, @PathVariable String id, @ModelAttribute TeamForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkJoining());
        boolean taken = submission.taken(
                form.onceKey(),
                key -> team.add(viewer, caseId, Submission.staff(form.who()).orElseThrow(), form.caseRole(), key));
        return after(viewer, caseId, form, submission, taken, "joined");
    }

    @PostMapping("/cases/{id}/team/{member}/removal")
    @Needs(Need.LEAD_CASE)
    ModelAndView remove(
            Viewer viewer, @PathVariable String id, @PathVariable String member, @ModelAttribute TeamForm form) {
        var caseId = Submission.caseId(id);
        var who = new StaffId(Submission.idOrNotFound(member));
        var submission = new Submission(new FormErrors());
        boolean taken = submission.taken(form.onceKey(), key -> team.remove(viewer, caseId, who, key));
        return after(viewer, caseId, form, submission, taken, "left");
    }

    @PostMapping("/cases/{id}/lead")
    @Needs(Need.LEAD_CASE)
    ModelAndView handOver(Viewer viewer, @PathVariable String id, @ModelAttribute TeamForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkLead());
        if (submission.taken(
                form.onceKey(),
                key -> team.handOver(
                        viewer,
                        caseId,
                        Submission.staff(form.seen()).orElse(new StaffId(new UUID(0, 0))),
                        Submission.staff(form.to()).orElseThrow(),
                        Submission.text(form.reasons()),
                        key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=handed_over");
        }
        return after(viewer, caseId, form, submission, false, "");
    }

    @PostMapping("/cases/{id}/kept-out")
    @Needs(Need.LEAD_CASE)
    ModelAndView keepOut(Viewer viewer, @PathVariable String id, @ModelAttribute TeamForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkKeptOut());
        boolean taken = submission.taken(
                form.onceKey(),
                key -> team.keepOut(
                        viewer, caseId, Submission.staff(form.person()).orElseThrow(), key));
        return after(viewer, caseId, form, submission, taken, "kept_out");
    }

    @PostMapping("/cases/{id}/kept-out/{member}/removal")
    @Needs(Need.LEAD_CASE)
    ModelAndView letBack(
            Viewer viewer, @PathVariable String id, @PathVariable String member, @ModelAttribute TeamForm form) {
        var caseId = Submission.caseId(id);
        var who = new StaffId(Submission.idOrNotFound(member));
        var submission = new Submission(new FormErrors());
        boolean taken = submission.taken(form.onceKey(), key -> team.letBack(viewer, caseId, who, key));
        return after(viewer, caseId, form, submission, taken, "let_back");
    }

    private ModelAndView after(
            Viewer viewer, CaseId id, TeamForm form, Submission submission, boolean taken, String done) {
        if (taken) {
            return new ModelAndView("redirect:/cases/" + id.value() + "/team?done=" + done);
        }
        reading.lead(viewer, id); // who may only read is answered as if it were not there
        return submission.again("casework/team", page(viewer, id, "", form, submission.errors(), null));
    }

    private TeamPage page(
            Viewer viewer, CaseId id, String name, TeamForm form, FormErrors errors, @Nullable String done) {
        return new TeamPage(
                reading.look(viewer, id),
                team.whoMayJoin(viewer, id),
                team.whoMayLead(viewer, id),
                team.keptOut(viewer, id),
                team.findStaff(viewer, id, name),
                name,
                form,
                errors,
                done);
    }
}
