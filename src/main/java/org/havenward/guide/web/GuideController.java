package org.havenward.guide.web;

import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.guide.Guide;
import org.havenward.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class GuideController {
    private final Guide guide;

    GuideController(Guide guide) {
        this.guide = guide;
    }

    @GetMapping("/guide")
    @Needs(Need.SIGNED_IN)
    ModelAndView knowledge() {
        return Pages.show("guide/knowledge", KnowledgePage.of(guide));
    }

    @GetMapping({"/help", "/help-lines"})
    @Needs(Need.NOTHING)
    ModelAndView help() {
        return Pages.show("guide/help", new HelpPage(guide.helpLines()));
    }
}
