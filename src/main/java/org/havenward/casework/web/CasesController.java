package org.havenward.casework.web;

import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseFilter;
import org.havenward.casework.Cases;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
class CasesController {
    private static final int PAGE = 50;

    private final Cases cases;

    CasesController(Cases cases) {
        this.cases = cases;
    }

    @GetMapping("/cases")
    @Needs(Need.LIST_CASES)
    ModelAndView list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after) {
        var filter = CaseFilter.of(show);
        var query = Submission.query(q);
        var page = query.isEmpty() ? cases.list(viewer, filter, after, PAGE) : cases.search(viewer, query, after, PAGE);
        return Pages.show(
                "casework/cases",
                new CasesPage(page.items(), page.next(), after == null, filter, query, cases.counts(viewer)));
    }
}
