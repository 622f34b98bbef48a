package org.havenward.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.havenward.access.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * What every template gets besides its page: language, words, dates as people say them, who looks, and the tokens of
 * forms. One per rendered page.
 */
public final class Shell {
    private final Messages messages;
    private final Assets assets;
    private final Locale locale;
    private final ZoneId zone;
    private final Instant now;
    private final String path;
    private final String query;
    private final String theme;
    private final Supplier<String> csrf;
    private final String onceKey;
    private final @Nullable Viewer viewer;
    private final List<NavLink> navigation;

    @SuppressWarnings("TooManyParameters")
    Shell(
            Messages messages,
            Assets assets,
            Locale locale,
            ZoneId zone,
            Instant now,
            String path,
            String query,
            String theme,
            Supplier<String> csrf,
            String onceKey,
            @Nullable Viewer viewer,
            List<NavLink> navigation) {
        this.messages = messages;
        this.assets = assets;
        this.locale = locale;
        this.zone = zone;
        this.now = now;
        this.path = path;
        this.query = query;
        this.theme = theme;
        this.csrf = csrf;
        this.onceKey = onceKey;
        this.viewer = viewer;
        this.navigation = List.copyOf(navigation);
    }

    /** A line of the navigation, as this viewer sees it. */
    public record NavLink(String label, String path, boolean current) {}

    /** The text of a message key in the page's language. Numbers are written as the language does. */
    public String t(String key, @Nullable Object... arguments) {
        return messages.text(locale, key, arguments);
    }

    /** The text of what has to be mended in a field. */
    public String tr(FormErrors.Problem problem) {
        return messages.text(locale, problem.messageKey(), problem.arguments());
    }

    /** Whether a message key exists: for keys that are made of parts, such as a status. */
    public boolean knows(String key) {
        return messages.knows(key);
    }

    /** Such as "Mon, Nov 23", with the year where it is not this one. */
    public String date(Instant at) {
        return date(at.atZone(zone).toLocalDate());
    }

    public String date(LocalDate day) {
        var thisYear = day.getYear() == now.atZone(zone).getYear();
        return DateTimeFormatter.ofPattern(t(thisYear ? "web.date.pattern" : "web.date.pattern-year"), locale)
                .format(day);
    }

    /** Such as "3:40 pm". */
    public String time(Instant at) {
        var text = DateTimeFormatter.ofPattern(t("web.time.pattern"), locale).format(at.atZone(zone));
        return locale.getLanguage().equals("en") ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** Whether it is the first moment of a day, by which a day without a time is kept. */
    public boolean dayAlone(Instant at) {
        return at.equals(at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
    }

    /** "today, 3:40 pm", "tomorrow, …", "yesterday, …", or the date and time. */
    public String when(Instant at) {
        var day = at.atZone(zone).toLocalDate();
        var today = now.atZone(zone).toLocalDate();
        if (day.equals(today)) {
            return t("web.when.today", time(at));
        }
        if (day.equals(today.minusDays(1))) {
            return t("web.when.yesterday", time(at));
        }
        if (day.equals(today.plusDays(1))) {
            return t("web.when.tomorrow", time(at));
        }
        return t("web.when.day", date(at), time(at));
    }

    /** The full date and time with the zone: for print and on hover. */
    public String exact(Instant at) {
        return DateTimeFormatter.ofPattern(t("web.exact.pattern"), locale).format(at.atZone(zone));
    }

    /** As {@code <time datetime>} wants it. */
    public String iso(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.atZone(zone).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    /** How long ago in words: "2 h ago"; "in 2 h" for what lies ahead. */
    public String ago(Instant at) {
        var span = Duration.between(at, now);
        if (span.abs().compareTo(Duration.ofMinutes(1)) < 0) {
            return t("web.ago.now");
        }
        return span.isNegative() ? t("web.ago.in", span(span.negated())) : t("web.ago.past", span(span));
    }

    /** Age in words for who waits: "since 7:40 am, 2 h". */
    public String since(Instant at) {
        var span = Duration.between(at, now);
        var day = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return t("web.since", day ? time(at) : date(at), span(span.isNegative() ? Duration.ZERO : span));
    }

    /** A length of time in its largest unit: "5 min", "2 h", "3 days". */
    public String span(Duration span) {
        var minutes = Math.max(span.toMinutes(), 0);
        if (minutes < 60) {
            return t("web.span.minutes", minutes);
        }
        if (minutes < 48 * 60) {
            return t("web.span.hours", minutes / 60);
        }
        return t("web.span.days", minutes / (24 * 60));
    }

    /** The day as date fields want it: {@code 2026-11-23}. */
    public String isoDay(Instant at) {
        return at.atZone(zone).toLocalDate().toString();
    }

    public String today() {
        return isoDay(now);
    }

    public Locale locale() {
        return locale;
    }

    public ZoneId zone() {
        return zone;
    }

    /** When this page was made. */
    public Instant now() {
        return now;
    }

    /** The page's own path, without query. */
    public String path() {
        return path;
    }

    /** The value for the hidden {@code _csrf} field; empty where there is none. */
    public String csrf() {
        return csrf.get();
    }

    /** The value for the hidden {@code onceKey} field: new with each page, kept while a form is being mended. */
    public String onceKey() {
        return onceKey;
    }

    /** Who looks; null before sign-in. */
    public @Nullable Viewer viewer() {
        return viewer;
    }

    public boolean signedIn() {
        return viewer != null;
    }

    /** The navigation, in order, as far as it is open to the viewer. */
    public List<NavLink> navigation() {
        return navigation;
    }

    /** {@code auto}, {@code light}, or {@code dark}. */
    public String theme() {
        return theme;
    }

    /** The address of a built asset, such as {@code app.css}, with its content hash. */
    public String asset(String name) {
        return assets.path(name);
    }

    /** This page in another language. */
    public String inLanguage(String language) {
        return with("lang", language);
    }

    /** This page in another theme. */
    public String inTheme(String other) {
        return with("theme", other);
    }

    /** This page with one query parameter set. */
    public String with(String name, String value) {
        var rest = new StringBuilder();
        for (var part : query.split("&", -1)) {
            if (!part.isEmpty() && !part.startsWith(name + "=")) {
                rest.append('&').append(part);
            }
        }
        return path + "?" + name + "=" + java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)
                + rest;
    }
}
