package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.havenward.House;
import org.havenward.access.Accounts;
import org.havenward.access.Keys;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The main job, whole, in a browser, in a district that begins empty: an administrator brings in the roster and gives
 * people their work; each of them signs in for the first time; a bus driver raises a concern; the counselor is told, reads
 * it, opens a case, and works it; what nobody reads is told to the backup and the coordinator; the principal, who is named
 * in it, never learns that it exists. Safety 4, 6, and 7 as their people meet them.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConcernToCaseTest extends House {
    private static final String PASSWORD = "velvet tugboat marigold 9";
    private static final Pattern CONCERN = Pattern.compile("/concerns/[0-9a-f-]{36}");
    private static final Pattern CASE = Pattern.compile("/cases/[0-9a-f-]{36}");

    @Autowired
    private List<Job> jobs;

    @Autowired
    private Districts districts;

    @Autowired
    private Directory directory;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Keys keys;

    private final List<Browser> browsers = new ArrayList<>();
    private final Map<String, String> authenticators = new HashMap<>();
    private int width;
    private ColorScheme scheme = ColorScheme.LIGHT;

    @AfterEach
    void close() {
        clock.back();
        browsers.forEach(Browser::close);
    }

    @ParameterizedTest
    @CsvSource({"320, LIGHT, ''", "1280, DARK, ''", "320, DARK, without scripts"})
    void a_roster_comes_in_a_concern_is_raised_and_becomes_a_case(int pixels, ColorScheme light, String scripts) {
        width = pixels;
        scheme = light;
        var withScripts = scripts.isEmpty();
        var town = "w" + UUID.randomUUID().toString().substring(0, 8) + ".example";

        var admin = administrator(town, withScripts);
        bringsInTheRoster(admin, town);
        var welcomes = new LinkedHashMap<String, String>();
        welcomes.put("Dana Brooks", givesWork(admin, town, "Dana Brooks", null));
        welcomes.put("Elena Ortiz", givesWork(admin, town, "Elena Ortiz", Role.DESIGNATED_COUNSELOR));
        welcomes.put("Wei Lin", givesWork(admin, town, "Wei Lin", Role.BACKUP_COUNSELOR));
        welcomes.put("Tom Reed", givesWork(admin, town, "Tom Reed", Role.SCHOOL_ADMINISTRATOR));
        welcomes.put("Ruth Hale", givesWork(admin, town, "Ruth Hale", Role.DISTRICT_COORDINATOR));
        var people = new HashMap<String, Browser>();
        welcomes.forEach((name, link) -> people.put(name, isWelcomed(link, town, name, withScripts)));

        var driver = person(people, "Dana Brooks");
        var concern = raisesAConcern(driver, withScripts);
        var counselor = person(people, "Elena Ortiz");
        isTold(counselor);
        var file = triagesIntoACase(counselor, concern);
        Reporting.reports(driver);
        Reporting.reports(counselor);
        worksTheCase(counselor, file);
        addsSomething(driver, concern);

        learnsNothing(person(people, "Tom Reed"), concern, file);
        learnsNothing(admin, concern, file);

        raisesAnother(driver, withScripts);
        nobodyReads(town, people);
    }

    private Browser person(Map<String, Browser> people, String name) {
        return Objects.requireNonNull(people.get(name));
    }

    // ---- the district's beginning

    private Browser administrator(String town, boolean withScripts) {
        DistrictId district = districts
                .create("Quay Unified " + town, "AZ", "America/Phoenix")
                .id();
        inDistrict(district, () -> {
            StaffId kim = directory.addStaff("Joon", "Kim", "Systems", List.of());
            accounts.create(null, kim, "joon.kim@" + town);
            accounts.give(null, kim, new RoleAt(Role.SYSTEM_ADMINISTRATOR, null), null, null);
            keys.password(kim, PASSWORD);
        });
        var admin = browser(withScripts);
        admin.open("/sign-in").see("journey-sign-in");
        signIn(admin, "joon.kim@" + town);
        setsUpSecondFactor(admin, "joon.kim@" + town);
        admin.open("/").see("journey-my-day-administrator");
        return admin;
    }

    private void bringsInTheRoster(Browser admin, String town) {
        admin.open("/roster").see("journey-roster-before");
        var page = admin.page();
        page.locator("input[type=file]").setInputFiles(new FilePayload("roster.zip", "application/zip", roster(town)));
        press(page.locator("form[action='/roster'] button[type=submit]"));
        var confirm = page.locator("form[action$='/confirmation'] button[type=submit]")
                .first();
        await(admin, confirm);
        admin.see("journey-roster-summary");
        assertThat(words(admin)).contains("Quay Middle");
        press(confirm);
        await(admin, page.locator(".usa-alert--success"));
        admin.see("journey-roster-done");
    }

    /** Waits for what work in the background leads to, also where the page does not refresh itself. */
    private static void await(Browser browser, Locator what) {
        for (int tries = 0; tries < 60 && what.count() == 0; tries++) {
            browser.page().waitForTimeout(250);
            if (tries % 8 == 7) {
                browser.page().reload();
            }
        }
        assertThat(what.count()).isGreaterThan(0);
    }

    /** @return the link for the first sign-in */
    private String givesWork(Browser admin, String town, String name, @org.jspecify.annotations.Nullable Role role) {
        var page = admin.page();
        admin.open("/people?q=" + name.replace(" ", "+"));
        Browser.turn(page.locator(".hw-table tbody a").filter(new Locator.FilterOptions().setHasText(name)));
        page.fill("#email", email(name, town));
        press(page.locator("form[action$='/account'] button[type=submit]"));
        var link = page.locator("main code").first().innerText();
        if (role != null) {
            choose(page.locator("input[name=role][value=" + role + "]"));
            if (Accounts.atSchools(role)) {
                page.selectOption("#school", new SelectOption().setLabel("Quay Middle"));
            }
            press(page.locator("form[action$='/roles'] button[type=submit]"));
            if (role == Role.DESIGNATED_COUNSELOR) {
                admin.see("journey-person");
            }
        }
        return link.substring(link.indexOf("/welcome/"));
    }

    private Browser isWelcomed(String link, String town, String name, boolean withScripts) {
        var browser = browser(withScripts);
        browser.open(link);
        var page = browser.page();
        if (name.equals("Dana Brooks")) {
            browser.see("journey-welcome");
            page.fill("#password", "password");
            press(page.locator("main form[action^='/welcome'] button[type=submit]"));
            browser.see("journey-welcome-refused");
        }
        page.fill("#password", PASSWORD);
        press(page.locator("main form[action^='/welcome'] button[type=submit]"));
        page.waitForURL(address -> !address.contains("/welcome/"));
        var opensCases = List.of("Elena Ortiz", "Wei Lin", "Ruth Hale").contains(name);
        assertThat(browser.path().startsWith("/sign-in/second-factor")).isEqualTo(opensCases);
        if (opensCases) {
            setsUpSecondFactor(browser, email(name, town));
        }
        browser.open("/");
        assertThat(page.locator("main").count()).isEqualTo(1);
        assertThat(browser.path()).isEqualTo("/");
        return browser;
    }

    private void setsUpSecondFactor(Browser browser, String email) {
        var page = browser.page();
        if (authenticators.isEmpty()) {
            browser.see("journey-second-factor");
        }
        page.locator("main details summary").first().click();
        var key = page.locator("main details code").first().innerText();
        page.fill("#code", Keys.code(key, clock.instant()));
        press(page.locator("form:has(#code) button[type=submit]"));
        if (authenticators.isEmpty()) {
            browser.see("journey-recovery-codes");
        }
        authenticators.put(email, key);
    }

    private void signIn(Browser browser, String email) {
        var page = browser.page();
        browser.open("/sign-in");
        page.fill("#email", email);
        page.fill("#password", PASSWORD);
        press(page.locator("form[action='/sign-in'] button[type=submit]"));
        var key = authenticators.get(email);
        if (key != null) {
            page.fill("#code", Keys.code(key, clock.instant()));
            press(page.locator("form:has(#code) button[type=submit]"));
        }
    }

    // ---- the concern

    private String raisesAConcern(Browser driver, boolean withScripts) {
        driver.open("/").see("journey-my-day-driver");
        driver.open("/concerns/new").see("journey-concern");
        var page = driver.page();
        press(page.locator("button[value=send]"));
        driver.see("journey-concern-refused");
        choose(page.locator("input[name=immediateDanger][value=no]"));
        page.fill(
                "#narrative",
                "She got a call, went quiet, and asked to be let off two stops early. A car waited there.");
        picks(page, "Mya Rivra", "Maya Rivera", withScripts);
        assertThat(page.inputValue("#narrative")).as("what was typed stays").startsWith("She got a call");
        page.fill("#place", "Bus 12, Harbor Road stop");
        page.locator("#indicators summary").first().click();
        choose(page.locator("#indicators input[type=checkbox]").first());
        page.locator("summary:has(+ div #involvedWords), details:has(#involvedWords) > summary")
                .first()
                .click();
        page.fill("#involvedWords", "Reed");
        press(page.locator("button[value=find-staff]"));
        choose(page.locator("input[name=involved]").first());
        driver.see("journey-concern-filled");
        press(page.locator("button[value=send]"));
        driver.see("journey-receipt");
        assertThat(words(driver)).contains("Elena Ortiz").doesNotContain("Maya");
        return first(CONCERN, page.locator("main").innerHTML());
    }

    private static void picks(Page page, String typed, String name, boolean withScripts) {
        page.fill("#studentWords", typed);
        if (!withScripts) {
            press(page.locator("button[value=find]"));
        }
        var label = page.locator("#found-students label")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
        label.waitFor();
        label.click();
    }

    private static void raisesAnother(Browser driver, boolean withScripts) {
        driver.open("/concerns/new");
        var page = driver.page();
        choose(page.locator("input[name=immediateDanger][value=no]"));
        picks(page, "Castilo", "Leo Castillo", withScripts);
        page.fill("#narrative", "He asked me twice whether he may stay on the bus after the last stop.");
        press(page.locator("button[value=send]"));
        assertThat(words(driver)).contains("Elena Ortiz");
    }

    private void addsSomething(Browser driver, String concern) {
        driver.open("/concerns").see("journey-own-concerns");
        driver.open(concern).see("journey-own-concern");
        assertThat(words(driver)).contains("Harbor Road").doesNotContain("HW-2");
        var page = driver.page();
        page.fill("main textarea", "The same car was there again this afternoon.");
        press(page.locator("main form:has(textarea) button[type=submit]").first());
        assertThat(words(driver)).contains("again this afternoon");
    }

    // ---- the counselor

    private static void isTold(Browser counselor) {
        counselor.open("/").see("journey-my-day-counselor");
        assertThat(words(counselor)).contains("Quay Middle");
        counselor.open("/notices").see("journey-notices");
        assertThat(words(counselor)).doesNotContain("Maya").doesNotContain("Reed");
    }

    private static String triagesIntoACase(Browser counselor, String concern) {
        var page = counselor.page();
        counselor.open("/triage").see("journey-queue");
        counselor.open(triage(concern)).see("journey-triage");
        assertThat(words(counselor)).contains("Maya Rivera", "two stops early", "Tom Reed");
        press(page.locator("form[action$='/acknowledgment'] button[type=submit]"));
        counselor.see("journey-triage-acknowledged");
        var form = page.locator("form:has(input[name=outcome][value=open-case])");
        page.locator("details:has(input[name=outcome][value=open-case]) > summary")
                .click();
        choose(form.locator("input[name=earlier]"));
        press(form.locator("button[type=submit]"));
        counselor.see("journey-triage-decided");
        Browser.turn(page.locator("main a[href^='/cases/']"));
        return first(CASE, counselor.path());
    }

    private static void worksTheCase(Browser counselor, String file) {
        var page = counselor.page();
        counselor.open(file).see("journey-case-new");
        var notes = page.locator("form[action$='/notes']");
        if (!notes.locator("textarea").isVisible()) {
            page.locator("details:has(form[action$='/notes']) > summary").click();
        }
        notes.locator("textarea").fill("We spoke in the library. She chose the place.");
        press(notes.locator("button[type=submit]"));

        counselor.open(file + "/tasks/new");
        page.fill("#title", "Ask the nurse about Tuesday");
        choose(page.locator("input[name=owner]").first());
        page.fill("#due", "2027-01-29");
        counselor.see("journey-task");
        press(page.locator("form[action$='/tasks'] button[type=submit]"));

        counselor.open(file + "/team");
        page.selectOption("#who", new SelectOption().setLabel(optionLike(page, "#who", "Wei Lin")));
        press(page.locator("form[action$='/team'][method=post] button[type=submit]"));
        counselor.see("journey-team");
        assertThat(words(counselor)).contains("Wei Lin");

        counselor.open(file).see("journey-case");
        assertThat(words(counselor))
                .contains("She chose the place", "Ask the nurse about Tuesday", "Wei Lin", "Dana Brooks");
        counselor.open("/cases?q=library").see("journey-search");
        assertThat(page.locator("main").innerHTML()).contains(file);

        counselor.open(file + "/confirmation");
        choose(page.locator("input[name=to][value=CONFIRMED]"));
        choose(page.locator("input[name=basis]").first());
        page.fill("#reasons", "She asked for help with a safe way home, and we agreed on one.");
        press(page.locator("form[action$='/confirmation'] button[type=submit]"));
        for (var step : List.of("tell-agencies", "safety-plan", "campus-impact")) {
            counselor.open(file + "/steps/" + step);
            page.locator("textarea[name=note]").first().fill("Agreed with her, and done.");
            press(page.locator("form[action$='/done'] button[type=submit]"));
        }
        counselor.open(file + "/closing");
        choose(page.locator("input[name=tasksStay]"));
        choose(page.locator("input[name=outcome]").first());
        page.fill("#reasons", "Her plan works, and she knows where to find us.");
        counselor.see("journey-closing");
        press(page.locator("form[action$='/closing'] button[type=submit]"));
        counselor.open(file).see("journey-case-closed");
        counselor.open(file + "/reopening");
        page.fill("#reasons", "She came by and asked to go on.");
        press(page.locator("form[action$='/reopening'] button[type=submit]"));
        counselor.open(file + "/print").see("journey-case-print");
        assertThat(words(counselor)).contains("She chose the place", "asked to go on");
        counselor.open("/audit" + file.replace("/cases/", "/case/")).see("journey-who-looked");
        assertThat(words(counselor)).contains("Elena Ortiz").doesNotContain("Tom Reed");
    }

    // ---- who must not know, and who must

    private static void learnsNothing(Browser other, String concern, String file) {
        for (var path : List.of(concern, triage(concern), file, file + "/print", "/audit" + file)) {
            var answer = other.page().request().get(other.address() + path);
            assertThat(answer.status()).as(path).isIn(403, 404);
            assertThat(answer.text()).doesNotContain("Maya").doesNotContain("Ortiz");
        }
        for (var path : List.of("/", "/triage", "/notices", "/cases", "/cases?q=library", "/audit", "/coordination")) {
            assertThat(other.page().request().get(other.address() + path).text())
                    .as(path)
                    .doesNotContain("Maya")
                    .doesNotContain(concern.substring("/concerns/".length()))
                    .doesNotContain("HW-2");
        }
        other.open(file).see("journey-not-found");
        other.open("/").see("journey-my-day-other");
    }

    private void nobodyReads(String town, Map<String, Browser> people) {
        // Two weeks: longer than any holiday that the school calendar may hold.
        clock.forward(Duration.ofDays(14));
        jobs.forEach(Job::run);
        jobs.forEach(Job::run);
        for (var name : List.of("Wei Lin", "Ruth Hale")) {
            var reader = person(people, name);
            signIn(reader, email(name, town));
            var room = name.equals("Wei Lin") ? "backup" : "coordinator";
            reader.open("/notices").see("journey-notices-" + room);
            assertThat(words(reader)).doesNotContain("Leo");
            reader.open("/triage").see("journey-queue-" + room);
            assertThat(words(reader)).contains("Leo Castillo");
        }
        var coordinator = person(people, "Ruth Hale");
        Browser.turn(coordinator.page().locator(".hw-table tbody a"));
        press(coordinator.page().locator("form[action$='/acknowledgment'] button[type=submit]"));
        coordinator.see("journey-triage-coordinator");
        coordinator.open("/coordination").see("journey-coordination");
        var principal = person(people, "Tom Reed");
        signIn(principal, email("Tom Reed", town));
        assertThat(principal.open("/notices").page().content())
                .doesNotContain("Maya")
                .doesNotContain("Leo");
    }

    // ---- small words

    private Browser browser(boolean withScripts) {
        var browser = withScripts ? Browser.at(url("")) : Browser.withoutScripts(url(""));
        browsers.add(browser);
        return browser.width(width).scheme(scheme);
    }

    private static String email(String name, String town) {
        return name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@" + town;
    }

    private static String triage(String concern) {
        return concern.replace("/concerns/", "/triage/");
    }

    /** Radios and checkboxes are drawn by their labels; the inputs themselves lie off the screen. */
    private static void choose(Locator input) {
        input.check(new Locator.CheckOptions().setForce(true));
    }

    private static void press(Locator button) {
        try {
            Browser.turn(button);
        } catch (PlaywrightException failed) { // a runner's summary keeps the first line only
            var why = String.valueOf(failed.getMessage()).replaceAll("\\s+", " ");
            throw new AssertionError("on " + button.page().url().replaceAll("[^/]{30,}", "…") + ": " + why, failed);
        }
    }

    private static String words(Browser browser) {
        return browser.page().locator("main").innerText();
    }

    private static String optionLike(Page page, String select, String words) {
        return page.locator(select + " option")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .innerText();
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }

    private static byte[] roster(String town) {
        return zip(Map.of(
                "orgs.csv", """
                        sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
                        d,,,Quay Unified,district,,
                        s,,,Quay Middle,school,,d
                        """,
                "academicSessions.csv", """
                        sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
                        y,,,2026-27,schoolYear,2026-08-17,2027-05-28,,2027
                        """,
                "courses.csv", """
                        sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
                        co,,,y,Reading,R1,07,d,,
                        """,
                "classes.csv", """
                        sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
                        c,,,Reading 7A,07,co,,scheduled,,s,y,,,
                        """,
                "users.csv", """
                        sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
                        t1,,,true,dana,,Dana,Brooks,,,dana.brooks@TOWN,,,,,
                        t2,,,true,elena,,Elena,Ortiz,,,elena.ortiz@TOWN,,,,,
                        t3,,,true,wei,,Wei,Lin,,,wei.lin@TOWN,,,,,
                        t4,,,true,tom,,Tom,Reed,,,tom.reed@TOWN,,,,,
                        t5,,,true,ruth,,Ruth,Hale,,,ruth.hale@TOWN,,,,,
                        u1,,,true,maya,,Maya,Rivera,,,,,,,07,
                        u2,,,true,leo,,Leo,Castillo,,,,,,,08,
                        """.replace("TOWN", town),
                "roles.csv", """
                        sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
                        r1,,,t1,primary,ext:busDriver,,,s,
                        r2,,,t2,primary,counselor,,,s,
                        r3,,,t3,primary,counselor,,,s,
                        r4,,,t4,primary,principal,,,s,
                        r5,,,t5,primary,districtAdministrator,,,d,
                        r6,,,u1,primary,student,,,s,
                        r7,,,u2,primary,student,,,s,
                        """,
                "enrollments.csv", """
                        sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
                        e1,,,c,s,u1,student,,,
                        e2,,,c,s,u2,student,,,
                        """));
    }

    private static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
