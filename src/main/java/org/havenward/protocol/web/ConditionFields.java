package org.havenward.protocol.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.havenward.protocol.ProtocolEditor;
import org.havenward.protocol.ProtocolFault;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A condition as fields: rows of what is looked at, what is said of it, and a value, joined by "all" or "any". A condition
 * that does not fit into rows is written out, so that nothing of it is lost.
 */
final class ConditionFields {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    static final List<String> MODES = List.of("always", "all", "any", "written");
    static final List<String> CLAIMS = List.of("is", "is-not", "at-least", "less-than", "known", "unknown");

    private ConditionFields() {}

    static void fill(Map<String, List<String>> typed, @Nullable JsonNode condition) {
        if (condition == null) {
            Typed.put(typed, "when", "always");
            return;
        }
        var rows = new HashMap<String, List<String>>();
        if (rows(condition, rows)) {
            var again = read(new Typed(rows), new FormErrors());
            if (again != null && again.toString().equals(condition.toString())) {
                typed.putAll(rows);
                return;
            }
        }
        Typed.put(typed, "when", "written");
        Typed.put(typed, "whenText", ProtocolEditor.text(condition));
    }

    private static boolean rows(JsonNode condition, Map<String, List<String>> rows) {
        var mode = condition.has("any") ? "any" : "all";
        Typed.put(rows, "when", mode);
        if (!condition.has(mode)) {
            return row(condition, 0, rows);
        }
        for (var at = 0; at < condition.required(mode).size(); at++) {
            if (!row(condition.required(mode).required(at), at, rows)) {
                return false;
            }
        }
        return true;
    }

    private static boolean row(JsonNode part, int at, Map<String, List<String>> rows) {
        var not = part.has("not");
        var that = not ? part.required("not") : part;
        for (var subject : List.of("answer", "fact", "law", "recorded")) {
            if (that.has(subject)) {
                Typed.put(
                        rows,
                        "subject" + at,
                        subject + ":" + that.required(subject).asString());
            }
        }
        if (that.has("is")) {
            Typed.put(rows, "claim" + at, not ? "is-not" : "is");
            var is = that.required("is");
            var values = new ArrayList<String>();
            if (is.isArray()) {
                is.forEach(value -> values.add(value.asString()));
            } else {
                values.add(is.asString());
            }
            Typed.put(rows, "value" + at, String.join(", ", values));
            return true;
        }
        if (that.has("at-least")) {
            Typed.put(rows, "claim" + at, not ? "less-than" : "at-least");
            Typed.put(rows, "value" + at, that.required("at-least").asString());
            return true;
        }
        Typed.put(rows, "claim" + at, that.path("known").asBoolean(false) ? "known" : "unknown");
        return that.has("known");
    }

    /** The condition that was typed; null for none, or where something has to be mended. */
    static @Nullable ObjectNode read(Typed typed, FormErrors errors) {
        return switch (typed.text("when")) {
            case "all", "any" -> joined(typed, typed.text("when"), errors);
            case "written" -> {
                try {
                    yield ProtocolEditor.condition(typed.raw("whenText"));
                } catch (ProtocolFault fault) {
                    errors.add(
                            "whenText",
                            "protocol.error.condition",
                            fault.problems().getFirst().what());
                    yield null;
                }
            }
            default -> null;
        };
    }

    private static @Nullable ObjectNode joined(Typed typed, String mode, FormErrors errors) {
        var parts = new ArrayList<ObjectNode>();
        for (var at = 0; at < typed.rows("subject"); at++) {
            if (!typed.text("subject" + at).isEmpty()) {
                var part = part(typed, at, errors);
                if (part != null) {
                    parts.add(part);
                }
            }
        }
        if (parts.isEmpty()) {
            if (typed.rows("subject") == Typed.SPARE) {
                errors.add("subject0", "protocol.error.no-row");
            }
            return null;
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        var whole = MAKE.objectNode();
        parts.forEach(whole.putArray(mode)::add);
        return whole;
    }

    private static @Nullable ObjectNode part(Typed typed, int at, FormErrors errors) {
        var subject = typed.text("subject" + at).split(":", 2);
        var that = MAKE.objectNode();
        that.put(subject[0], subject.length == 2 ? subject[1] : "");
        return switch (typed.text("claim" + at)) {
            case "known" -> that.put("known", true);
            case "unknown" -> that.put("known", false);
            case "at-least" -> number(typed, at, that, errors);
            case "less-than" -> not(number(typed, at, that, errors));
            case "is-not" -> not(is(typed, at, that, errors));
            default -> is(typed, at, that, errors);
        };
    }

    private static @Nullable ObjectNode not(@Nullable ObjectNode that) {
        if (that == null) {
            return null;
        }
        var negated = MAKE.objectNode();
        negated.set("not", that);
        return negated;
    }

    private static @Nullable ObjectNode number(Typed typed, int at, ObjectNode that, FormErrors errors) {
        var number = typed.number("value" + at);
        if (number == null) {
            errors.add("value" + at, "protocol.error.number", 0, 1000);
            return null;
        }
        return that.put("at-least", number);
    }

    private static @Nullable ObjectNode is(Typed typed, int at, ObjectNode that, FormErrors errors) {
        var values = java.util.Arrays.stream(typed.text("value" + at).split("[,\\s]+"))
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.isEmpty()) {
            errors.add("value" + at, "protocol.error.value");
            return null;
        }
        if (values.size() == 1) {
            return that.put("is", values.getFirst());
        }
        values.forEach(that.putArray("is")::add);
        return that;
    }
}
