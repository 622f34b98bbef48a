package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COUNSELOR_ORTIZ;

import com.microsoft.playwright.Locator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.district.StudentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A case walked through its steps: from suspicion to confirmed with someone at home as the danger, at 18, and with an employer. */
class StepsJourneyTest extends House {
    @Autowired
    private CaseDesk desk;

    private final List<Browser> browsers = new ArrayList<>();

    @AfterEach
    void nothing_was_found() {
        assertThat(browsers).flatMap(Browser::findings).isEmpty();
    }

    private Browser counselor() {
        var browser = Browser.at(url("")).patient().session(as(COUNSELOR_ORTIZ).cookie("hw_session"));
        browsers.add(browser);
        return browser;
    }

    private String aCase(StudentId student, LocalDate born) {
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        town().in(() -> database.sql("update student set born_on = :born where id = :id")
                .param("born", born)
                .param("id", student.value())
                .update());
        return "/cases/"
                + town().in(() -> desk.open(
                        ortiz,
                        new CaseDesk.Source(
                                new ConcernId(UUID.randomUUID()),
                                town().school(Person.School.QUAY),
                                student,
                                null,
                                town().staff(BUS_DRIVER),
                                Instant.now())));
    }

    private static void answer(Browser browser, String at, String question, String value) {
        browser.open(at + "/steps/" + question);
        browser.page()
                .locator("input[name='answer'][value='" + value + "']")
                .check(new Locator.CheckOptions().setForce(true));
        send(browser);
    }

    private static void done(Browser browser, String at, String step, String note) {
        browser.open(at + "/steps/" + step);
        browser.page().locator("textarea[name='note']").first().fill(note);
        send(browser);
    }

    private static void send(Browser browser) {
        browser.page().locator(".hw-main form button[type=submit]").first().click();
        browser.page().waitForURL(url -> url.contains("/steps?"));
    }

    private static String words(Browser browser) {
        return browser.page().locator("main").innerText();
    }

    @Test
    void from_suspicion_to_confirmed_with_a_family_member_as_the_danger() {
        var at = aCase(town().maya(), LocalDate.now().minusYears(14));
        try (var counselor = counselor()) {
            counselor.open(at).look("steps-case");
            assertThat(words(counselor)).contains("Is the student in danger right now?");
            counselor.open(at + "/steps/danger").look("steps-question");
            answer(counselor, at, "danger", "yes");
            assertThat(words(counselor)).contains("What this answer changed", "Call 911");
            counselor.look("steps-changed");
            done(counselor, at, "call-911", "Officer Reyes came at 10:20 and stayed.");
            answer(counselor, at, "family-safe", "no");
            assertThat(words(counselor)).contains("Stop all that could reach the family");
            done(counselor, at, "first-talk", "She chose the library. We talked for ten minutes.");
            answer(counselor, at, "exploiter", "family");
            assertThat(words(counselor)).contains("What this answer changed");
            counselor.open(at + "/confirmation");
            counselor
                    .page()
                    .locator("input[name='to'][value='CONFIRMED']")
                    .check(new Locator.CheckOptions().setForce(true));
            counselor.page().locator("input[name='basis']").first().check(new Locator.CheckOptions().setForce(true));
            counselor.page().locator("textarea[name='reasons']").fill("In her own words, to me and to the police.");
            counselor
                    .page()
                    .locator(".hw-main form button[type=submit]")
                    .first()
                    .click();
            counselor.page().waitForURL(url -> url.contains("done=judged"));
            counselor.open(at + "/steps").look("steps-confirmed");
            assertThat(words(counselor)).contains("Make the report that the law asks for");
            counselor.open(at + "/steps/safety-plan");
            assertThat(words(counselor)).contains("Confirmed: yes");
        }
    }

    @Test
    void a_student_of_eighteen_decides_for_themself() {
        var at = aCase(town().leo(), LocalDate.now().minusYears(18).minusMonths(2));
        try (var counselor = counselor()) {
            counselor.open(at + "/steps");
            assertThat(words(counselor)).contains("Does the student want");
            counselor.open(at + "/steps/report-by-voice").look("steps-not-needed");
            assertThat(words(counselor)).contains("Not needed here", "Under 18 when the concern was raised: no");
        }
    }

    @Test
    void an_employer_exploits_a_student_of_seventeen_where_child_protection_acts_only_on_caregivers() {
        var at = aCase(town().leo(), LocalDate.now().minusYears(17).minusMonths(3));
        try (var counselor = counselor()) {
            answer(counselor, at, "exploiter", "employer");
            assertThat(words(counselor))
                    .contains(
                            "What this answer changed",
                            "Report to the police as well",
                            "Employer: tell the labor department",
                            "Employer: plan with the student how to stay safe from work");
            counselor.open(at + "/steps/police-too");
            assertThat(words(counselor)).doesNotContain("Not needed here");
            counselor.open(at + "/steps").width(Browser.PHONE).see("steps-employer");
            counselor.width(Browser.DESK).see("steps-employer");
            done(counselor, at, "labor-department", "Wage and Hour took it at 2:10 pm; they call back Monday.");
            answer(counselor, at, "exploiter", "family");
            assertThat(words(counselor)).as("what changes is shown").contains("What this answer changed");
            counselor.open(at + "/steps/labor-department");
            assertThat(words(counselor)).contains("Wage and Hour took it at 2:10 pm");
        }
    }
}
