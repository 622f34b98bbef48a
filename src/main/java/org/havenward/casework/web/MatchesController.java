package org.havenward.casework.web;

import java.util.Set;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.trace.Matches;
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
class MatchesController {
    private static final Set<String> DONE = Set.of("written", "introduced");

    private final Matches matches;

    MatchesController(Matches matches) {
        this.matches = matches;
    }

    @GetMapping("/matches")
    @Needs(Need.COORDINATE)
    ModelAndView all(Viewer viewer, @RequestParam(required = false) @Nullable String show) {
        var endedToo = "all".equals(show);
        return Pages.show("casework/matches", new MatchesPage(matches.all(viewer, endedToo), endedToo));
    }

    @GetMapping("/matches/{id}")
    @Needs(Need.COORDINATE)
    ModelAndView open(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String done) {
        var told = done != null && DONE.contains(done) ? "casework.match.done." + done : null;
        return Pages.show("casework/match", page(viewer, id, MatchForm.EMPTY, new FormErrors(), told));
    }

    @PostMapping("/matches/{id}/steps")
    @Needs(Need.COORDINATE)
    ModelAndView write(Viewer viewer, @PathVariable String id, @ModelAttribute MatchForm form) {
        var match = Submission.idOrNotFound(id);
        var submission = new Submission(form.check());
        if (submission.taken(
                form.onceKey(), key -> matches.write(viewer, match, form.kind().orElseThrow(), form.said(), key))) {
            return new ModelAndView("redirect:/matches/" + match + "?done=written");
        }
        return submission.again("casework/match", page(viewer, id, form, submission.errors(), null));
    }

    @PostMapping("/matches/{id}/introductions")
    @Needs(Need.COORDINATE)
    ModelAndView introduce(Viewer viewer, @PathVariable String id, @ModelAttribute MatchForm form) {
        var match = Submission.idOrNotFound(id);
        var submission = new Submission(form.checkIntroduction());
        if (submission.taken(form.onceKey(), key -> matches.introduce(viewer, match, form.chosen(), key))) {
            return new ModelAndView("redirect:/matches/" + match + "?done=introduced");
        }
        return submission.again("casework/match", page(viewer, id, form, submission.errors(), null));
    }

    private MatchPage page(Viewer viewer, String id, MatchForm form, FormErrors errors, @Nullable String done) {
        return new MatchPage(matches.open(viewer, Submission.idOrNotFound(id)), form, errors, done);
    }
}
