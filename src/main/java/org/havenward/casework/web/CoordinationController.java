package org.havenward.casework.web;

import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.Coordination;
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
class CoordinationController {
    private static final int PAGE = 50;

    private final Coordination coordination;

    CoordinationController(Coordination coordination) {
        this.coordination = coordination;
    }

    @GetMapping("/coordination")
    @Needs(Need.COORDINATE)
    ModelAndView list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String done) {
        boolean closedToo = "all".equals(show);
        var page = coordination.covers(viewer, closedToo, after, PAGE);
        return Pages.show(
                "casework/coordination",
                new CoordinationPage(
                        page.items(),
                        page.next(),
                        after == null,
                        closedToo,
                        "appointed".equals(done) ? "casework.done.appointed" : null));
    }

    @GetMapping("/coordination/{id}")
    @Needs(Need.COORDINATE)
    ModelAndView open(Viewer viewer, @PathVariable String id) {
        return Pages.show(
                "casework/appointment", page(viewer, Submission.caseId(id), TeamForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/coordination/{id}/lead")
    @Needs(Need.COORDINATE)
    ModelAndView appoint(Viewer viewer, @PathVariable String id, @ModelAttribute TeamForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.checkLead());
        if (submission.taken(
                form.onceKey(),
                key -> coordination.appoint(
                        viewer,
                        caseId,
                        Submission.staff(form.seen()).orElse(new StaffId(new UUID(0, 0))),
                        Submission.staff(form.to()).orElseThrow(),
                        Submission.text(form.reasons()),
                        key))) {
            return new ModelAndView("redirect:/coordination?done=appointed");
        }
        return submission.again("casework/appointment", page(viewer, caseId, form, submission.errors()));
    }

    private AppointmentPage page(Viewer viewer, CaseId id, TeamForm form, FormErrors errors) {
        return new AppointmentPage(coordination.cover(viewer, id), coordination.whoMayLead(viewer, id), form, errors);
    }
}
