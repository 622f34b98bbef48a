package org.havenward.casework.web;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.BreakGlass;
import org.havenward.casework.CaseId;
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
class BreakGlassController {
    private static final int PAGE = 50;

    private final BreakGlass glass;

    BreakGlassController(BreakGlass glass) {
        this.glass = glass;
    }

    @GetMapping("/break-glass/new")
    @Needs(Need.BREAK_GLASS)
    ModelAndView begin(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String student,
            @RequestParam(required = false) @Nullable String done) {
        var told = "closed".equals(done) ? "casework.glass.done.closed" : null;
        var form = BreakGlassForm.about(Submission.id(student).isPresent() ? student : null);
        return Pages.show(
                "casework/break_glass", new BreakGlassPage(glass.mine(viewer), form, new FormErrors(), false, told));
    }

    @PostMapping("/break-glass/new")
    @Needs(Need.BREAK_GLASS)
    ModelAndView open(Viewer viewer, @ModelAttribute BreakGlassForm form) {
        var submission = new Submission(form.check());
        var opened = new AtomicReference<Optional<CaseId>>(Optional.empty());
        boolean taken = submission.taken(
                form.onceKey(),
                key -> opened.set(
                        glass.open(viewer, form.which(), Submission.text(form.reason()), form.length(), key)));
        var caseId = java.util.Objects.requireNonNull(opened.get());
        if (taken && caseId.isPresent()) {
            return new ModelAndView("redirect:/cases/" + caseId.get().value() + "?done=glass");
        }
        return submission.again(
                "casework/break_glass", new BreakGlassPage(glass.mine(viewer), form, submission.errors(), taken, null));
    }

    @GetMapping("/break-glass")
    @Needs(Need.SEE_BREAK_GLASS)
    ModelAndView all(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String done) {
        return list(viewer, before, "ended".equals(done) ? "casework.glass.done.ended" : null);
    }

    private ModelAndView list(Viewer viewer, @Nullable String before, @Nullable String done) {
        var page = glass.all(viewer, Submission.id(before).orElse(null), PAGE);
        return Pages.show(
                "casework/break_glass_list", new BreakGlassListPage(page.items(), page.next(), before == null, done));
    }

    @PostMapping("/break-glass/{opening}/end")
    @Needs(Need.SEE_BREAK_GLASS)
    ModelAndView end(Viewer viewer, @PathVariable String opening, @ModelAttribute BreakGlassForm form) {
        var which = Submission.idOrNotFound(opening);
        var submission = new Submission(new FormErrors());
        // Where it ended meanwhile, what was asked for is so.
        submission.taken(form.onceKey(), key -> glass.end(viewer, which, key));
        return new ModelAndView("redirect:/break-glass?done=ended");
    }

    /** Ends one's own opening; leads away from the case, which is shut now. */
    @PostMapping("/cases/{id}/break-glass/end")
    @Needs(Need.OPEN_CASE)
    ModelAndView close(Viewer viewer, @PathVariable String id, @ModelAttribute BreakGlassForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(new FormErrors());
        submission.taken(form.onceKey(), key -> glass.close(viewer, caseId, key));
        return new ModelAndView("redirect:/break-glass/new?done=closed");
    }
}
