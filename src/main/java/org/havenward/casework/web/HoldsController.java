package org.havenward.casework.web;

import java.util.List;
import java.util.Set;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.LegalHolds;
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
class HoldsController {
    private static final int PAGE = 50;
    private static final Set<String> DONE = Set.of("placed", "lifted");

    private final LegalHolds holds;

    HoldsController(LegalHolds holds) {
        this.holds = holds;
    }

    @GetMapping("/holds")
    @Needs(Need.HOLD_RECORDS)
    ModelAndView all(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String done) {
        var told = done != null && DONE.contains(done) ? "casework.hold.done." + done : null;
        return Pages.show("casework/holds", page(viewer, before, HoldForm.EMPTY, new FormErrors(), told));
    }

    @PostMapping("/holds")
    @Needs(Need.HOLD_RECORDS)
    ModelAndView place(Viewer viewer, @ModelAttribute HoldForm form) {
        var submission = new Submission(form.check());
        if (submission.taken(form.onceKey(), key -> holds.place(viewer, form.hold(), key))) {
            return new ModelAndView("redirect:/holds?done=placed");
        }
        return submission.again("casework/holds", page(viewer, null, form, submission.errors(), null));
    }

    @GetMapping("/holds/{hold}")
    @Needs(Need.HOLD_RECORDS)
    ModelAndView one(Viewer viewer, @PathVariable String hold) {
        return Pages.show("casework/hold", one(viewer, hold, HoldForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/holds/{hold}/lift")
    @Needs(Need.HOLD_RECORDS)
    ModelAndView lift(Viewer viewer, @PathVariable String hold, @ModelAttribute HoldForm form) {
        var which = Submission.idOrNotFound(hold);
        var submission = new Submission(form.checkLifting());
        if (submission.taken(form.onceKey(), key -> holds.lift(viewer, which, Submission.text(form.why()), key))) {
            return new ModelAndView("redirect:/holds?done=lifted");
        }
        return submission.again("casework/hold", one(viewer, hold, form, submission.errors()));
    }

    private HoldsPage one(Viewer viewer, String hold, HoldForm form, FormErrors errors) {
        var one = holds.one(viewer, Submission.idOrNotFound(hold));
        return new HoldsPage(List.of(one), null, true, form, errors, null);
    }

    private HoldsPage page(
            Viewer viewer, @Nullable String before, HoldForm form, FormErrors errors, @Nullable String done) {
        var page = holds.all(viewer, Submission.id(before).orElse(null), PAGE);
        return new HoldsPage(page.items(), page.next(), before == null, form, errors, done);
    }
}
