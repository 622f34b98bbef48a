package org.havenward.mandate;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.havenward.guide.InBoth;
import org.havenward.mandate.LawValue.Hours;
import org.havenward.mandate.LawValue.Line;
import org.havenward.mandate.LawValue.Use;
import org.havenward.mandate.LawValue.When;
import org.havenward.protocol.LawFacts.Known;
import org.havenward.protocol.LawFacts.SafeHarbor;
import org.havenward.protocol.LawFacts.Written;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A part's value as files, the database, and the API write it; the schema has been checked before. */
final class LawValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String UNKNOWN = "unknown";

    private LawValues() {}

    static LawValue read(LawField field, JsonNode node) {
        return switch (field) {
            case AGE_OF_MAJORITY ->
                new LawValue.AgeOfMajority(node.required("years").asInt());
            case HOTLINES -> {
                var lines = new ArrayList<Line>();
                node.required("lines").forEach(line -> lines.add(line(line)));
                yield new LawValue.Hotlines(lines);
            }
            case ORAL_DEADLINE -> new LawValue.OralDeadline(number(node, "hours"));
            case WRITTEN_REPORT ->
                new LawValue.WrittenReport(
                        Written.valueOf(constant(node.required("asked").asString())),
                        number(node, "hours"),
                        node.has("leaves_out"),
                        yes(node, "unless_online"),
                        text(node, "form"));
            case REPORTERS -> new LawValue.Reporters(known(node.required("who").asString(), "everyone", "named"));
            case CAREGIVER_RULE ->
                new LawValue.CaregiverRule(known(node.required("acts_on").asString(), "caregivers-only", "anyone"));
            case ROUTING ->
                new LawValue.Routes(
                        agencies(node.required("caregiver")),
                        agencies(node.required("others")),
                        yes(node, "hotline_passes_on"),
                        node.has("protects_under") ? node.get("protects_under").asInt() : LawValue.Routes.USUAL_AGE);
            case SAFE_HARBOR ->
                new LawValue.Harbor(
                        switch (node.required("protects").asString()) {
                            case "full" -> SafeHarbor.YES;
                            case "partial" -> SafeHarbor.PARTIAL;
                            case "none" -> SafeHarbor.NO;
                            default -> SafeHarbor.UNKNOWN;
                        });
            case NOTES ->
                new LawValue.Notes(new InBoth<>(
                        node.required("en").asString(), node.required("es").asString()));
        };
    }

    static ObjectNode write(LawValue value) {
        var node = NODES.objectNode();
        switch (value) {
            case LawValue.AgeOfMajority age -> node.put("years", age.years());
            case LawValue.Hotlines hotlines -> {
                var lines = node.putArray("lines");
                hotlines.lines().forEach(line -> lines.add(line(line)));
            }
            case LawValue.OralDeadline oral -> {
                if (oral.hours() == null) {
                    node.put("hours", UNKNOWN);
                } else {
                    node.put("hours", oral.hours());
                }
            }
            case LawValue.WrittenReport written -> write(written, node);
            case LawValue.Reporters reporters -> node.put("who", word(reporters.everyone(), "everyone", "named"));
            case LawValue.CaregiverRule rule ->
                node.put("acts_on", word(rule.caregiversOnly(), "caregivers-only", "anyone"));
            case LawValue.Routes routes -> {
                agencies(node, "caregiver", routes.caregiver());
                agencies(node, "others", routes.others());
                node.put("hotline_passes_on", routes.hotlinePassesOn());
                node.put("protects_under", routes.protectsUnder());
            }
            case LawValue.Harbor harbor ->
                node.put(
                        "protects",
                        switch (harbor.protects()) {
                            case YES -> "full";
                            case PARTIAL -> "partial";
                            case NO -> "none";
                            case UNKNOWN -> UNKNOWN;
                        });
            case LawValue.Notes notes ->
                node.put("en", notes.words().en()).put("es", notes.words().es());
        }
        return node;
    }

    private static void write(LawValue.WrittenReport written, ObjectNode node) {
        node.put("asked", word(written.asked()));
        if (written.hours() != null) {
            node.put("hours", written.hours());
        }
        if (written.workdaysOnly()) {
            node.put("leaves_out", "weekends-and-holidays");
        }
        if (written.unlessOnline()) {
            node.put("unless_online", true);
        }
        if (written.form() != null) {
            node.put("form", written.form());
        }
    }

    private static Line line(JsonNode node) {
        var name = node.required("name").asString();
        var spanish = text(node, "name_es");
        var counties = new ArrayList<String>();
        if (node.has("counties")) {
            node.get("counties").forEach(county -> counties.add(county.asString()));
        }
        var opens = text(node, "opens");
        var closes = text(node, "closes");
        return new Line(
                new InBoth<>(name, spanish == null ? name : spanish),
                text(node, "call"),
                counties,
                yes(node, "other_counties"),
                node.has("when") ? When.valueOf(constant(node.get("when").asString())) : When.ALWAYS,
                opens == null || closes == null
                        ? null
                        : new Hours(
                                LocalTime.parse(opens), LocalTime.parse(closes), "weekdays".equals(text(node, "days"))),
                node.has("use") ? Use.valueOf(constant(node.get("use").asString())) : Use.REPORT);
    }

    private static ObjectNode line(Line line) {
        var node = NODES.objectNode();
        node.put("name", line.name().en());
        node.put("name_es", line.name().es());
        if (line.call() != null) {
            node.put("call", line.call());
        }
        if (!line.counties().isEmpty()) {
            var counties = node.putArray("counties");
            line.counties().forEach(counties::add);
        }
        if (line.otherCounties()) {
            node.put("other_counties", true);
        }
        node.put("when", word(line.when()));
        if (line.hours() != null) {
            node.put("opens", line.hours().opens().toString());
            node.put("closes", line.hours().closes().toString());
            node.put("days", line.hours().weekdaysOnly() ? "weekdays" : "every-day");
        }
        node.put("use", word(line.use()));
        return node;
    }

    private static Set<Agency> agencies(JsonNode node) {
        var agencies = EnumSet.noneOf(Agency.class);
        node.forEach(one -> agencies.add(Agency.valueOf(constant(one.asString()))));
        return agencies;
    }

    private static void agencies(ObjectNode node, String name, Set<Agency> agencies) {
        var list = node.putArray(name);
        Arrays.stream(Agency.values()).filter(agencies::contains).forEach(one -> list.add(word(one)));
    }

    private static Known known(String word, String yes, String no) {
        return word.equals(yes) ? Known.YES : word.equals(no) ? Known.NO : Known.UNKNOWN;
    }

    private static String word(Known known, String yes, String no) {
        return switch (known) {
            case YES -> yes;
            case NO -> no;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** A constant as files write it: {@code IF_REQUESTED} is {@code if-requested}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static @Nullable Integer number(JsonNode node, String name) {
        return node.has(name) && node.get(name).isInt()
                ? Integer.valueOf(node.get(name).asInt())
                : null;
    }

    private static boolean yes(JsonNode node, String name) {
        return node.has(name) && node.get(name).asBoolean();
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.has(name) ? node.get(name).asString() : null;
    }

    /** The words of agencies, in their order. */
    static List<String> words(Set<Agency> agencies) {
        return Arrays.stream(Agency.values())
                .filter(agencies::contains)
                .map(LawValues::word)
                .toList();
    }
}
