package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.ADMIN_KIM;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.RECORDS_OFFICER_VEGA;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.havenward.House;
import org.havenward.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every page of the rooms as its people see it, with something on it: for axe, for the width, and for us to look at. */
class RoomsLookTest extends House {
    private final List<Browser> browsers = new ArrayList<>();

    @AfterEach
    void nothing_was_found() {
        assertThat(browsers).flatMap(Browser::findings).isEmpty();
    }

    private Browser browser(Person person) {
        return anyBrowser().session(as(person).cookie("hw_session"));
    }

    private Browser anyBrowser() {
        var browser = Browser.at(url("")).patient();
        browsers.add(browser);
        return browser;
    }

    @Test
    void before_sign_in() {
        try (var anyone = anyBrowser()) {
            anyone.open("/sign-in").look("sign-in");
            Browser.turn(anyone.page().locator(".hw-main button[type=submit]"));
            anyone.lookHere("sign-in-errors");
            anyone.open("/help-lines").look("help-lines");
        }
    }

    @Test
    void from_the_bus_to_the_case() {
        try (var driver = browser(BUS_DRIVER)) {
            driver.open("/").look("my-day-empty");
            driver.open("/concerns").look("own-empty");
            driver.open("/concerns/new").look("concern-form");
            Browser.turn(driver.page().locator("button[value=send]"));
            driver.lookHere("concern-form-errors");
            raise(driver.open("/concerns/new").page(), "Maya");
            driver.look("concern-receipt");
            raise(driver.open("/concerns/new").page(), "Leo");
            driver.open("/concerns").look("own-list");
            Browser.turn(driver.page().locator(".hw-card__title a"));
            driver.look("own");
            driver.open("/guide").look("guide");
            driver.open("/notices").look("notices-driver");
        }
        try (var counselor = browser(COUNSELOR_ORTIZ)) {
            counselor.open("/").look("my-day");
            counselor.open("/triage").look("triage-queue");
            Browser.turn(counselor.page().locator(".hw-table tbody a"));
            counselor.look("triage");
            Browser.turn(counselor.page().locator(".hw-next button"));
            counselor.look("triage-acknowledged");
            counselor.page().locator("summary", named("Open a case")).click();
            counselor
                    .page()
                    .locator("#earlier")
                    .check(new com.microsoft.playwright.Locator.CheckOptions().setForce(true));
            Browser.turn(counselor.page().locator("form:has(#earlier) button"));
            counselor.look("after-opening");
            counselor.open("/cases").look("cases");
            Browser.turn(counselor.page().locator(".hw-table tbody a"));
            var open = counselor.path();
            counselor.page().locator("summary", named("Add a note")).click();
            counselor.page().fill("#text", "She came at lunch.\nWe spoke for ten minutes about her week.");
            Browser.turn(counselor.page().locator("form:has(#text) button[type=submit]"));
            counselor.open(open).look("case");
            counselor.open(open + "/team").look("case-team");
            counselor.open(open + "/tasks/new").look("case-task-new");
            counselor.open(open + "/closing").look("case-closing");
            counselor.open(open + "/status").look("case-status");
            counselor.open(open + "/student").look("case-student");
            counselor.open(open + "/print").look("case-print");
            counselor.open("/notices").look("notices");
            counselor.open("/notices/preferences").look("notice-preferences");
            counselor.open("/account").look("account");
            counselor.open("/students?q=maya").look("students");
            Browser.turn(counselor.page().locator(".hw-main a[href^='/students/']"));
            counselor.look("student");
            counselor.open("/classes").look("classes");
        }
    }

    @Test
    void the_district() {
        try (var coordinator = browser(COORDINATOR_HALE)) {
            coordinator.open("/coordination").look("coordination");
            coordinator.open("/").look("my-day-coordinator");
        }
        try (var officer = browser(RECORDS_OFFICER_VEGA)) {
            officer.open("/audit").look("audit");
        }
        try (var admin = browser(ADMIN_KIM)) {
            admin.open("/people").look("people");
            Browser.turn(admin.page().locator(".hw-table tbody a"));
            admin.look("person");
            admin.open("/notices/mail").look("stuck-mail");
            admin.open("/roster").look("roster");
            admin.open("/school-calendar").look("school-calendar-empty");
            Browser.turn(admin.page().locator("form[action='/school-calendar/days'] button"));
            admin.lookHere("school-calendar-errors");
            var soon = java.time.LocalDate.now(java.time.ZoneId.of("America/Phoenix"))
                    .with(java.time.temporal.TemporalAdjusters.next(java.time.DayOfWeek.THURSDAY));
            admin.page().fill("#first", soon.toString());
            admin.page().fill("#last", soon.plusDays(1).toString());
            admin.page().fill("#name", "Fall break");
            Browser.turn(admin.page().locator("form[action='/school-calendar/days'] button"));
            admin.look("school-calendar");
            admin.open("/cases").look("refused");
        }
    }

    private static com.microsoft.playwright.Page.LocatorOptions named(String words) {
        return new Page.LocatorOptions().setHasText(words);
    }

    private static void raise(Page page, String student) {
        page.locator("input[name=immediateDanger][value=no]")
                .check(new com.microsoft.playwright.Locator.CheckOptions().setForce(true));
        page.fill("#studentWords", student);
        Browser.turn(page.locator("button[value=find]"));
        page.locator("input[name=studentId]")
                .first()
                .check(new com.microsoft.playwright.Locator.CheckOptions().setForce(true));
        page.fill(
                "#narrative",
                "She had a second phone on the bus today and hid it when I looked over.\n"
                        + "She said that she is not allowed to say whose it is.");
        page.fill("#observed", "2026-01-12");
        page.fill("#observedTime", "07:40");
        Browser.turn(page.locator("button[value=send]"));
        assertThat(page.url()).doesNotContain("/concerns/new");
    }
}
