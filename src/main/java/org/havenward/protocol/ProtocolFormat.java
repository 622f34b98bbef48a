package org.havenward.protocol;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Protocols as text, YAML or JSON; the format is documented in {@code docs/protocol-format.md}. What is written and read
 * again is the same protocol. Comments and layout are no part of it.
 */
public final class ProtocolFormat {
    private ProtocolFormat() {}

    /**
     * Reads YAML or JSON.
     *
     * @throws ProtocolFault with each place that is wrong, by its line
     */
    public static Protocol read(String text) {
        var file = TextFile.read(text, "It begins with 'format: 1'.");
        file.check(TextFile.SCHEMA);
        return new ProtocolReader(file).protocol();
    }

    /** On which line of a text each step, question, and phase begins, by its id; counted from 1. */
    public static Map<String, Integer> lines(String text) {
        var file = TextFile.read(text, "");
        var lines = new HashMap<String, Integer>();
        var phases = file.root().path("phases");
        for (var at = 0; at < phases.size(); at++) {
            lines.putIfAbsent(phases.path(at).path("id").asString(""), file.line("/phases/" + at));
            var items = phases.path(at).path("items");
            for (var each = 0; each < items.size(); each++) {
                var item = items.path(each);
                var id = item.path(item.has("question") ? "question" : "step").asString("");
                lines.putIfAbsent(id, file.line("/phases/" + at + "/items/" + each));
            }
        }
        return lines;
    }

    /** A condition alone, as the editor has it; YAML or JSON. */
    public static Condition readCondition(String text) {
        var file = TextFile.read(text, "It is a condition, such as {answer: …, is: yes}.");
        file.check(TextFile.CONDITION_SCHEMA);
        return new ProtocolReader(file).condition(file.root());
    }

    public static String yaml(Protocol protocol) {
        return TextFile.YAML.writeValueAsString(tree(protocol));
    }

    public static String json(Protocol protocol) {
        return TextFile.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(protocol)) + "\n";
    }

    public static String yaml(Condition condition) {
        return TextFile.YAML.writeValueAsString(ProtocolWriter.condition(condition));
    }

    public static JsonNode tree(Protocol protocol) {
        return ProtocolWriter.protocol(protocol);
    }
}
