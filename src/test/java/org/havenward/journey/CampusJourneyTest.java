package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.OTHER_COUNSELOR;
import static org.havenward.Person.TEACHER;

import com.microsoft.playwright.Locator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.district.NamesForTests;
import org.havenward.district.StudentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Someone may draw students in on campus: two cases at two schools touch, are linked, and neither shows the other. */
class CampusJourneyTest extends House {
    private final List<Browser> browsers = new ArrayList<>();

    @Autowired
    private CaseDesk desk;

    @AfterEach
    void nothing_was_found() {
        assertThat(browsers).flatMap(Browser::findings).isEmpty();
    }

    private Browser browser(Person person) {
        var browser = Browser.at(url("")).patient().session(as(person).cookie("hw_session"));
        browsers.add(browser);
        return browser;
    }

    private UUID open(Person lead, Person.School school, StudentId student) {
        var viewer = town().viewer(lead);
        return town().in(() -> desk.open(
                viewer,
                new CaseDesk.Source(
                        new ConcernId(UUID.randomUUID()),
                        town().school(school),
                        student,
                        null,
                        town().staff(BUS_DRIVER),
                        Instant.now())));
    }

    private StudentId aStudentOfHarbor() {
        return town().in(() ->
                NamesForTests.student(database, "Ines", "Baptiste", "10", town().school(Person.School.HARBOR)));
    }

    private String number(UUID id) {
        return town().in(() -> database.sql("select number from case_file where id = :id")
                .param("id", id)
                .query(String.class)
                .single());
    }

    private static Locator send(Browser browser, String action) {
        return browser.page().locator("form[method=post][action$='" + action + "'] button[type=submit]");
    }

    private static void check(Browser browser, String choice) {
        browser.page().locator(choice).check(new Locator.CheckOptions().setForce(true));
    }

    @Test
    void a_possible_recruiter_two_linked_cases_and_neither_shows_the_other() {
        var ofMaya = open(COUNSELOR_ORTIZ, Person.School.QUAY, town().maya());
        var ofInes = open(OTHER_COUNSELOR, Person.School.HARBOR, aStudentOfHarbor());
        var path = "/cases/" + ofMaya;
        try (var ortiz = browser(COUNSELOR_ORTIZ)) {
            ortiz.open(path + "/campus/new?q=leo");
            check(ortiz, "input[name=student]");
            check(ortiz, "input[name=kind][value=POSSIBLY_RECRUITING]");
            ortiz.page().fill("#words", "Two students say that he offers rides after school. He looks afraid himself.");
            ortiz.width(Browser.PHONE).see("campus-new");
            Browser.turn(send(ortiz, "/campus"));
            ortiz.open(path + "/campus/new");
            Browser.turn(send(ortiz, "/campus"));
            ortiz.see("campus-new-errors");
            check(ortiz, "input[name=kind][value=PLACE]");
            ortiz.page().fill("#words", "The wall behind the gym, from the last bell to the late bus");
            Browser.turn(send(ortiz, "/campus"));
            ortiz.open(path + "/campus/ask?name=haddad");
            check(ortiz, "input[name=recipient]");
            ortiz.page().fill("#words", "Please stand at the wall behind the gym until the late bus has left.");
            ortiz.page()
                    .fill(
                            "#due",
                            LocalDate.now(ZoneId.of("America/Phoenix"))
                                    .plusDays(3)
                                    .toString());
            ortiz.see("campus-ask");
            Browser.turn(send(ortiz, "/campus/ask"));
            ortiz.open(path + "/campus/suggestion");
            ortiz.page().fill("#words", "She speaks of a girl at another school who was driven by the same man.");
            ortiz.see("link-new");
            Browser.turn(send(ortiz, "/campus/suggestion"));
            assertThat(ortiz.page().content()).contains("The coordinator has it");
        }
        try (var haddad = browser(TEACHER)) {
            haddad.open("/shared-with-me").width(Browser.PHONE).see("action-shared");
            Browser.turn(haddad.page().locator(".hw-card a"));
            assertThat(haddad.page().content())
                    .contains("Please stand at the wall")
                    .doesNotContain("Maya", "Rivera", "Leo", "HW-");
            haddad.width(Browser.PHONE).see("action-one");
            Browser.turn(send(haddad, "/done"));
        }
        try (var hale = browser(COORDINATOR_HALE)) {
            hale.open("/campus-links");
            Browser.turn(hale.page().locator("a[href^='/campus-links/suggestions/']"));
            hale.page().fill("#number", number(ofInes));
            hale.width(Browser.PHONE).see("link-choice");
            Browser.turn(send(hale, "/link"));
            hale.look("links");
            Browser.turn(hale.page().locator("a[href^='/campus-links/']:not([href*=suggestions])"));
            check(hale, "input[name=to][value='" + ofInes + "']");
            hale.page().fill("#words", "Please look out for a gray van at the east gate.");
            Browser.turn(send(hale, "/messages"));
            hale.look("link");
        }
        try (var okafor = browser(OTHER_COUNSELOR)) {
            okafor.open("/cases/" + ofInes);
            assertThat(okafor.page().content())
                    .contains("Linked with another case; ask Ruth Hale (coordinator).")
                    .doesNotContain(number(ofMaya), "Maya", "Ortiz", "Castillo");
            okafor.open("/cases/" + ofInes + "/campus").width(Browser.PHONE).see("campus-linked");
            Browser.turn(okafor.page().locator("a[href*='/campus/links/']"));
            assertThat(okafor.page().content())
                    .contains("gray van")
                    .doesNotContain(number(ofMaya), ofMaya.toString(), "Maya", "Ortiz");
            okafor.see("link-case");
        }
        try (var ortiz = browser(COUNSELOR_ORTIZ)) {
            ortiz.open(path + "/campus").look("campus");
            assertThat(ortiz.page().content())
                    .contains("Linked with another case", "Done ")
                    .doesNotContain(number(ofInes), ofInes.toString(), "Ines", "Baptiste", "Okafor", "gray van");
        }
    }
}
