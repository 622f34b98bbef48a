package org.havenward.protocol;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A case that is only thought of, worked out and written as JSON. */
public final class DryRun {
    private final Protocol protocol;
    private final LawFacts law;
    private final CaseScript script;
    private final Instant at;

    private DryRun(Protocol protocol, LawFacts law, CaseScript script, Instant at) {
        this.protocol = protocol;
        this.law = law;
        this.script = script;
        this.at = at;
    }

    /**
     * @param state whose law as it ships applies; two letters
     * @param facts as in {@code docs/protocol-format.md}; YAML or JSON
     * @throws ProtocolFault where the facts are not as they must be
     */
    public static DryRun of(Protocol protocol, String state, String facts, Instant at) {
        var shipped = ShippedLaw.find();
        return new DryRun(
                protocol, shipped.of(state, at), CaseScript.read(protocol, facts, shipped.zone(state), at), at);
    }

    /** @throws ProtocolFault where the answers are not as they must be */
    public Evaluation evaluation(String answers) {
        return evaluation(script.answers(protocol, answers, at));
    }

    public Evaluation evaluation(List<GivenAnswer> answers) {
        return Evaluator.evaluate(protocol, answers, law, script.facts(), at, script.days());
    }

    /** The same, as JSON for programs and people. */
    public String json(String answers) {
        return TextFile.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(evaluation(answers)));
    }

    private ObjectNode tree(Evaluation evaluation) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("protocol", protocol.id());
        tree.put("version", protocol.version());
        tree.put("state", law.state());
        tree.put("at", time(at));
        tree.put("lawReviewed", law.reviewed());
        var steps = tree.putArray("steps");
        evaluation.steps().forEach(state -> steps.add(tree(state)));
        var questions = tree.putArray("questions");
        evaluation.questions().forEach(state -> questions.add(tree(state)));
        return tree;
    }

    private ObjectNode tree(Evaluation.State state) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", state.id());
        node.put("phase", state.phase());
        node.put("title", state.item().title().en());
        node.put("status", LawField.Words.word(state.status()));
        node.put("role", state.item().role());
        node.put("due", time(state.due()));
        node.put("overdue", state.overdue());
        if (state.item() instanceof Protocol.Step step) {
            var duty = step.duty();
            node.put(
                    "duty",
                    duty == null
                            ? null
                            : duty.restsOn() == null
                                    ? duty.basis()
                                    : duty.restsOn().word());
            node.put("obliges", step.obliges() || duty != null);
        }
        var why = node.putArray("why");
        state.why().forEach(each -> why.add(tree(each)));
        state.waitsFor().forEach(node.putArray("waitsFor")::add);
        state.next().forEach(node.putArray("next")::add);
        var done = state.done();
        if (done != null) {
            var written = node.putObject("done");
            written.put("by", done.by());
            written.put("at", time(done.at()));
            if (!done.value().isEmpty()) {
                written.put("answer", done.value());
            }
        }
        return node;
    }

    private ObjectNode tree(Evaluation.Why why) {
        var node = ProtocolWriter.condition(why.that());
        node.put("value", why.value().isEmpty() ? null : why.value());
        return node;
    }

    private @Nullable String time(@Nullable Instant instant) {
        ZoneId zone = script.facts().zone();
        return instant == null ? null : instant.atZone(zone).toOffsetDateTime().toString();
    }
}
