package org.havenward.journey;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Making one's report to the state, as people do it in a browser. */
final class Reporting {
    private Reporting() {}

    /** Makes the first report that someone owes, to all that it goes to. */
    static void reports(Browser who) {
        who.open("/my-reports");
        press(who.page().locator(".hw-card a").first());
        while (record(who.page()).count() > 0) {
            press(record(who.page()).first());
            writesDown(who.page(), "State hotline", "R-4711");
        }
    }

    /** The way to write down a report that is still owed. */
    static Locator record(Page page) {
        return page.locator(".hw-next a[href*='/call?who=']");
    }

    /** Fills in and sends the form of a call. */
    static void writesDown(Page page, String line, String reference) {
        if (page.locator("input[name=agency]:checked").count() == 0) {
            choose(page.locator("input[name=agency]").first());
        }
        choose(page.locator("input[name=way][value=PHONE]"));
        page.fill("#agencyName", line);
        page.fill("#spokeWith", "Mr. Kane");
        page.fill("#reference", reference);
        page.fill("#said", "They took it down and will call back tomorrow.");
        press(page.locator("form[action$='/calls'] button[type=submit]"));
    }

    static void answers(Page page, String kind, String said) {
        choose(page.locator("input[name=kind][value=" + kind + "]"));
        page.fill("#said", said);
        press(page.locator("form[action$='/answers'] button[type=submit]"));
    }

    static void choose(Locator input) {
        input.check(new Locator.CheckOptions().setForce(true));
    }

    static void press(Locator button) {
        Browser.turn(button);
    }
}
