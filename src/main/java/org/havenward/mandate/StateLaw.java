package org.havenward.mandate;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.havenward.guide.InBoth;
import org.havenward.mandate.LawVersion.Confidence;
import org.havenward.protocol.LawFacts.Known;
import org.havenward.protocol.LawFacts.SafeHarbor;
import org.havenward.protocol.LawFacts.Written;
import org.jspecify.annotations.Nullable;

/**
 * A state's law as its file has it: every part in all its dated versions.
 *
 * @param zone the zone that most of the state keeps; hours of a hotline are in it
 * @param seen what was seen of it, and where
 * @param versions of each part at least one, in the order of their days
 */
record StateLaw(
        String state, InBoth<String> name, ZoneId zone, List<Seen> seen, Map<LawField, List<LawVersion>> versions) {
    private static final int ADULT = 18;

    StateLaw {
        seen = List.copyOf(seen);
        var sorted = new EnumMap<LawField, List<LawVersion>>(LawField.class);
        versions.forEach((field, all) -> sorted.put(
                field,
                all.stream()
                        .sorted(Comparator.comparing(LawVersion::effectiveFrom))
                        .toList()));
        versions = Map.copyOf(sorted);
    }

    /** A source of this state: its code, and what was seen there. */
    record Seen(String code, @Nullable String what) {}

    List<LawVersion> versions(LawField field) {
        return versions.getOrDefault(field, List.of());
    }

    /** The version of a day: the newest that holds then; before the first, the first, since nothing earlier is known. */
    static LawVersion on(List<LawVersion> versions, LocalDate day) {
        var version = versions.getFirst();
        for (var next : versions) {
            if (!next.effectiveFrom().isAfter(day)) {
                version = next;
            }
        }
        return version;
    }

    /** Where there is no file: nothing is known, and everything takes the safe way. */
    static StateLaw unknown(String state, ZoneId zone) {
        var versions = new EnumMap<LawField, List<LawVersion>>(LawField.class);
        for (var field : LawField.values()) {
            versions.put(
                    field,
                    List.of(new LawVersion(LocalDate.EPOCH, false, nothing(field), Confidence.LOW, List.of("MEM"))));
        }
        return new StateLaw(state, new InBoth<>(state, state), zone, List.of(), versions);
    }

    private static LawValue nothing(LawField field) {
        return switch (field) {
            case AGE_OF_MAJORITY -> new LawValue.AgeOfMajority(ADULT);
            case HOTLINES ->
                new LawValue.Hotlines(List.of(new LawValue.Line(
                        new InBoth<>(
                                "Childhelp National Child Abuse Hotline",
                                "Línea nacional Childhelp contra el maltrato infantil"),
                        "1-800-422-4453",
                        List.of(),
                        false,
                        LawValue.When.ALWAYS,
                        null,
                        LawValue.Use.FALLBACK)));
            case ORAL_DEADLINE -> new LawValue.OralDeadline(null);
            case WRITTEN_REPORT -> new LawValue.WrittenReport(Written.UNKNOWN, null, false, false, null);
            case REPORTERS -> new LawValue.Reporters(Known.UNKNOWN);
            case CAREGIVER_RULE -> new LawValue.CaregiverRule(Known.UNKNOWN);
            case ROUTING -> new LawValue.Routes(Set.of(), Set.of(), false, LawValue.Routes.USUAL_AGE);
            case SAFE_HARBOR -> new LawValue.Harbor(SafeHarbor.UNKNOWN);
            case NOTES ->
                new LawValue.Notes(
                        new InBoth<>(
                                "There is no file of this state's law. Ask your counsel, and enter what the law says here.",
                                "No hay un archivo de la ley de este estado. Pregunte a su asesor legal y anote aquí lo que dice la ley."));
        };
    }
}
