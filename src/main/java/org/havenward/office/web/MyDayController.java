package org.havenward.office.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.office.Days;
import org.havenward.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class MyDayController {
    private final Days days;

    MyDayController(Days days) {
        this.days = days;
    }

    @GetMapping("/")
    @Needs(Need.SIGNED_IN)
    ModelAndView day(Viewer viewer) {
        var sections = days.of(viewer).entrySet().stream()
                .map(part -> new MyDayPage.Section(
                        "office.day." + part.getKey().name().toLowerCase(Locale.ROOT), part.getValue()))
                .toList();
        var first = viewer.name().strip().split("\\s+", 2)[0];
        return Pages.show("office/my_day", new MyDayPage(first, sections, useful(viewer), days.now()));
    }

    private List<MyDayPage.Useful> useful(Viewer viewer) {
        var useful = new ArrayList<MyDayPage.Useful>();
        if (days.isOpen(viewer, Need.RAISE_CONCERN)) {
            useful.add(new MyDayPage.Useful("office.useful.raise", "/concerns/new"));
        }
        if (days.isOpen(viewer, Need.TRIAGE_CONCERN)) {
            useful.add(new MyDayPage.Useful("office.useful.triage", "/triage"));
        }
        if (days.isOpen(viewer, Need.LIST_CASES)) {
            useful.add(new MyDayPage.Useful("office.useful.cases", "/cases"));
        }
        if (days.isOpen(viewer, Need.READ_AUDIT)) {
            useful.add(new MyDayPage.Useful("office.useful.audit", "/audit"));
        }
        useful.add(new MyDayPage.Useful("office.useful.knowledge", "/knowledge"));
        return useful;
    }
}
