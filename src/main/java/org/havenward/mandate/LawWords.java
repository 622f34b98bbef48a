package org.havenward.mandate;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.havenward.mandate.LawValue.Line;
import org.havenward.mandate.LawValue.When;
import org.havenward.web.Messages;

/** What the law says, in plain words, for pages and the command line alike. */
public final class LawWords {
    private final Messages messages;
    private final Locale locale;

    public LawWords(Messages messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    public String t(String key, Object... arguments) {
        return messages.text(locale, key, arguments);
    }

    /** One sentence, or one for each line to call. */
    public List<String> of(LawValue value) {
        return switch (value) {
            case LawValue.AgeOfMajority age -> List.of(t("law.is.age", age.years()));
            case LawValue.Hotlines hotlines ->
                hotlines.lines().stream().map(this::line).toList();
            case LawValue.OralDeadline oral -> List.of(oral(oral));
            case LawValue.WrittenReport written -> written(written);
            case LawValue.Reporters reporters -> List.of(t("law.is.reporters." + word(reporters.everyone())));
            case LawValue.CaregiverRule rule -> List.of(t("law.is.caregiver." + word(rule.caregiversOnly())));
            case LawValue.Routes routes -> routes(routes);
            case LawValue.Harbor harbor -> List.of(t("law.is.harbor." + word(harbor.protects())));
            case LawValue.Notes notes -> List.of(notes.words().in(locale));
        };
    }

    /** Whether a value is not known, so that the page says what is done instead. */
    public static boolean unknown(LawValue value) {
        return switch (value) {
            case LawValue.OralDeadline oral -> oral.hours() == null;
            case LawValue.WrittenReport written -> written.asked() == org.havenward.protocol.LawFacts.Written.UNKNOWN;
            case LawValue.Reporters reporters -> reporters.everyone() == org.havenward.protocol.LawFacts.Known.UNKNOWN;
            case LawValue.CaregiverRule rule -> rule.caregiversOnly() == org.havenward.protocol.LawFacts.Known.UNKNOWN;
            case LawValue.Routes routes ->
                routes.caregiver().isEmpty() || routes.others().isEmpty();
            case LawValue.Harbor harbor -> harbor.protects() == org.havenward.protocol.LawFacts.SafeHarbor.UNKNOWN;
            case LawValue.AgeOfMajority age -> false;
            case LawValue.Hotlines hotlines -> false;
            case LawValue.Notes notes -> false;
        };
    }

    private String oral(LawValue.OralDeadline oral) {
        var hours = oral.hours();
        return hours == null
                ? t("law.is.oral.unknown")
                : hours == 0 ? t("law.is.oral.at-once") : t("law.is.oral.hours", hours);
    }

    private List<String> written(LawValue.WrittenReport written) {
        var said = new ArrayList<String>();
        var hours = written.hours();
        var asked = "law.is.written." + word(written.asked());
        said.add(hours == null ? t(asked) : t(asked + ".hours", hours));
        if (written.workdaysOnly()) {
            said.add(t("law.is.written.workdays"));
        }
        if (written.unlessOnline()) {
            said.add(t("law.is.written.online"));
        }
        if (written.form() != null) {
            said.add(t("law.is.written.form", written.form()));
        }
        return said;
    }

    private List<String> routes(LawValue.Routes routes) {
        var said = new ArrayList<String>();
        said.add(t("law.is.route.caregiver", agencies(routes.caregiver())));
        said.add(t("law.is.route.others", agencies(routes.others())));
        if (routes.hotlinePassesOn()) {
            said.add(t("law.is.route.passes-on"));
        }
        if (routes.protectsUnder() != LawValue.Routes.USUAL_AGE) {
            said.add(t("law.is.route.protects", routes.protectsUnder()));
        }
        return said;
    }

    /** Such as "child protection and law enforcement"; both where none is known. */
    public String agencies(Set<Agency> agencies) {
        return agencies.size() == 1
                ? t("law.agency." + LawValues.word(agencies.iterator().next()))
                : t(agencies.isEmpty() ? "law.agency.unknown" : "law.agency.both");
    }

    /** A line to call: who it is, its number, and for whom and when. */
    public String line(Line line) {
        var name = line.name().in(locale);
        var said = line.call() == null ? t("law.line.no-number", name) : t("law.line", name, line.call());
        var more = new ArrayList<String>();
        if (!line.counties().isEmpty()) {
            more.add(t("law.line.counties", String.join(", ", line.counties())));
        }
        if (line.otherCounties()) {
            more.add(t("law.line.other-counties"));
        }
        var hours = line.hours();
        if (line.when() != When.ALWAYS) {
            var when = "law.line." + LawValues.word(line.when());
            more.add(
                    hours == null
                            ? t(when + ".unknown")
                            : t(
                                    when + (hours.weekdaysOnly() ? ".weekdays" : ".daily"),
                                    time(hours.opens()),
                                    time(hours.closes())));
        }
        if (line.use() != LawValue.Use.REPORT) {
            more.add(t("law.line." + LawValues.word(line.use())));
        }
        return more.isEmpty() ? said : said + " (" + String.join("; ", more) + ")";
    }

    private String time(LocalTime time) {
        var text = DateTimeFormatter.ofPattern(t("web.time.pattern"), locale).format(time);
        return locale.getLanguage().equals("en") ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** Such as "Jun 20, 2025". */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofPattern(t("law.date.pattern"), locale).format(day);
    }

    /** From when it holds, how good the source is, and which. */
    public String grounds(LawVersion version) {
        var since = t(version.datedByLaw() ? "law.since.law" : "law.since.source", day(version.effectiveFrom()));
        return version.byDistrict()
                ? t("law.grounds.district", since)
                : t(
                        "law.grounds",
                        since,
                        t(version.confidence().key()),
                        version.sources().stream().collect(Collectors.joining(", ")));
    }

    private static String word(Enum<?> constant) {
        return LawValues.word(constant);
    }
}
