package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Reports to the state in a browser: a bus driver's own, screened out and made again; a counselor's about an employer, in
 * writing, in a state where child protection acts only on caregivers; and the proof of both.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReportToTheStateTest extends House {
    @Autowired
    private CaseDesk desk;

    private final List<Browser> browsers = new ArrayList<>();

    @AfterEach
    void close() {
        clock.back();
        browsers.forEach(Browser::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.DESK})
    void a_bus_drivers_report_is_screened_out_and_made_again(int width) {
        var file = aCase();
        var driver = browser(Person.BUS_DRIVER, width);
        driver.open("/").see("report-my-day");
        driver.open("/my-reports").see("report-own");
        driver.open(duty(file, Person.BUS_DRIVER)).see("report-duty");
        var page = driver.page();
        assertThat(words(driver))
                .contains("Next: call and report", "What to say", "What not to do")
                .doesNotContain("Leo")
                .doesNotContain("HW-");
        Reporting.press(Reporting.record(page));
        page.fill("#reference", "R-1");
        Reporting.press(page.locator("form[action$='/calls'] button[type=submit]"));
        driver.see("report-call-refused");
        assertThat(page.inputValue("#reference")).isEqualTo("R-1");
        Reporting.writesDown(page, "State hotline", "R-1");
        driver.see("report-half");
        assertThat(words(driver)).contains("one more call");
        Reporting.press(Reporting.record(page));
        driver.see("report-call");
        Reporting.writesDown(page, "City police", "P-22");
        driver.see("report-made");
        assertThat(words(driver)).contains("You have met your duty to call", "P-22");

        Reporting.press(page.locator(".hw-next a[href$='/answer']"));
        driver.see("report-answer");
        Reporting.answers(page, "SCREENED_OUT", "No caregiver is named, they say.");
        driver.see("report-screened-out");
        assertThat(words(driver))
                .contains("Screened out: what you can do now", "Go to law enforcement", "Support goes on");
        clock.forward(Duration.ofMinutes(20));
        Reporting.press(page.locator("form[action$='/again'] button[type=submit]"));
        driver.see("report-again");
        assertThat(words(driver)).contains("This is your further report", "Next: call and report");
        while (Reporting.record(page).count() > 0) {
            Reporting.press(Reporting.record(page).first());
            Reporting.writesDown(page, "State hotline", "R-3");
        }
        Reporting.press(page.locator(".hw-next a[href$='/answer']"));
        Reporting.answers(page, "ACCEPTED", "A worker comes to school tomorrow.");
        driver.see("report-accepted");
        assertThat(words(driver)).contains("You have done what the law asks");
        driver.open("/my-reports").see("report-own-done");
        assertThat(words(driver)).contains("Screened out, then reported again");
    }

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.DESK})
    void a_counselor_reports_an_employer_sends_it_in_writing_and_proves_it(int width) {
        var file = aCase();
        var counselor = browser(Person.COUNSELOR_ORTIZ, width);
        var page = counselor.page();
        counselor.open("/cases/" + file).see("report-case");
        assertThat(words(counselor)).contains("Next: your report to the state", "Dana Brooks");
        counselor.open("/cases/" + file + "/reports").see("report-case-reports");
        counselor.open(duty(file, Person.COUNSELOR_ORTIZ));
        Reporting.press(page.locator("a[href*='who=EMPLOYER']"));
        counselor.see("report-duty-employer");
        assertThat(words(counselor))
                .contains("It goes to law enforcement.", "Child protection acts here only when a caregiver")
                .doesNotContain("Child protection:");
        while (Reporting.record(page).count() > 0) {
            Reporting.press(Reporting.record(page).first());
            if (page.locator("input[name=askedWritten]:checked").count() == 0) {
                Reporting.choose(page.locator("input[name=askedWritten]"));
            }
            Reporting.writesDown(page, "City police", "P-90");
        }
        counselor.see("report-written-owed");
        Reporting.press(page.locator(".hw-next a[href$='/packet']"));
        counselor.see("report-packet");
        Reporting.press(page.locator("button[value=freeze]"));
        counselor.see("report-packet-refused");
        page.fill("#reporter_contact", "555-0142");
        page.fill("#what", "The student packs fish at night and is not paid. The boss holds the passport.");
        page.fill("#harm", "Cut hands, two hours of sleep.");
        Reporting.press(page.locator("button[value=keep]"));
        counselor.see("report-packet-kept");
        Reporting.press(page.locator("button[value=freeze]"));
        counselor.see("report-frozen");
        assertThat(words(counselor)).containsPattern("[0-9a-f]{64}");
        var pdf = page.request().get(counselor.address() + counselor.path().replaceFirst("\\?.*", "") + "/pdf");
        assertThat(new String(pdf.body(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        Reporting.choose(page.locator("input[name=way][value=FAX]"));
        page.fill("#to", "City police, fax 555-0199");
        Reporting.press(page.locator("form[action$='/sendings'] button[type=submit]"));
        counselor.see("report-sent");
        counselor.open("/cases/" + file + "/reports/proof").see("report-proof");
        assertThat(words(counselor)).contains("Elena Ortiz", "P-90", "In time", "Not everyone");

        var coordinator = browser(Person.COORDINATOR_HALE, width);
        coordinator.open("/reports/year").see("report-year");
        assertThat(words(coordinator)).contains("Elena Ortiz").doesNotContain("Leo");
    }

    private UUID aCase() {
        var ortiz = town().viewer(Person.COUNSELOR_ORTIZ);
        return town().in(() -> desk.open(
                ortiz,
                new CaseDesk.Source(
                        new ConcernId(UUID.randomUUID()),
                        town().school(Person.School.QUAY),
                        town().leo(),
                        null,
                        town().staff(Person.BUS_DRIVER),
                        clock.instant().minus(Duration.ofMinutes(9)))));
    }

    private String duty(UUID file, Person holder) {
        return "/my-reports/"
                + town().in(() -> database.sql("select id from mandate_duty where case_id = :case and holder = :who")
                        .param("case", file)
                        .param("who", town().staff(holder).value())
                        .query(UUID.class)
                        .single());
    }

    private Browser browser(Person person, int width) {
        var browser = Browser.at(url("")).session(town().session(person)).width(width);
        browsers.add(browser);
        return browser;
    }

    private static String words(Browser browser) {
        return browser.page().locator("main").innerText();
    }
}
