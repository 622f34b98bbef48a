package org.havenward.protocol.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.havenward.web.FormErrors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A step or question as fields of a form, and back. */
final class ItemFields {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final int MOST_HOURS = 100_000;
    private static final int MOST_DAYS = 1_000;
    private static final int LONGEST_BASIS = 300;

    private ItemFields() {}

    /** As it stands in the protocol. */
    static Typed of(JsonNode item, String phase) {
        var typed = new HashMap<String, List<String>>();
        Typed.put(typed, "phase", phase);
        Typed.put(typed, "kindOfItem", item.has("question") ? "question" : "step");
        Typed.fill(typed, "title", item.get("title"));
        Typed.fill(typed, "guidance", item.get("guidance"));
        Typed.put(typed, "role", item.path("role").asString(""));
        ConditionFields.fill(typed, item.get("when"));
        each(item.path("after"), (at, node) -> Typed.put(typed, "after" + at, node.asString()));
        fillDue(typed, item.path("due"));
        typed.put(
                "again",
                item.path("again").valueStream().map(JsonNode::asString).toList());
        each(item.path("done-by"), (at, node) -> Typed.put(typed, "proof" + at, word(node)));
        Typed.put(typed, "obliges", item.path("obliges").asBoolean(false) ? "yes" : "");
        if (item.has("duty")) {
            Typed.put(typed, "duty", item.path("duty").path("rests-on").asString("other"));
            Typed.put(typed, "basis", item.path("duty").path("basis").asString(""));
        }
        Typed.put(typed, "kind", item.path("kind").asString("yes-no"));
        each(item.path("options"), (at, node) -> {
            Typed.put(typed, "option" + at, node.path("value").asString());
            Typed.fill(typed, "option" + at, node.get("label"));
        });
        Typed.put(typed, "unknownAs", item.path("unknown-counts-as").asString(""));
        return new Typed(typed);
    }

    private interface Each {
        void take(int at, JsonNode node);
    }

    private static void each(JsonNode list, Each each) {
        for (var at = 0; at < list.size(); at++) {
            each.take(at, list.required(at));
        }
    }

    private static void fillDue(Map<String, List<String>> typed, JsonNode due) {
        if (due.isMissingNode()) {
            return;
        }
        Typed.put(typed, "dueFrom", word(due.required("from")));
        for (var unit : List.of("hours", "school-days")) {
            if (due.has(unit)) {
                Typed.put(typed, "dueUnit", unit);
                Typed.put(typed, "dueCount", due.required(unit).asString());
            }
        }
        if (due.has("law")) {
            Typed.put(typed, "dueUnit", "law:" + due.required("law").asString());
        }
    }

    /** A word as it is; a mapping of one name as {@code name:value}. */
    private static String word(JsonNode node) {
        return node.isObject()
                ? node.propertyNames().iterator().next() + ":"
                        + node.iterator().next().asString()
                : node.asString();
    }

    private static JsonNode unword(String word) {
        var parts = word.split(":", 2);
        return parts.length == 1 ? MAKE.stringNode(word) : MAKE.objectNode().put(parts[0], parts[1]);
    }

    /** The item that was typed, as the format has it. */
    static ObjectNode read(Typed typed, String id, boolean question, FormErrors errors) {
        var item = MAKE.objectNode();
        item.put(question ? "question" : "step", id);
        item.set("title", typed.title(errors));
        var guidance = typed.both("guidance");
        if (!guidance.isEmpty()) {
            item.set("guidance", guidance);
        }
        item.put("role", typed.text("role"));
        if (typed.text("role").isEmpty()) {
            errors.add("role", "protocol.error.choose");
        }
        var when = ConditionFields.read(typed, errors);
        if (when != null) {
            item.set("when", when);
        }
        words(typed, "after", item, "after");
        due(typed, item, errors);
        if (!typed.list("again").isEmpty()) {
            typed.list("again").forEach(item.putArray("again")::add);
        }
        if (question) {
            question(typed, item, errors);
        } else {
            step(typed, item, errors);
        }
        return item;
    }

    private static void words(Typed typed, String name, ObjectNode item, String as) {
        var words = java.util.stream.IntStream.range(0, typed.rows(name))
                .mapToObj(at -> typed.text(name + at))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (!words.isEmpty()) {
            var list = item.putArray(as);
            words.forEach(word -> list.add(unword(word)));
        }
    }

    private static void due(Typed typed, ObjectNode item, FormErrors errors) {
        if (typed.text("dueFrom").isEmpty()) {
            return;
        }
        var due = item.putObject("due");
        due.set("from", unword(typed.text("dueFrom")));
        var unit = typed.text("dueUnit");
        if (unit.startsWith("law:")) {
            due.put("law", unit.substring(4));
            return;
        }
        var most = unit.equals("hours") ? MOST_HOURS : MOST_DAYS;
        var count = typed.number("dueCount");
        if (count == null || count < 0 || count > most) {
            errors.add("dueCount", "protocol.error.number", 0, most);
            return;
        }
        due.put(unit.equals("hours") ? "hours" : "school-days", count);
    }

    private static void step(Typed typed, ObjectNode item, FormErrors errors) {
        words(typed, "proof", item, "done-by");
        if (!item.has("done-by")) {
            errors.add("proof0", "protocol.error.proof");
        }
        if (typed.yes("obliges")) {
            item.put("obliges", true);
        }
        if (typed.text("duty").isEmpty()) {
            return;
        }
        var duty = item.putObject("duty");
        if (!typed.text("duty").equals("other")) {
            duty.put("rests-on", typed.text("duty"));
        } else if (typed.text("basis").isEmpty()) {
            errors.add("basis", "protocol.error.basis");
        }
        if (typed.text("basis").length() > LONGEST_BASIS) {
            errors.add("basis", "protocol.error.long", LONGEST_BASIS);
        }
        if (!typed.text("basis").isEmpty()) {
            duty.put("basis", typed.text("basis"));
        }
    }

    private static void question(Typed typed, ObjectNode item, FormErrors errors) {
        item.put("kind", typed.text("kind"));
        if (typed.text("kind").equals("choice")) {
            var options = item.putArray("options");
            for (var at = 0; at < typed.rows("option"); at++) {
                if (!typed.text("option" + at).isEmpty()) {
                    var option = options.addObject();
                    option.put("value", typed.text("option" + at));
                    option.set("label", typed.both("option" + at));
                }
            }
            if (options.size() < 2) {
                errors.add("option0", "protocol.error.options");
            }
        }
        if (!typed.text("unknownAs").isEmpty()) {
            item.put("unknown-counts-as", typed.text("unknownAs"));
        }
    }

    /** A new item's id: what was typed, or made of its English title; another where it is taken. */
    static String id(Typed typed, Predicate<String> taken, FormErrors errors) {
        var asked = typed.text("id").toLowerCase(Locale.ROOT);
        if (!asked.isEmpty()) {
            if (!asked.matches("[a-z][a-z0-9]*([.-][a-z0-9]+)*") || asked.length() > 64) {
                errors.add("id", "protocol.error.id");
            } else if (taken.test(asked)) {
                errors.add("id", "protocol.error.id-taken");
            }
            return asked;
        }
        var words = (typed.text("titleEn") + " x").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var made = words.replaceAll("^[^a-z]+|-x$|-$", "");
        var base = made.isEmpty()
                ? "item"
                : made.substring(0, Math.min(made.length(), 40)).replaceAll("-$", "");
        var id = base;
        for (var next = 2; taken.test(id); next++) {
            id = base + "-" + next;
        }
        return id;
    }
}
