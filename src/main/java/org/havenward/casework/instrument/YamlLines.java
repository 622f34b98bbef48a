package org.havenward.casework.instrument;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** On which line of a YAML text each place stands, places named as JSON pointers such as {@code /sections/0/items/2}. */
final class YamlLines {
    private final Map<String, Integer> lines = new HashMap<>();

    /** @param parser at the beginning of the text */
    static YamlLines of(JsonParser parser) {
        var found = new YamlLines();
        var levels = new ArrayDeque<Level>();
        found.lines.put("", 1);
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            found.take(parser, token, levels);
        }
        return found;
    }

    private static final class Level {
        final String place;
        final boolean list;
        int next;
        String name = "";

        Level(String place, boolean list) {
            this.place = place;
            this.list = list;
        }

        String here() {
            return place + "/"
                    + (list ? String.valueOf(next) : name.replace("~", "~0").replace("/", "~1"));
        }
    }

    private void take(JsonParser parser, JsonToken token, ArrayDeque<Level> levels) {
        var level = levels.peek();
        if (token == JsonToken.PROPERTY_NAME && level != null) {
            level.name = parser.currentName();
            lines.putIfAbsent(level.here(), parser.currentTokenLocation().getLineNr());
            return;
        }
        if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
            levels.pop();
            return;
        }
        var place = level == null ? "" : level.here();
        lines.putIfAbsent(place, parser.currentTokenLocation().getLineNr());
        if (level != null && level.list) {
            level.next++;
        }
        if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
            levels.push(new Level(place, token == JsonToken.START_ARRAY));
        }
    }

    /** The line of a place, or of the next one around it that is there. */
    int line(String place) {
        for (var around = place; ; around = around.substring(0, around.lastIndexOf('/'))) {
            var line = lines.get(around);
            if (line != null) {
                return line;
            }
            if (around.lastIndexOf('/') < 0) {
                return 1;
            }
        }
    }
}
