package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.prevention.Lessons;
import org.havenward.prevention.NewLesson;
import org.havenward.voice.Places;
import org.havenward.voice.PublicWords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A child at a phone: tells, keeps the words, comes back, and leaves at a sound. With and without scripts, in English, Spanish,
 * and Arabic (safety 9).
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VoiceJourneyTest extends House {
    @Autowired
    private Places places;

    @Autowired
    private PublicWords words;

    @Autowired
    private Lessons lessons;

    private final List<Browser> browsers = new ArrayList<>();

    @BeforeEach
    void begin() {
        clock.back();
        town();
    }

    @AfterEach
    void close() {
        browsers.forEach(Browser::close);
    }

    @ParameterizedTest
    @CsvSource({"en, true, DARK", "es, false, LIGHT", "ar, true, LIGHT"})
    void a_peer_tells_anonymously_and_the_conversation_has_four_turns(
            String language, boolean scripts, ColorScheme scheme) {
        var t = words.in(language).orElseThrow();
        var phone = phone(scripts, scheme);
        var name = "voice-" + language + (scripts ? "" : "-no-scripts");
        phone.open("/tell/" + code());
        if (!language.equals("en")) {
            press(phone, "button[name=to][value=" + language + "]");
        }
        phone.see(name + "-start");
        press(phone, "button[name=about][value=peer]");
        phone.see(name + "-way");
        press(phone, "button[name=way][value=anonymous]");
        phone.page().fill("#words", "A man waits for my friend at the gate. " + UUID.randomUUID());
        phone.see(name + "-write");
        if (scripts) {
            phone.page()
                    .waitForCondition(
                            () -> !phone.page().inputValue("[data-proof]").isEmpty());
        }
        press(phone, "button[value=send]");
        assertThat(phone.page().locator("h1").innerText()).isEqualTo(t.t("sent.title"));
        phone.see(name + "-receipt");
        var receipt = phone.page().locator(".hw-tell__words li").allInnerTexts().stream()
                .collect(Collectors.joining(" "));
        assertThat(receipt.split(" ")).hasSize(8);
        press(phone, "button[value=kept]");
        phone.page().locator("textarea[id^=d_]").first().fill("At the east gate");
        phone.see(name + "-more");
        press(phone, "button[value=say]");
        assertThat(phone.page().locator("h1").innerText()).isEqualTo(t.t("done.title"));
        phone.see(name + "-done");
        assertThat(phone.path()).doesNotContain("?").doesNotContain("gate");

        answers("Thank you. When is he there?");
        comesBack(phone, language, receipt);
        assertThat(phone.page().locator(".hw-tell__talk").innerText()).contains("When is he there?");
        phone.page().fill("#words", "Every Thursday at three.");
        press(phone, "button[name=kind][value=more]");
        assertThat(phone.page().locator("[role=status]").innerText()).isEqualTo(t.t("talk.arrived"));
        phone.see(name + "-conversation");
        answers("I will be at the gate on Thursday.");
        comesBack(phone, language, receipt);
        assertThat(phone.page().locator(".hw-tell__said"))
                .satisfies(said -> assertThat(said.count()).isEqualTo(5));
        assertThat(phone.page().context().cookies()).isEmpty();
        assertThat(phone.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en, true", "es, false", "ar, true"})
    void a_lost_receipt_opens_nothing_and_says_that_nothing_is_lost(String language, boolean scripts) {
        var t = words.in(language).orElseThrow();
        var phone = phone(scripts, ColorScheme.LIGHT);
        comesBack(phone, language, "acorn acorn");
        assertThat(phone.page().locator("[role=alert]").innerText()).contains(t.t("again.count", 2));
        assertThat(phone.page().locator("main").innerText()).contains(t.t("again.lost"));
        phone.see("voice-words-wrong-" + language);
    }

    @ParameterizedTest
    @CsvSource({"en", "es", "ar"})
    void leaving_without_scripts_takes_one_tap_and_stores_nothing(String language) {
        var before = count("select count(*) from voice_conversation");
        var phone = phone(false, ColorScheme.LIGHT);
        phone.open("/tell/" + code());
        press(phone, "button[name=to][value=" + language + "]");
        press(phone, "button[name=about][value=self]");
        press(phone, "button[name=way][value=anonymous]");
        phone.page().fill("#words", "I have to go, someone comes");
        phone.page().click("[data-leave]");
        phone.page().waitForURL("**/calendar");
        assertThat(phone.page().context().cookies()).isEmpty();
        assertThat(count("select count(*) from voice_conversation")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"button", "escape", "taps"})
    void leaving_halfway_leaves_nothing_stored_and_nothing_in_the_history(String how) {
        var before = count("select count(*) from voice_conversation");
        var phone = phone(true, ColorScheme.LIGHT);
        phone.page().navigate("about:blank");
        phone.open("/tell/" + code());
        press(phone, "button[name=about][value=self]");
        press(phone, "button[name=way][value=named]");
        phone.page().fill("#words", "I have to go, someone comes");
        phone.page().fill("#name", "Maya");
        switch (how) {
            case "button" -> phone.page().click("[data-leave]");
            case "escape" -> phone.page().keyboard().press("Escape");
            default ->
                phone.page()
                        .locator("h1")
                        .click(new Locator.ClickOptions().setClickCount(3).setDelay(20));
        }
        phone.page().waitForURL("**/calendar");
        phone.see("voice-left-" + how);
        assertThat(phone.page().evaluate("history.length")).isEqualTo(2);
        assertThat(phone.page().evaluate("localStorage.length + sessionStorage.length"))
                .isEqualTo(0);
        phone.page().goBack();
        assertThat(phone.page().url()).isEqualTo("about:blank");
        assertThat(phone.page().context().cookies()).isEmpty();
        assertThat(count("select count(*) from voice_conversation")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"en, true", "es, false", "ar, true"})
    void after_a_lesson_28_answer_three_come_forward_and_one_asks_to_meet_by_name(String language, boolean scripts) {
        var ortiz = town().viewer(Person.COUNSELOR_ORTIZ);
        var lesson = town().in(() -> lessons.find(lessons.plan(
                        ortiz,
                        new NewLesson(
                                town().school(Person.School.QUAY),
                                "Safe online",
                                "Room 12",
                                "Noor Haddad",
                                ortiz.staff(),
                                28,
                                clock.instant().minusSeconds(60),
                                clock.instant().plus(Duration.ofHours(2))),
                        UUID.randomUUID().toString()))
                .orElseThrow());
        var pages = new ArrayList<String>();
        for (var student = 0; student < 28; student++) {
            // A few phones are enough for what a browser shows: the others send the same form without one.
            if (student < 2) {
                var phone = phone(scripts == (student == 0), ColorScheme.LIGHT);
                phone.open("/t/" + lesson.code());
                if (!language.equals("en")) {
                    press(phone, "button[name=to][value=" + language + "]");
                }
                phone.see("voice-lesson-" + student + "-" + language);
                phone.page().check(student == 0 ? "#c2" : "#c0");
                if (student == 0) {
                    phone.page().check("#meet");
                    phone.page().check("#s0");
                    phone.page().fill("#name", "Isolde Finch");
                    phone.page().fill("#where", "From PE, as if for the nurse");
                }
                phone.page().fill("#words", student == 0 ? "I need to talk" : "It was good");
                press(phone, "button[value=send]");
                assertThat(phone.page().locator("main").innerText())
                        .contains(words.in(language).orElseThrow().t("lesson.after"));
                phone.see("voice-lesson-after-" + student + "-" + language);
                pages.add(phone.page().locator("main").innerHTML());
            } else if (student < 4) {
                var other = student == 2 ? "ar" : "es";
                var phone = phone(student == 2, ColorScheme.LIGHT);
                phone.open("/t/" + lesson.code());
                press(phone, "button[name=to][value=" + other + "]");
                phone.page().check(student == 2 ? "#c3" : "#c1");
                press(phone, "button[value=send]");
                assertThat(phone.page().locator("main").innerText())
                        .contains(words.in(other).orElseThrow().t("lesson.after"));
            } else {
                var fields = new java.util.HashMap<String, String>();
                fields.put("choice", "c0");
                fields.put("words", "A line of student " + student);
                assertThat(anyone().post("/tell/lesson/" + lesson.code(), fields)
                                .statusCode())
                        .isEqualTo(200);
            }
        }
        assertThat(pages.get(0)).isEqualTo(pages.get(1));
        var desk = Browser.at(url("")).session(town().session(Person.COUNSELOR_ORTIZ));
        browsers.add(desk);
        desk.open("/lessons/" + lesson.id().value() + "/answers").see("voice-lesson-list");
        assertThat(desk.page().locator("main").innerText())
                .contains("Isolde Finch")
                .contains("From PE");
        assertThat(desk.page()
                        .locator(
                                "summary",
                                new com.microsoft.playwright.Page.LocatorOptions().setHasText("What came of it"))
                        .count())
                .isEqualTo(3);
        desk.open("/lessons/" + lesson.id().value()).see("voice-lesson");
        assertThat(desk.page().locator("main").innerText()).contains("28").contains("fewer than 5");
        desk.open("/lessons").see("voice-lessons");
        desk.open("/lessons/new").see("voice-lesson-new");
        desk.open("/posters").see("voice-posters");
        desk.open("/lessons/" + lesson.id().value() + "/slips").see("voice-slips");
    }

    @Test
    void the_counselor_sees_the_conversation_and_opens_a_locked_name_with_a_second_person() {
        var phone = phone(false, ColorScheme.LIGHT);
        phone.open("/tell/" + code());
        press(phone, "button[name=about][value=self]");
        press(phone, "button[name=way][value=confidential]");
        phone.page().fill("#words", "Someone keeps my documents.");
        phone.page().fill("#name", "Rosalind Zephyr");
        phone.see("voice-write-confidential");
        press(phone, "button[value=send]");
        var desk = Browser.at(url("")).session(town().session(Person.COUNSELOR_ORTIZ));
        browsers.add(desk);
        desk.open("/triage/" + newest()).see("voice-triage");
        assertThat(desk.page().locator("main").innerText())
                .contains("Someone keeps my documents.")
                .doesNotContain("Rosalind");
        desk.page().fill("#answer", "Thank you. You are not in trouble.");
        Browser.turn(desk.page().getByText("Send the answer"));
        desk.see("voice-triage-answered");
    }

    private void comesBack(Browser phone, String language, String receipt) {
        phone.open("/tell/" + code() + "/words");
        if (!language.equals("en")) {
            press(phone, "button[name=to][value=" + language + "]");
        }
        phone.page().fill("#receipt", receipt);
        press(phone, "button[value=open]");
    }

    /** Presses a button and waits until the page has turned, with scripts or without. */
    private static void press(Browser phone, String button) {
        var page = phone.page();
        var old = page.locator("main").elementHandle();
        page.locator(button).click();
        try {
            old.waitForElementState(com.microsoft.playwright.options.ElementState.HIDDEN);
        } catch (com.microsoft.playwright.PlaywrightException gone) {
            assertThat(gone).isNotNull(); // the whole page is another one
        }
        page.locator("main h1").waitFor();
    }

    private Browser phone(boolean scripts, ColorScheme scheme) {
        var phone = (scripts ? Browser.at(url("")) : Browser.withoutScripts(url("")))
                .width(Browser.PHONE)
                .scheme(scheme);
        browsers.add(phone);
        return phone;
    }

    private void answers(String text) {
        assertThat(as(Person.COUNSELOR_ORTIZ)
                        .post("/triage/" + newest() + "/answers", java.util.Map.of("answer", text))
                        .statusCode())
                .isEqualTo(303);
    }

    private UUID newest() {
        return town().in(() -> database.sql(
                        "select id from concern where conversation_id is not null order by received_at desc, id desc limit 1")
                .query(UUID.class)
                .single());
    }

    private String code() {
        return town().in(() -> places.ofSchools().stream()
                .filter(place -> town().school(Person.School.QUAY).equals(place.school()))
                .findFirst()
                .orElseThrow()
                .code());
    }

    private long count(String sql) {
        return town().in(() -> database.sql(sql).query(Long.class).single());
    }
}
