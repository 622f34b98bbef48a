package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Meetings, assessments, and judgments as a counselor sees them, on a phone and a desk: for axe, the width, and us. */
class EngagementLookTest extends House {
    @Autowired
    private CaseDesk desk;

    private final List<Browser> browsers = new ArrayList<>();

    @AfterEach
    void nothing_was_found() {
        assertThat(browsers).flatMap(Browser::findings).isEmpty();
    }

    private Browser browser(Person person) {
        var browser = Browser.at(url("")).patient().session(as(person).cookie("hw_session"));
        browsers.add(browser);
        return browser;
    }

    private UUID aCase() {
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        return town().in(() -> desk.open(
                ortiz,
                new CaseDesk.Source(
                        new ConcernId(UUID.randomUUID()),
                        town().school(Person.School.QUAY),
                        town().maya(),
                        null,
                        town().staff(BUS_DRIVER),
                        Instant.now())));
    }

    private static void choose(Page page, String name, String value) {
        page.locator("input[name='" + name + "'][value='" + value + "']")
                .check(new Locator.CheckOptions().setForce(true));
    }

    private static void send(Browser browser) {
        Browser.turn(browser.page().locator(".hw-main form button[type=submit]"));
    }

    @Test
    void from_the_first_meeting_to_a_judgment() {
        var at = "/cases/" + aCase();
        try (var counselor = browser(COUNSELOR_ORTIZ)) {
            counselor.open(at + "/wishes");
            counselor.page().fill("#wishes", "To be asked before anyone is told.\nTo keep her seat by the window.");
            counselor.page().fill("#knownBy", "Ms. Ortiz and the nurse. Not the homeroom.");
            counselor.page().fill("#safeContact", "A pass to the library in third period.");
            counselor.page().fill("#notSafe", "Her phone: someone reads it. No letters.");
            send(counselor);
            counselor.open(at + "/wishes").look("engagement-wishes");
            counselor.open(at + "/meetings/new?step=plan").look("engagement-meeting-plan");
            counselor.open(at + "/meetings/new");
            send(counselor);
            counselor.lookHere("engagement-meeting-errors");
            choose(counselor.page(), "step", "HOLD");
            counselor.page().fill("#place", "Library office");
            counselor.page().fill("#studentWords", "He waits by the laundromat.\nI can't say no to him.");
            counselor.page().fill("#counselorView", "Calm at first, then looked at the door.");
            send(counselor);
            counselor.open(at + "/meetings").look("engagement-meetings");
            Browser.turn(counselor.page().locator("#meetings tbody a"));
            counselor.look("engagement-meeting");
            counselor.open(at + "/assessments/new").look("engagement-choose");
            choose(
                    counselor.page(),
                    "instrument",
                    counselor.page().locator("input[name=instrument]").first().getAttribute("value"));
            send(counselor);
            counselor.look("engagement-assessment");
            var assessment = counselor.path().replaceAll("\\?.*", "");
            counselor.open(assessment + "/sections/before").look("engagement-before");
            counselor.open(assessment + "/sections/now").look("engagement-now");
            counselor.open(assessment + "/sections/home");
            choose(counselor.page(), "q.home-safe", "no");
            choose(counselor.page(), "q.tonight", "feared");
            send(counselor);
            counselor.look("engagement-at-once");
            counselor.open(at).look("engagement-case-unsafe");
            counselor.open(at + "/tasks/new").look("engagement-task-unsafe");
            counselor.open(at + "/safety").look("engagement-safety");
            choose(counselor.page(), "to", "SAFE");
            counselor.page().fill("#reasons", "She sleeps at her aunt's. I see her at eight.");
            send(counselor);
            counselor.open(at + "/confirmation");
            choose(counselor.page(), "to", "CONFIRMED");
            send(counselor);
            counselor.lookHere("engagement-confirmation-errors");
            counselor.open(at + "/confirmation").look("engagement-confirmation");
            counselor.open(at).look("engagement-case");
            counselor.open("/instruments").look("engagement-instruments");
        }
    }

    @Test
    void a_licensed_instrument() {
        try (var coordinator = browser(COORDINATOR_HALE)) {
            coordinator.open("/instruments/new").look("engagement-import");
            coordinator.page().fill("#content", "kind: instrument\nid: example.tool\nversion: one\npoints: 3\n");
            send(coordinator);
            coordinator.lookHere("engagement-import-errors");
            coordinator.open("/instruments");
            Browser.turn(coordinator.page().locator(".hw-card__title a"));
            coordinator.look("engagement-instrument");
        }
    }
}
