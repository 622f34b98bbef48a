package org.havenward.mandate;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What each state's law asks for one fixed set of facts, as text that someone can check against the source: someone had
 * cause on Friday, March 6, 2026, at 3:10 pm local time (two days before the clocks change).
 */
final class LawDuties {
    static final LocalDateTime CAUSE = LocalDateTime.of(2026, 3, 6, 15, 10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm z", Locale.ENGLISH);

    private record Facts(String words, Suspected suspected, int age) {}

    private static final List<Facts> FACTS = List.of(
            new Facts("family, 17", Suspected.CAREGIVER, 17),
            new Facts("employer, 17", Suspected.EMPLOYER, 17),
            new Facts("nobody knows, 17", Suspected.UNKNOWN, 17),
            new Facts("family, 18", Suspected.CAREGIVER, 18),
            new Facts("employer, 18", Suspected.EMPLOYER, 18));

    private LawDuties() {}

    static String all(Map<String, StateLaw> laws) {
        return """
                # What the law asks, state by state

                Someone at a school had cause to report on **Friday, March 6, 2026, 3:10 pm** local time; the clocks change on Sunday.
                Made by `LawApprovalTest` from `src/main/resources/content/law`; to be checked against the sources named there.
                Codes: age of majority, hours by voice (0: at once), written report, who reports (U everyone, N named), child
                protection only for caregivers (Y, N, ?), safe harbor (Y, P, ?), each with how good its source is (H, M, L).

                """ + laws.values().stream().map(LawDuties::of).collect(Collectors.joining("\n"));
    }

    /** Each state's part by its letters. */
    static Map<String, String> byState(Map<String, StateLaw> laws) {
        var parts = new TreeMap<String, String>();
        laws.forEach((state, law) -> parts.put(state, of(law)));
        return parts;
    }

    private static String of(StateLaw file) {
        var cause = CAUSE.atZone(file.zone()).toInstant();
        var law = Law.shipped(file, CAUSE.toLocalDate());
        var lines = new ArrayList<String>();
        lines.add("## " + law.state() + " " + law.name().en());
        lines.add("");
        lines.add("`" + codes(law) + "`");
        lines.add("");
        lines.add("- by voice: " + due(Deadlines.call(law, cause), file.zone()));
        lines.add("- in writing: " + written(law, cause, file.zone()));
        lines.add("- call first: "
                + HotlineChoice.of(law, null, cause).stream()
                        .map(line -> line.name().en() + (line.call() == null ? "" : " " + line.call()))
                        .collect(Collectors.joining("; ")));
        lines.add("");
        lines.add("| suspect, age | adult here | report to | why |");
        lines.add("|---|---|---|---|");
        for (var facts : FACTS) {
            var route = Routing.routes(law, facts.suspected(), facts.age());
            lines.add("| %s | %s | %s%s | %s |"
                    .formatted(
                            facts.words(),
                            facts.age() >= law.ageOfMajority() ? "yes" : "no",
                            String.join(" + ", LawValues.words(route.agencies())),
                            route.hotlineMayTakeIt() ? " (the hotline passes it on)" : "",
                            LawValues.word(route.why())));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String codes(Law law) {
        var written = law.writtenReport();
        var facts = law.facts();
        return String.join(
                " · ",
                "age " + law.ageOfMajority() + grade(law, LawField.AGE_OF_MAJORITY),
                "voice " + (law.oralHours() == null ? "?" : law.oralHours()) + grade(law, LawField.ORAL_DEADLINE),
                "written " + LawValues.word(written.asked()) + (written.hours() == null ? "" : " " + written.hours())
                        + (written.workdaysOnly() ? " workdays" : "") + (written.unlessOnline() ? " unless online" : "")
                        + (written.form() == null ? "" : " " + written.form()) + grade(law, LawField.WRITTEN_REPORT),
                "reporters " + (facts.everyoneReports() == org.havenward.protocol.LawFacts.Known.YES ? "U" : "N")
                        + grade(law, LawField.REPORTERS),
                "caregivers only " + letter(law.needsCaregiver()) + grade(law, LawField.CAREGIVER_RULE),
                "safe harbor " + letter(facts.safeHarbor()) + grade(law, LawField.SAFE_HARBOR));
    }

    private static String letter(Enum<?> known) {
        return known.name().equals("UNKNOWN") ? "?" : known.name().substring(0, 1);
    }

    private static String grade(Law law, LawField field) {
        return " " + law.part(field).version().confidence().name().charAt(0);
    }

    private static String written(Law law, Instant cause, ZoneId zone) {
        var report = law.writtenReport();
        return switch (report.asked()) {
            case REQUIRED ->
                Deadlines.written(law, cause, zone)
                        .map(due -> due.atOnce() ? "as soon as possible; no hours are named" : due(due, zone))
                        .orElseThrow();
            case IF_REQUESTED ->
                "when asked" + (report.hours() == null ? "" : ", within " + report.hours() + " hours of it");
            case NONE -> "no";
            case UNKNOWN -> "not known";
        };
    }

    private static String due(Deadlines.Due due, ZoneId zone) {
        return due.atOnce() ? "now" : "by " + TIME.format(due.at().atZone(zone));
    }
}
