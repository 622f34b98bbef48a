package org.havenward.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.havenward.protocol.Condition.Subject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes to a protocol as forms make them: on its tree, in the words of {@code docs/protocol-format.md}. What comes of them
 * is read again, so that a form can write nothing that a file could not.
 */
public final class ProtocolEditor {
    private final ObjectNode tree;

    public ProtocolEditor(Protocol protocol) {
        this.tree = ProtocolWriter.protocol(protocol);
    }

    /**
     * What a condition can look at.
     *
     * @param key such as {@code answer:danger} or {@code fact:age}
     * @param values what it can be; empty for a number, a day, or a person
     */
    public record Looked(String key, Subject subject, List<String> values) {}

    public static List<Looked> subjects(Protocol protocol) {
        Stream<Subject> all = Stream.of(
                        protocol.questions().map(question -> new Subject.Answer(question.id())),
                        Stream.of(CaseFact.values()).map(Subject.Fact::new),
                        Stream.of(LawField.values()).map(Subject.Law::new),
                        ProtocolRecords.ALL.stream().sorted().map(Subject.Recorded::new))
                .flatMap(some -> some);
        return all.map(subject -> new Looked(key(subject), subject, Check.values(subject, protocol)))
                .toList();
    }

    private static String key(Subject subject) {
        return switch (subject) {
            case Subject.Answer answer -> "answer:" + answer.question();
            case Subject.Fact fact -> "fact:" + fact.fact().word();
            case Subject.Law law -> "law:" + law.field().word();
            case Subject.Recorded recorded -> "recorded:" + recorded.name();
        };
    }

    /** A step or question as the format has it. */
    public Optional<ObjectNode> item(String id) {
        return items().filter(item -> idOf(item).equals(id)).findFirst();
    }

    public Optional<ObjectNode> phase(String id) {
        return phases().filter(phase -> idOf(phase).equals(id)).findFirst();
    }

    /** The phase that a step or question is in; empty for none. */
    public String phaseOf(String item) {
        return phases().filter(
                        phase -> children(phase).anyMatch(child -> idOf(child).equals(item)))
                .map(ProtocolEditor::idOf)
                .findFirst()
                .orElse("");
    }

    public boolean knows(String id) {
        return item(id).isPresent() || phase(id).isPresent();
    }

    /** Puts a step or question in the place of the one with its id, or at the end of a phase. */
    public void put(String phase, ObjectNode item) {
        var id = idOf(item);
        if (phaseOf(id).equals(phase)) {
            var list = listOf(id);
            list.set(indexIn(list, id), item);
            return;
        }
        if (!phaseOf(id).isEmpty()) {
            remove(id);
        }
        phase(phase).ifPresent(in -> ((ArrayNode) in.required("items")).add(item));
    }

    /** Puts a phase, with its own words and condition, in the place of the one with its id, or at the end. */
    public void putPhase(ObjectNode phase) {
        var list = (ArrayNode) tree.required("phases");
        var at = indexIn(list, idOf(phase));
        if (at < 0) {
            phase.putArray("items");
            list.add(phase);
        } else {
            phase.set("items", list.required(at).required("items"));
            list.set(at, phase);
        }
    }

    /** Moves a step, a question, or a phase up (-1) or down (1) among its neighbors; stays where there is no room. */
    public void move(String id, int by) {
        var list = listOf(id);
        var at = indexIn(list, id);
        var to = at + by;
        if (at >= 0 && to >= 0 && to < list.size()) {
            list.insert(to, list.remove(at));
        }
    }

    /** Takes out a step, a question, or a phase with all that is in it. */
    public void remove(String id) {
        var list = listOf(id);
        var at = indexIn(list, id);
        if (at >= 0) {
            list.remove(at);
        }
    }

    /** What the whole is called, and what it rests on. */
    public void name(ObjectNode title, ObjectNode about) {
        tree.set("title", title);
        tree.set("about", about);
    }

    /**
     * The protocol as it is now, as YAML.
     *
     * @throws ProtocolFault where it is none
     */
    public String text() {
        return ProtocolFormat.yaml(ProtocolFormat.read(TextFile.YAML.writeValueAsString(tree)));
    }

    /** A condition as text, for one that is too deep for rows of fields. */
    public static String text(JsonNode condition) {
        return TextFile.YAML.writeValueAsString(condition);
    }

    /**
     * A condition as typed.
     *
     * @throws ProtocolFault where it is none
     */
    public static ObjectNode condition(String text) {
        return ProtocolWriter.condition(ProtocolFormat.readCondition(text));
    }

    private Stream<ObjectNode> phases() {
        return listed(tree, "phases");
    }

    private Stream<ObjectNode> items() {
        return phases().flatMap(ProtocolEditor::children);
    }

    private static Stream<ObjectNode> children(JsonNode phase) {
        return listed(phase, "items");
    }

    private static Stream<ObjectNode> listed(JsonNode node, String name) {
        var all = new ArrayList<ObjectNode>();
        node.required(name).forEach(child -> all.add((ObjectNode) child));
        return all.stream();
    }

    private ArrayNode listOf(String id) {
        var phase = phaseOf(id);
        return (ArrayNode) phase(phase).map(in -> in.required("items")).orElseGet(() -> tree.required("phases"));
    }

    private static int indexIn(ArrayNode list, String id) {
        for (var at = 0; at < list.size(); at++) {
            if (idOf(list.required(at)).equals(id)) {
                return at;
            }
        }
        return -1;
    }

    private static String idOf(JsonNode node) {
        for (var name : List.of("step", "question", "id")) {
            if (node.has(name)) {
                return node.required(name).asString();
            }
        }
        return "";
    }
}
