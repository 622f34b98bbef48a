package org.havenward.protocol;

import java.util.List;
import org.havenward.protocol.Condition.Claim;
import org.havenward.protocol.Condition.Subject;
import org.havenward.protocol.LawField.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a protocol as a tree, always in the same order; what is empty is left out. */
final class ProtocolWriter {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private ProtocolWriter() {}

    static ObjectNode protocol(Protocol protocol) {
        var node = MAKE.objectNode();
        node.put("format", 1);
        node.put("id", protocol.id());
        node.put("version", protocol.version());
        node.set("title", text(protocol.title()));
        put(node, "about", protocol.about());
        var phases = node.putArray("phases");
        protocol.phases().forEach(phase -> phases.add(phase(phase)));
        return node;
    }

    private static ObjectNode phase(Protocol.Phase phase) {
        var node = MAKE.objectNode();
        node.put("id", phase.id());
        node.set("title", text(phase.title()));
        put(node, "when", phase.when());
        var items = node.putArray("items");
        phase.items().forEach(item -> items.add(item(item)));
        return node;
    }

    private static ObjectNode item(Protocol.Item item) {
        var node = MAKE.objectNode();
        node.put(item instanceof Protocol.Question ? "question" : "step", item.id());
        node.set("title", text(item.title()));
        put(node, "guidance", item.guidance());
        node.put("role", item.role());
        put(node, "when", item.when());
        put(node, "after", item.after());
        var due = item.due();
        if (due != null) {
            node.set("due", due(due));
        }
        put(node, "again", item.again().stream().map(Words::word).toList());
        switch (item) {
            case Protocol.Step step -> write(step, node);
            case Protocol.Question question -> write(question, node);
        }
        return node;
    }

    private static void write(Protocol.Step step, ObjectNode node) {
        var proofs = node.putArray("done-by");
        step.proofs().forEach(proof -> proofs.add(proof(proof)));
        if (step.obliges()) {
            node.put("obliges", true);
        }
        var duty = step.duty();
        if (duty != null) {
            var written = node.putObject("duty");
            if (duty.restsOn() != null) {
                written.put("rests-on", duty.restsOn().word());
            }
            if (!duty.basis().isEmpty()) {
                written.put("basis", duty.basis());
            }
        }
    }

    private static void write(Protocol.Question question, ObjectNode node) {
        node.put("kind", Words.word(question.kind()));
        if (!question.options().isEmpty()) {
            var options = node.putArray("options");
            question.options().forEach(option -> {
                var written = options.addObject();
                written.put("value", option.value());
                written.set("label", text(option.label()));
            });
        }
        if (question.unknownAs() != null) {
            node.put("unknown-counts-as", question.unknownAs());
        }
    }

    private static ObjectNode text(Protocol.Text text) {
        var node = MAKE.objectNode();
        if (!text.en().isEmpty()) {
            node.put("en", text.en());
        }
        if (!text.es().isEmpty()) {
            node.put("es", text.es());
        }
        return node;
    }

    private static void put(ObjectNode node, String name, Protocol.Text text) {
        if (!text.equals(Protocol.Text.NONE)) {
            node.set(name, text(text));
        }
    }

    private static void put(ObjectNode node, String name, List<String> words) {
        if (!words.isEmpty()) {
            node.set(name, words(words));
        }
    }

    private static void put(ObjectNode node, String name, @Nullable Condition condition) {
        if (condition != null) {
            node.set(name, condition(condition));
        }
    }

    private static ArrayNode words(List<String> words) {
        var node = MAKE.arrayNode();
        words.forEach(node::add);
        return node;
    }

    private static ObjectNode due(Protocol.Due due) {
        var node = MAKE.objectNode();
        switch (due.from()) {
            case Protocol.Start.At at -> node.put("from", Words.word(at.what()));
            case Protocol.Start.Answered answered -> node.putObject("from").put("answered", answered.question());
            case Protocol.Start.Done done -> node.putObject("from").put("done", done.step());
        }
        switch (due.within()) {
            case Protocol.Within.Hours hours -> node.put("hours", hours.hours());
            case Protocol.Within.SchoolDays days -> node.put("school-days", days.days());
            case Protocol.Within.ByLaw law -> node.put("law", law.hours().word());
        }
        return node;
    }

    private static JsonNode proof(Protocol.Proof proof) {
        return switch (proof) {
            case Protocol.Proof.Marked marked -> MAKE.stringNode("marked");
            case Protocol.Proof.Note note -> MAKE.stringNode("note");
            case Protocol.Proof.Recorded recorded -> MAKE.objectNode().put("recorded", recorded.name());
            case Protocol.Proof.Answered answered -> MAKE.objectNode().put("answered", answered.question());
        };
    }

    static ObjectNode condition(Condition condition) {
        var node = MAKE.objectNode();
        switch (condition) {
            case Condition.All all -> node.set("all", conditions(all.of()));
            case Condition.Any any -> node.set("any", conditions(any.of()));
            case Condition.Not not -> node.set("not", condition(not.of()));
            case Condition.That that -> write(that, node);
        }
        return node;
    }

    private static ArrayNode conditions(List<Condition> conditions) {
        var node = MAKE.arrayNode();
        conditions.forEach(each -> node.add(condition(each)));
        return node;
    }

    private static void write(Condition.That that, ObjectNode node) {
        switch (that.subject()) {
            case Subject.Answer answer -> node.put("answer", answer.question());
            case Subject.Fact fact -> node.put("fact", fact.fact().word());
            case Subject.Law law -> node.put("law", law.field().word());
            case Subject.Recorded recorded -> node.put("recorded", recorded.name());
        }
        switch (that.claim()) {
            case Claim.Is is -> {
                if (is.values().size() == 1) {
                    node.put("is", is.values().getFirst());
                } else {
                    node.set("is", words(is.values()));
                }
            }
            case Claim.AtLeast atLeast -> node.put("at-least", atLeast.number());
            case Claim.Known known -> node.put("known", known.known());
        }
    }
}
