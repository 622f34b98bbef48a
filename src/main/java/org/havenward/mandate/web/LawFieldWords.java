package org.havenward.mandate.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.havenward.mandate.Agency;
import org.havenward.mandate.LawValue;

/** A part's value as the fields of its form. */
final class LawFieldWords {
    private LawFieldWords() {}

    static void fill(LawValue value, Map<String, List<String>> typed) {
        switch (value) {
            case LawValue.AgeOfMajority age -> put(typed, "years", age.years());
            case LawValue.OralDeadline oral -> {
                var hours = oral.hours();
                put(typed, "oral", hours == null ? "unknown" : hours == 0 ? "at-once" : "hours");
                if (hours != null && hours > 0) {
                    put(typed, "hours", hours);
                }
            }
            case LawValue.WrittenReport written -> fill(written, typed);
            case LawValue.Reporters reporters -> put(typed, "who", reporters.everyone());
            case LawValue.CaregiverRule rule -> put(typed, "caregiversOnly", rule.caregiversOnly());
            case LawValue.Routes routes -> {
                typed.put("caregiver", names(routes.caregiver()));
                typed.put("others", names(routes.others()));
                put(typed, "protectsUnder", routes.protectsUnder());
                if (routes.hotlinePassesOn()) {
                    put(typed, "passesOn", "yes");
                }
            }
            case LawValue.Harbor harbor -> put(typed, "protects", harbor.protects());
            case LawValue.Notes notes -> put(typed, "notes", notes.words().en());
            case LawValue.Hotlines hotlines -> {
                for (int at = 0; at < hotlines.lines().size(); at++) {
                    fill(hotlines.lines().get(at), at, typed);
                }
            }
        }
    }

    private static void fill(LawValue.WrittenReport written, Map<String, List<String>> typed) {
        put(typed, "asked", written.asked());
        if (written.hours() != null) {
            put(typed, "hours", written.hours());
        }
        if (written.workdaysOnly()) {
            put(typed, "workdays", "yes");
        }
        if (written.unlessOnline()) {
            put(typed, "online", "yes");
        }
        if (written.form() != null) {
            put(typed, "form", written.form());
        }
    }

    private static void fill(LawValue.Line line, int at, Map<String, List<String>> typed) {
        put(typed, "name" + at, line.name().en());
        if (line.call() != null) {
            put(typed, "call" + at, line.call());
        }
        put(typed, "counties" + at, String.join(", ", line.counties()));
        if (line.otherCounties()) {
            put(typed, "otherCounties" + at, "yes");
        }
        var hours = line.hours();
        var days = hours != null && hours.weekdaysOnly() ? "-weekdays" : "-daily";
        put(
                typed,
                "when" + at,
                switch (line.when()) {
                    case ALWAYS -> "always";
                    case DAY -> "day" + days;
                    case AFTER_HOURS -> "after" + days;
                });
        if (hours != null) {
            put(typed, "opens" + at, hours.opens());
            put(typed, "closes" + at, hours.closes());
        }
        put(typed, "use" + at, line.use());
    }

    private static void put(Map<String, List<String>> typed, String name, Object value) {
        typed.put(name, List.of(value.toString()));
    }

    private static List<String> names(Set<Agency> agencies) {
        return Stream.of(Agency.values())
                .filter(agencies::contains)
                .map(Enum::name)
                .toList();
    }
}
