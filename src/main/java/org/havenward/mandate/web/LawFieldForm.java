package org.havenward.mandate.web;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.havenward.guide.InBoth;
import org.havenward.mandate.Agency;
import org.havenward.mandate.LawDesk;
import org.havenward.mandate.LawField;
import org.havenward.mandate.LawValue;
import org.havenward.mandate.LawVersion;
import org.havenward.platform.Ids;
import org.havenward.protocol.LawFacts.Known;
import org.havenward.protocol.LawFacts.SafeHarbor;
import org.havenward.protocol.LawFacts.Written;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** What the form of a review holds; each part of the law has fields of its own, so that they are kept by their names. */
public record LawFieldForm(Map<String, List<String>> typed) {
    static final int LONGEST_SOURCE = 1_000;
    static final int LONGEST_NOTES = 800;
    static final int LONGEST_NAME = 120;
    static final int MOST_LINES = 12;
    private static final int MOST_HOURS = 720;
    private static final int LEAST_AGE = 16;
    private static final int MOST_AGE = 21;
    private static final int YEARS_AHEAD = 3;
    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);

    public LawFieldForm {
        typed = Map.copyOf(typed);
    }

    /** As it stands today, with nothing typed. */
    static LawFieldForm of(LawVersion version, LocalDate today) {
        var typed = new HashMap<String, List<String>>();
        typed.put("lookedDate", List.of(today.toString()));
        typed.put("nextDate", List.of(today.plusYears(1).toString()));
        LawFieldWords.fill(version.value(), typed);
        return new LawFieldForm(typed);
    }

    /** The first that came by a name; empty for none. */
    public String text(String name) {
        var all = typed.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getFirst();
    }

    public List<String> all(String name) {
        return typed.getOrDefault(name, List.of());
    }

    public boolean yes(String name) {
        return !text(name).isEmpty();
    }

    String once() {
        var key = text("onceKey");
        return key.isBlank() || key.length() > 200 ? Ids.next().toString() : key;
    }

    private boolean corrects() {
        return text("verdict").equals("correct");
    }

    /** What was found; null where something has to be mended. */
    LawDesk.@Nullable Finding finding(LawField field, @Nullable LawVersion shown, LocalDate today, FormErrors errors) {
        if (!List.of("confirm", "correct").contains(text("verdict"))) {
            errors.add("verdict", "law.error.verdict");
        }
        if (corrects()) {
            return finding(value(field, errors), today, errors);
        }
        if (shown == null) {
            errors.add("verdict", "law.error.version");
            return null;
        }
        return finding(shown.effectiveFrom(), shown.value(), today, errors);
    }

    /** The same, of a value that was read already. */
    LawDesk.@Nullable Finding finding(@Nullable LawValue value, LocalDate today, FormErrors errors) {
        return finding(day("effective", FIRST_DAY, today.plusYears(2), errors), value, today, errors);
    }

    private LawDesk.@Nullable Finding finding(
            @Nullable LocalDate from, @Nullable LawValue value, LocalDate today, FormErrors errors) {
        var source = text("source").replaceAll("[\\p{Cntrl}&&[^\\n]]+", " ").strip();
        if (source.length() < 3) {
            errors.add("source", "law.error.source");
        } else if (source.length() > LONGEST_SOURCE) {
            errors.add("source", "law.error.long", LONGEST_SOURCE);
        }
        var looked = day("looked", FIRST_DAY, today, errors);
        var next = day("next", today.plusDays(1), today.plusYears(YEARS_AHEAD), errors);
        return errors.any() || from == null || value == null || looked == null || next == null
                ? null
                : new LawDesk.Finding(from, value, source, looked, next);
    }

    private @Nullable LocalDate day(String name, LocalDate first, LocalDate last, FormErrors errors) {
        var words = text(name + "Date").strip();
        if (words.isEmpty()) {
            errors.add(name, "law.error.day." + name);
            return null;
        }
        try {
            var day = LocalDate.parse(words);
            if (!day.isBefore(first) && !day.isAfter(last)) {
                return day;
            }
            errors.add(name, "law.error.day-far." + name);
        } catch (DateTimeParseException noDay) {
            errors.add(name, "law.error.day");
        }
        return null;
    }

    private @Nullable LawValue value(LawField field, FormErrors errors) {
        return switch (field) {
            case AGE_OF_MAJORITY -> {
                var years = number("years", LEAST_AGE, MOST_AGE, errors);
                yield years == null ? null : new LawValue.AgeOfMajority(years);
            }
            case HOTLINES -> hotlines(errors);
            case ORAL_DEADLINE -> oral(errors);
            case WRITTEN_REPORT -> written(errors);
            case REPORTERS -> {
                var known = choice("who", Known.class, errors);
                yield known == null ? null : new LawValue.Reporters(known);
            }
            case CAREGIVER_RULE -> {
                var known = choice("caregiversOnly", Known.class, errors);
                yield known == null ? null : new LawValue.CaregiverRule(known);
            }
            case ROUTING -> routes(errors);
            case SAFE_HARBOR -> {
                var harbor = choice("protects", SafeHarbor.class, errors);
                yield harbor == null ? null : new LawValue.Harbor(harbor);
            }
            case NOTES -> notes(errors);
        };
    }

    private @Nullable LawValue oral(FormErrors errors) {
        return switch (text("oral")) {
            case "at-once" -> new LawValue.OralDeadline(0);
            case "unknown" -> new LawValue.OralDeadline(null);
            case "hours" -> {
                var hours = number("hours", 1, MOST_HOURS, errors);
                yield hours == null ? null : new LawValue.OralDeadline(hours);
            }
            default -> {
                errors.add("oral", "law.error.choose");
                yield null;
            }
        };
    }

    private @Nullable LawValue written(FormErrors errors) {
        var asked = choice("asked", Written.class, errors);
        var hours = text("hours").isBlank() ? null : number("hours", 1, MOST_HOURS, errors);
        var form = line("form", errors);
        if (asked == null || errors.of("hours").isPresent()) {
            return null;
        }
        var none = asked == Written.NONE || asked == Written.UNKNOWN;
        return new LawValue.WrittenReport(
                asked,
                none ? null : hours,
                !none && hours != null && yes("workdays"),
                !none && yes("online"),
                none || form.isEmpty() ? null : form);
    }

    private @Nullable LawValue routes(FormErrors errors) {
        var under = number("protectsUnder", LEAST_AGE, MOST_AGE, errors);
        var caregiver = agencies("caregiver", errors);
        var others = agencies("others", errors);
        return under == null || errors.any()
                ? null
                : new LawValue.Routes(
                        caregiver, others, others.equals(Set.of(Agency.LAW_ENFORCEMENT)) && yes("passesOn"), under);
    }

    private Set<Agency> agencies(String name, FormErrors errors) {
        var agencies = EnumSet.noneOf(Agency.class);
        for (var word : all(name)) {
            try {
                agencies.add(Agency.valueOf(word));
            } catch (IllegalArgumentException noAgency) {
                errors.add(name, "law.error.choose");
            }
        }
        return agencies;
    }

    private @Nullable LawValue notes(FormErrors errors) {
        var words = text("notes").strip();
        if (words.length() < 2) {
            errors.add("notes", "law.error.notes");
            return null;
        }
        if (words.length() > LONGEST_NOTES) {
            errors.add("notes", "law.error.long", LONGEST_NOTES);
            return null;
        }
        return new LawValue.Notes(new InBoth<>(words, words));
    }

    private @Nullable LawValue hotlines(FormErrors errors) {
        var lines = new ArrayList<LawValue.Line>();
        for (int at = 0; at < MOST_LINES; at++) {
            var name = line("name" + at, errors);
            var call = text("call" + at).replaceAll("[\\s().+]+", "-").replaceAll("^-+|-+$", "");
            if (name.isEmpty() && call.isEmpty()) {
                continue;
            }
            if (name.isEmpty()) {
                errors.add("name" + at, "law.error.line-name");
            }
            if (!call.isEmpty() && !call.matches("[0-9][0-9-]{2,15}")) {
                errors.add("call" + at, "law.error.call");
            }
            var when = text("when" + at);
            var hours = hours(at, when, errors);
            lines.add(new LawValue.Line(
                    new InBoth<>(name, name),
                    call.isEmpty() ? null : call,
                    counties(text("counties" + at)),
                    yes("otherCounties" + at),
                    when.startsWith("day")
                            ? LawValue.When.DAY
                            : when.startsWith("after") ? LawValue.When.AFTER_HOURS : LawValue.When.ALWAYS,
                    hours,
                    switch (text("use" + at)) {
                        case "ALSO" -> LawValue.Use.ALSO;
                        case "FALLBACK" -> LawValue.Use.FALLBACK;
                        default -> LawValue.Use.REPORT;
                    }));
        }
        if (lines.isEmpty()) {
            errors.add("name0", "law.error.no-line");
        }
        return errors.any() ? null : new LawValue.Hotlines(lines);
    }

    private LawValue.@Nullable Hours hours(int at, String when, FormErrors errors) {
        var opens = text("opens" + at);
        var closes = text("closes" + at);
        if (!(when.startsWith("day") || when.startsWith("after")) || (opens.isBlank() && closes.isBlank())) {
            return null;
        }
        try {
            var hours = new LawValue.Hours(LocalTime.parse(opens), LocalTime.parse(closes), when.endsWith("-weekdays"));
            if (hours.opens().isBefore(hours.closes())) {
                return hours;
            }
            errors.add("closes" + at, "law.error.closes");
        } catch (DateTimeParseException noTime) {
            errors.add("opens" + at, "law.error.time");
        }
        return null;
    }

    private static List<String> counties(String words) {
        return java.util.Arrays.stream(words.replaceAll("\\p{Cntrl}+", " ").split(","))
                .map(String::strip)
                .filter(county -> !county.isEmpty() && county.length() <= LONGEST_NAME)
                .limit(100)
                .toList();
    }

    private String line(String name, FormErrors errors) {
        var words = text(name).replaceAll("\\p{Cntrl}+", " ").strip();
        if (words.length() > LONGEST_NAME) {
            errors.add(name, "law.error.long", LONGEST_NAME);
        }
        return words;
    }

    private @Nullable Integer number(String name, int least, int most, FormErrors errors) {
        try {
            var number = Integer.parseInt(text(name).strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            errors.add(name, "law.error.number", least, most);
        }
        errors.add(name, "law.error.number", least, most);
        return null;
    }

    private <E extends Enum<E>> @Nullable E choice(String name, Class<E> type, FormErrors errors) {
        try {
            return Enum.valueOf(type, text(name));
        } catch (IllegalArgumentException noChoice) {
            errors.add(name, "law.error.choose");
            return null;
        }
    }
}
