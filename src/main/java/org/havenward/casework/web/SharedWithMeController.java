package org.havenward.casework.web;

import java.util.List;
import java.util.Set;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
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
class SharedWithMeController {
    private static final Set<String> DONE = Set.of("read", "done");

    private final Shares shares;

    SharedWithMeController(Shares shares) {
        this.shares = shares;
    }

    record ReadForm(@Nullable String onceKey) {}

    @GetMapping("/shared-with-me")
    @Needs(Need.RECEIVE_SHARE)
    ModelAndView all(Viewer viewer, @RequestParam(required = false) @Nullable String done) {
        var told = done != null && DONE.contains(done) ? "casework.share.done." + done : null;
        return Pages.show("casework/shared", new SharedPage(shares.received(viewer), told));
    }

    @GetMapping("/shared-with-me/{id}")
    @Needs(Need.RECEIVE_SHARE)
    ModelAndView one(Viewer viewer, @PathVariable String id) {
        var share = shares.open(viewer, Submission.idOrNotFound(id));
        return Pages.show("casework/shared_one", new SharedPage(List.of(share), null));
    }

    @PostMapping("/shared-with-me/{id}/read")
    @Needs(Need.RECEIVE_SHARE)
    ModelAndView read(Viewer viewer, @PathVariable String id, @ModelAttribute ReadForm form) {
        var share = Submission.idOrNotFound(id);
        var submission = new Submission(new FormErrors());
        submission.taken(form.onceKey(), key -> shares.acknowledge(viewer, share, key));
        return new ModelAndView("redirect:/shared-with-me?done=read");
    }

    @PostMapping("/shared-with-me/{id}/done")
    @Needs(Need.RECEIVE_SHARE)
    ModelAndView done(Viewer viewer, @PathVariable String id, @ModelAttribute ReadForm form) {
        var share = Submission.idOrNotFound(id);
        var submission = new Submission(new FormErrors());
        var taken = submission.taken(form.onceKey(), key -> shares.done(viewer, share, key));
        return new ModelAndView("redirect:/shared-with-me" + (taken ? "?done=done" : "/" + share));
    }
}
