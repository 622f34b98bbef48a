package org.havenward.casework.web;

import java.util.Set;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.LinkDesk;
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

/** The coordinator's pages about links. */
@Controller
class LinkDeskController {
    private static final Set<String> DONE = Set.of("linked", "set_aside", "ended", "said");

    private final LinkDesk desk;

    LinkDeskController(LinkDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/campus-links")
    @Needs(Need.COORDINATE)
    ModelAndView all(Viewer viewer, @RequestParam(required = false) @Nullable String done) {
        return Pages.show("casework/links", new LinkDeskPage(desk.overview(viewer), told(done)));
    }

    @GetMapping("/campus-links/suggestions/{suggestion}")
    @Needs(Need.COORDINATE)
    ModelAndView choose(Viewer viewer, @PathVariable String suggestion) {
        return Pages.show("casework/link_choice", choice(viewer, suggestion, LinkForm.EMPTY, new FormErrors()));
    }

    @PostMapping("/campus-links/suggestions/{suggestion}/link")
    @Needs(Need.COORDINATE)
    ModelAndView link(Viewer viewer, @PathVariable String suggestion, @ModelAttribute LinkForm form) {
        var which = Submission.idOrNotFound(suggestion);
        var submission = new Submission(form.checkNumber());
        if (submission.taken(form.onceKey(), key -> desk.link(viewer, which, Submission.text(form.number()), key))) {
            return new ModelAndView("redirect:/campus-links?done=linked");
        }
        return submission.again("casework/link_choice", choice(viewer, suggestion, form, submission.errors()));
    }

    @PostMapping("/campus-links/suggestions/{suggestion}/set-aside")
    @Needs(Need.COORDINATE)
    ModelAndView setAside(Viewer viewer, @PathVariable String suggestion, @ModelAttribute LinkForm form) {
        var which = Submission.idOrNotFound(suggestion);
        var submission = new Submission(new FormErrors());
        if (submission.taken(form.onceKey(), key -> desk.setAside(viewer, which, key))) {
            return new ModelAndView("redirect:/campus-links?done=set_aside");
        }
        return submission.again("casework/link_choice", choice(viewer, suggestion, form, submission.errors()));
    }

    @GetMapping("/campus-links/{link}")
    @Needs(Need.COORDINATE)
    ModelAndView open(Viewer viewer, @PathVariable String link, @RequestParam(required = false) @Nullable String done) {
        return Pages.show("casework/link", talk(viewer, link, LinkForm.EMPTY, new FormErrors(), told(done)));
    }

    @PostMapping("/campus-links/{link}/messages")
    @Needs(Need.COORDINATE)
    ModelAndView say(Viewer viewer, @PathVariable String link, @ModelAttribute LinkForm form) {
        var which = Submission.idOrNotFound(link);
        var submission = new Submission(form.checkMessage());
        if (submission.taken(
                form.onceKey(), key -> desk.say(viewer, which, form.side(), Submission.text(form.words()), key))) {
            return new ModelAndView("redirect:/campus-links/" + which + "?done=said");
        }
        return submission.again("casework/link", talk(viewer, link, form, submission.errors(), null));
    }

    @PostMapping("/campus-links/{link}/end")
    @Needs(Need.COORDINATE)
    ModelAndView end(Viewer viewer, @PathVariable String link, @ModelAttribute LinkForm form) {
        var which = Submission.idOrNotFound(link);
        var submission = new Submission(new FormErrors());
        if (submission.taken(form.onceKey(), key -> desk.end(viewer, which, key))) {
            return new ModelAndView("redirect:/campus-links?done=ended");
        }
        return submission.again("casework/link", talk(viewer, link, form, submission.errors(), null));
    }

    private static @Nullable String told(@Nullable String done) {
        return done != null && DONE.contains(done) ? "casework.link.done." + done : null;
    }

    private LinkChoicePage choice(Viewer viewer, String suggestion, LinkForm form, FormErrors errors) {
        return new LinkChoicePage(desk.choice(viewer, Submission.idOrNotFound(suggestion)), form, errors);
    }

    private LinkPage talk(Viewer viewer, String link, LinkForm form, FormErrors errors, @Nullable String done) {
        return new LinkPage(desk.talk(viewer, Submission.idOrNotFound(link)), form, errors, done);
    }
}
