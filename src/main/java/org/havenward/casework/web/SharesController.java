package org.havenward.casework.web;

import java.util.Set;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Shares;
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
class SharesController {
    private static final Set<String> DONE = Set.of("shared", "ended");

    private final Shares shares;
    private final CaseReading reading;

    SharesController(Shares shares, CaseReading reading) {
        this.shares = shares;
        this.reading = reading;
    }

    @GetMapping("/cases/{id}/shares")
    @Needs(Need.OPEN_CASE)
    ModelAndView all(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String done) {
        var told = done != null && DONE.contains(done) ? "casework.share.done." + done : null;
        return Pages.show(
                "casework/shares",
                page(
                        viewer,
                        reading.look(viewer, Submission.caseId(id)).header(),
                        Submission.query(name),
                        ShareForm.EMPTY,
                        new FormErrors(),
                        told));
    }

    @PostMapping("/cases/{id}/shares")
    @Needs(Need.LEAD_CASE)
    ModelAndView share(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String name,
            @ModelAttribute ShareForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.check());
        if (submission.taken(form.onceKey(), key -> shares.share(viewer, caseId, form.share(), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "/shares?done=shared");
        }
        return submission.again(
                "casework/shares",
                page(
                        viewer,
                        reading.lead(viewer, caseId).header(),
                        Submission.query(name),
                        form,
                        submission.errors(),
                        null));
    }

    @PostMapping("/cases/{id}/shares/{share}/end")
    @Needs(Need.LEAD_CASE)
    ModelAndView end(
            Viewer viewer, @PathVariable String id, @PathVariable String share, @ModelAttribute ShareForm form) {
        var caseId = Submission.caseId(id);
        var which = Submission.idOrNotFound(share);
        var submission = new Submission(new FormErrors());
        if (submission.taken(form.onceKey(), key -> shares.end(viewer, caseId, which, key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "/shares?done=ended");
        }
        return submission.again(
                "casework/shares",
                page(viewer, reading.lead(viewer, caseId).header(), "", ShareForm.EMPTY, submission.errors(), null));
    }

    private SharesPage page(
            Viewer viewer,
            CaseReading.Header header,
            String name,
            ShareForm form,
            FormErrors errors,
            @Nullable String done) {
        return new SharesPage(
                header,
                shares.of(viewer, header.id()),
                header.leads() ? shares.find(viewer, header.id(), name) : java.util.List.of(),
                name,
                form,
                errors,
                done);
    }
}
