package org.havenward.protocol.web;

import java.util.List;
import java.util.Map;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a form by their names, as they came or as they stand in the protocol. */
public record Typed(Map<String, List<String>> all) {
    static final int LONGEST_TITLE = 200;
    /** How many empty rows a form offers after those that are filled. */
    static final int SPARE = 2;

    private static final int MOST_ROWS = 60;

    public Typed {
        all = Map.copyOf(all);
    }

    /** The first that came by a name, on one line; empty for none. */
    public String text(String name) {
        return raw(name).replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** The same, with its lines. */
    public String raw(String name) {
        var values = all.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst().replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\\n]]+", " ");
    }

    public List<String> list(String name) {
        return all.getOrDefault(name, List.of());
    }

    public boolean yes(String name) {
        return text(name).equals("yes");
    }

    int edition() {
        var edition = number("edition");
        return edition == null ? 0 : edition;
    }

    @Nullable
    Integer number(String name) {
        try {
            return Integer.valueOf(text(name));
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** How many rows a form offers: those that are filled, and two more. */
    public int rows(String name) {
        var filled = 0;
        for (var at = 0; at < MOST_ROWS; at++) {
            if (!text(name + at).isEmpty()) {
                filled = at + 1;
            }
        }
        return filled + SPARE;
    }

    /** Words in both languages, from the fields nameEn and nameEs. */
    ObjectNode both(String name) {
        var node = JsonNodeFactory.instance.objectNode();
        for (var language : List.of("En", "Es")) {
            var words = raw(name + language).strip();
            if (!words.isEmpty()) {
                node.put(language.toLowerCase(java.util.Locale.ROOT), words);
            }
        }
        return node;
    }

    /** A title is needed in one language at least, and short in both. */
    ObjectNode title(FormErrors errors) {
        var title = both("title");
        if (title.isEmpty()) {
            errors.add("titleEn", "protocol.error.title");
        }
        for (var name : List.of("titleEn", "titleEs")) {
            if (text(name).length() > LONGEST_TITLE) {
                errors.add(name, "protocol.error.long", LONGEST_TITLE);
            }
        }
        return title;
    }

    static void fill(Map<String, List<String>> typed, String name, @Nullable JsonNode words) {
        if (words != null) {
            put(typed, name + "En", words.path("en").asString(""));
            put(typed, name + "Es", words.path("es").asString(""));
        }
    }

    static void put(Map<String, List<String>> typed, String name, String value) {
        typed.put(name, List.of(value));
    }
}
