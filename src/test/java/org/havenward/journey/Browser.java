package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A person at a browser: Debian's Chromium, driven by Playwright. Each has cookies of their own.
 *
 * <pre>{@code
 * try (var driver = Browser.at(url(""))) {
 *     driver.open("/concerns/new");
 *     driver.page().fill("#narrative", "…");
 *     driver.look("concern-new");            // 320 and 1280 px, light and dark, English and Spanish; axe finds nothing
 * }
 * }</pre>
 */
public final class Browser implements AutoCloseable {
    public static final int PHONE = 320;
    public static final int DESK = 1280;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static com.microsoft.playwright.Browser chromium;

    private final String address;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final boolean scripts;
    private boolean patient;
    private String scheme = "light";

    private Browser(String address, boolean scripts) {
        this.address = address;
        this.scripts = scripts;
        this.context = chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(DESK, 900)
                        .setColorScheme(ColorScheme.LIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-US")
                        .setTimezoneId("America/Phoenix")
                        .setJavaScriptEnabled(scripts));
        this.context.setDefaultTimeout(60_000); // a small machine under load draws and answers late
        this.page = context.newPage();
        page.onPageError(error -> complaints.add("script: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                complaints.add("policy: " + message.text());
            }
        });
    }

    /** @param address such as {@code http://127.0.0.1:8080} */
    public static Browser at(String address) {
        return new Browser(address, true);
    }

    public static Browser withoutScripts(String address) {
        return new Browser(address, false);
    }

    private static synchronized com.microsoft.playwright.Browser chromium() {
        if (chromium == null) {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            chromium = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable())
                            .setHeadless(true)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return chromium;
    }

    /** The one that the launcher found, or one that is usually there. */
    private static Path executable() {
        return Stream.of(
                        System.getenv("HAVENWARD_TEST_CHROMIUM"),
                        "/usr/bin/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("Browser tests need Chromium; on Debian: apt-get install chromium"));
    }

    public Browser open(String path) {
        page.navigate(address + path);
        return this;
    }

    public Page page() {
        return page;
    }

    /** Where the application answers, such as {@code http://127.0.0.1:8080}. */
    public String address() {
        return address;
    }

    /** The path of the page that is shown, with its query. */
    public String path() {
        return page.url().substring(address.length());
    }

    public Browser width(int width) {
        page.setViewportSize(width, width == PHONE ? 640 : 900);
        return this;
    }

    /** Signs in with a session's secret, for tests that are about something else. */
    public Browser session(String secret) {
        context.addCookies(List.of(new Cookie("hw_session", secret).setUrl(address)));
        return this;
    }

    /** Gives the browser a cookie, such as a session's. */
    public Browser cookie(String name, String value) {
        context.addCookies(List.of(new Cookie(name, value).setUrl(address)));
        return this;
    }

    /** Takes the page's language for all that follows; English is {@code en}. */
    public Browser language(String language) {
        context.addCookies(List.of(new Cookie("hw_lang", language).setUrl(address)));
        return this;
    }

    /** Looks at the page that is open in every width, scheme, and language; fails where axe or the width complains. */
    public Browser look(String name) {
        for (var language : List.of("es", "en")) {
            language(language);
            page.reload();
            lookHere(name);
        }
        return this;
    }

    /** The same without loading the page again: for what a form answered. */
    public Browser lookHere(String name) {
        var language = page.locator("html").getAttribute("lang");
        for (var width : List.of(PHONE, DESK)) {
            width(width);
            for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                var picture = "%s-%d-%s-%s"
                        .formatted(name, width, scheme.name().toLowerCase(java.util.Locale.ROOT), language);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(picture + ".png"))
                        .setFullPage(true));
                barriersWorthLookingFor(language, width, scheme)
                        .forEach(barrier -> findings.add(picture + ": " + barrier));
            }
            var wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
            if (wide > width) {
                findings.add("%s needs %d px instead of %d".formatted(name, wide, width));
            }
        }
        complaints.forEach(complaint -> findings.add(name + ": " + complaint));
        complaints.clear();
        if (!patient) {
            assertThat(findings).isEmpty();
        }
        return this;
    }

    /** Looks once at the page as it is, at the width and in the scheme and language that it has. */
    public Browser see(String name) {
        var size = page.viewportSize();
        var picture = "%s-%d-%s-%s"
                .formatted(name, size.width, scheme, page.locator("html").getAttribute("lang"));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(picture + ".png"))
                .setFullPage(true));
        if (scripts) { // axe is a script itself
            barriers().forEach(barrier -> findings.add(picture + ": " + barrier));
        }
        var wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        if (wide > size.width) {
            findings.add("%s needs %d px instead of %d".formatted(name, wide, size.width));
        }
        complaints.forEach(complaint -> findings.add(name + ": " + complaint));
        complaints.clear();
        if (!patient) {
            assertThat(findings).isEmpty();
        }
        return this;
    }

    /** Light or dark, for all that follows. */
    public Browser scheme(ColorScheme asked) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(asked));
        scheme = asked.name().toLowerCase(java.util.Locale.ROOT);
        return this;
    }

    /** Looks on where something was found, and says all of it when asked for {@link #findings}. */
    public Browser patient() {
        patient = true;
        return this;
    }

    /** What was found so far: barriers, pages that are too wide, complaints of the browser. */
    public List<String> findings() {
        return List.copyOf(findings);
    }

    /**
     * The dark scheme differs from the light one by its colors alone, the languages by their words alone: axe, which takes
     * longer than all else, looks once for each difference.
     */
    private List<String> barriersWorthLookingFor(String language, int width, ColorScheme scheme) {
        if (scheme == ColorScheme.DARK) {
            return width == DESK && language.equals("en")
                    ? found(axe().withRules(List.of("color-contrast")))
                    : List.of();
        }
        return width == PHONE || language.equals("en") ? barriers() : List.of();
    }

    /** What axe finds: one line for each element. */
    public List<String> barriers() {
        return found(axe().withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")));
    }

    /** In the page itself, since none has frames: else it opens a page of its own for each look, which takes as long again. */
    private AxeBuilder axe() {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).setLegacyMode(true).options(options);
    }

    private static List<String> found(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream()
                        .map(node -> rule.getId() + ": " + rule.getHelp() + " — " + node.getHtml()))
                .toList();
    }

    /** What the browser itself complained about: failing scripts, what the security policy held back. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /**
     * Presses what leads to a page, and waits until that page is whole: a click alone returns while the old page is still
     * there, and whoever then looks or loads again meets it as it goes.
     */
    static void turn(Locator button) {
        var page = button.page();
        var whole = new AtomicBoolean();
        Consumer<Page> loaded = _page -> whole.set(true);
        page.onLoad(loaded);
        try {
            button.first().click();
            page.waitForCondition(whole::get);
        } finally {
            page.offLoad(loaded);
        }
    }

    /** Goes through the page by Tab alone: what has the focus, in order, each with its visible words. */
    public List<String> walk(int most) {
        var seen = new ArrayList<String>();
        for (var step = 0; step < most; step++) {
            page.keyboard().press("Tab");
            var here = String.valueOf(page.evaluate("""
                    () => { const e = document.activeElement; if (!e || e === document.body) return ""; \
                    const s = getComputedStyle(e); \
                    const shown = s.outlineStyle !== "none" || (e.nextElementSibling && getComputedStyle(e.nextElementSibling).outlineStyle !== "none"); \
                    return (shown ? "" : "UNSEEN ") + e.tagName.toLowerCase() + " " + (e.getAttribute("aria-label") || e.innerText || e.id || e.name || "").trim().split("\\n")[0]; }"""));
            if (here.isEmpty()) {
                break;
            }
            seen.add(here);
        }
        return seen;
    }

    @Override
    public void close() {
        context.close();
    }
}
