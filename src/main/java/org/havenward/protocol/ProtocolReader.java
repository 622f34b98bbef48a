package org.havenward.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.havenward.protocol.Condition.Claim;
import org.havenward.protocol.Condition.Subject;
import org.havenward.protocol.LawField.Words;
import org.havenward.protocol.Protocol.Due;
import org.havenward.protocol.Protocol.Duty;
import org.havenward.protocol.Protocol.Happening;
import org.havenward.protocol.Protocol.Item;
import org.havenward.protocol.Protocol.Kind;
import org.havenward.protocol.Protocol.Option;
import org.havenward.protocol.Protocol.Phase;
import org.havenward.protocol.Protocol.Proof;
import org.havenward.protocol.Protocol.Question;
import org.havenward.protocol.Protocol.Start;
import org.havenward.protocol.Protocol.Step;
import org.havenward.protocol.Protocol.Text;
import org.havenward.protocol.Protocol.Within;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a protocol of what the schema let pass, and says what the schema can't. */
final class ProtocolReader {
    private static final int DEEPEST = 20;

    private final TextFile file;
    private final List<ProtocolFault.Problem> problems = new ArrayList<>();
    private final Map<String, String> placeOfId = new HashMap<>();

    ProtocolReader(TextFile file) {
        this.file = file;
    }

    Protocol protocol() {
        var root = file.root();
        var phases = new ArrayList<Phase>();
        for (var at = 0; at < root.required("phases").size(); at++) {
            phases.add(phase(root.required("phases").required(at), "/phases/" + at));
        }
        var protocol = new Protocol(
                root.required("id").asString(),
                root.required("version").asInt(),
                text(root.get("title")),
                text(root.get("about")),
                phases);
        done();
        return protocol;
    }

    Condition condition(JsonNode node) {
        var condition = condition(node, "", 0);
        done();
        return condition;
    }

    private void done() {
        if (!problems.isEmpty()) {
            throw new ProtocolFault(problems);
        }
    }

    private void wrong(String place, String what) {
        problems.add(file.problem(place, what));
    }

    private Phase phase(JsonNode node, String place) {
        var items = new ArrayList<Item>();
        for (var at = 0; at < node.required("items").size(); at++) {
            items.add(item(node.required("items").required(at), place + "/items/" + at));
        }
        var id = node.required("id").asString();
        once("phase " + id, place);
        return new Phase(id, text(node.get("title")), when(node, place), items);
    }

    private void once(String id, String place) {
        var before = placeOfId.putIfAbsent(id, place);
        if (before != null) {
            wrong(place, "uses the id '" + id + "' that " + before + " (line " + file.line(before) + ") has already");
        }
    }

    private Item item(JsonNode node, String place) {
        return node.has("question") ? question(node, place) : step(node, place);
    }

    private Step step(JsonNode node, String place) {
        var id = node.required("step").asString();
        once(id, place);
        return new Step(
                id,
                text(node.get("title")),
                text(node.get("guidance")),
                node.required("role").asString(),
                when(node, place),
                words(node.get("after")),
                due(node.get("due")),
                happenings(node.get("again")),
                proofs(node.required("done-by")),
                node.has("obliges") && node.required("obliges").asBoolean(),
                duty(node.get("duty")));
    }

    private Question question(JsonNode node, String place) {
        var id = node.required("question").asString();
        once(id, place);
        var kind = Words.named(Kind.class, node.required("kind").asString());
        var options = options(node.get("options"), place);
        var safe = node.has("unknown-counts-as")
                ? node.required("unknown-counts-as").asString()
                : null;
        var question = new Question(
                id,
                text(node.get("title")),
                text(node.get("guidance")),
                node.required("role").asString(),
                when(node, place),
                words(node.get("after")),
                due(node.get("due")),
                happenings(node.get("again")),
                kind,
                options,
                safe);
        if ((kind == Kind.CHOICE) == options.isEmpty()) {
            wrong(
                    place,
                    kind == Kind.CHOICE ? "is a choice and needs 'options'" : "has 'options', which only a choice has");
        }
        if (safe != null
                && (!question.values().contains(safe) || !question.values().contains(Protocol.UNKNOWN))) {
            wrong(
                    place + "/unknown-counts-as",
                    "must be one of the question's answers, and 'unknown' must be one of them too");
        }
        return question;
    }

    private List<Option> options(@Nullable JsonNode node, String place) {
        var options = new ArrayList<Option>();
        if (node != null) {
            for (var each : node) {
                var value = each.required("value").asString();
                if (options.stream().anyMatch(option -> option.value().equals(value))) {
                    wrong(place + "/options", "has the value '" + value + "' twice");
                }
                options.add(new Option(value, text(each.get("label"))));
            }
        }
        return options;
    }

    private static Text text(@Nullable JsonNode node) {
        return node == null ? Text.NONE : new Text(string(node, "en"), string(node, "es"));
    }

    private static String string(JsonNode node, String name) {
        return node.has(name) ? node.required(name).asString() : "";
    }

    private static List<String> words(@Nullable JsonNode node) {
        var words = new ArrayList<String>();
        if (node != null) {
            node.forEach(each -> words.add(each.asString()));
        }
        return words;
    }

    private static List<Happening> happenings(@Nullable JsonNode node) {
        return words(node).stream()
                .map(word -> Words.named(Happening.class, word))
                .toList();
    }

    private static @Nullable Due due(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        var from = node.required("from");
        var start = from.isString()
                ? new Start.At(Words.named(Happening.class, from.asString()))
                : from.has("answered")
                        ? new Start.Answered(from.required("answered").asString())
                        : new Start.Done(from.required("done").asString());
        if (node.has("hours")) {
            return new Due(start, new Within.Hours(node.required("hours").asInt()));
        }
        if (node.has("school-days")) {
            return new Due(
                    start, new Within.SchoolDays(node.required("school-days").asInt()));
        }
        return new Due(
                start,
                new Within.ByLaw(
                        Words.named(LawField.class, node.required("law").asString())));
    }

    private static List<Proof> proofs(JsonNode node) {
        var proofs = new ArrayList<Proof>();
        for (var each : node) {
            if (each.isObject()) {
                proofs.add(
                        each.has("recorded")
                                ? new Proof.Recorded(each.required("recorded").asString())
                                : new Proof.Answered(each.required("answered").asString()));
            } else {
                proofs.add(each.asString().equals("note") ? new Proof.Note() : new Proof.Marked());
            }
        }
        return proofs;
    }

    private static @Nullable Duty duty(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        var field = node.has("rests-on")
                ? Words.named(LawField.class, node.required("rests-on").asString())
                : null;
        return new Duty(field, string(node, "basis"));
    }

    private @Nullable Condition when(JsonNode node, String place) {
        var when = node.get("when");
        return when == null ? null : condition(when, place + "/when", 0);
    }

    private Condition condition(JsonNode node, String place, int depth) {
        if (depth > DEEPEST) {
            wrong(place, "is nested more than " + DEEPEST + " deep");
            return new Condition.All(List.of());
        }
        for (var word : List.of("all", "any", "not")) {
            if (node.has(word)) {
                if (node.size() > 1) {
                    wrong(place, "says '" + word + "' and something else beside it; put both into an 'all' or 'any'");
                }
                return branch(node, word, place, depth);
            }
        }
        return that(node, place);
    }

    private Condition branch(JsonNode node, String word, String place, int depth) {
        var of = node.required(word);
        if (word.equals("not")) {
            return new Condition.Not(condition(of, place + "/not", depth + 1));
        }
        var parts = new ArrayList<Condition>();
        for (var at = 0; at < of.size(); at++) {
            parts.add(condition(of.required(at), place + "/" + word + "/" + at, depth + 1));
        }
        return word.equals("all") ? new Condition.All(parts) : new Condition.Any(parts);
    }

    private Condition that(JsonNode node, String place) {
        var subject = subject(node);
        var claim = claim(node);
        if (subject == null || claim == null || node.size() != 2) {
            wrong(
                    place,
                    "needs one subject (answer, fact, law, or recorded) and one claim (is, at-least, or known), or all, any,"
                            + " or not");
            return new Condition.All(List.of());
        }
        if (claim instanceof Claim.AtLeast && !isNumber(subject)) {
            wrong(place, "compares with 'at-least' what is no number; use 'is'");
        }
        return new Condition.That(subject, claim);
    }

    private static boolean isNumber(Subject subject) {
        return switch (subject) {
            case Subject.Answer answer -> false;
            case Subject.Recorded recorded -> false;
            case Subject.Fact fact -> fact.fact().isNumber();
            case Subject.Law law -> law.field().isNumber();
        };
    }

    private static @Nullable Subject subject(JsonNode node) {
        if (node.has("answer")) {
            return new Subject.Answer(node.required("answer").asString());
        }
        if (node.has("fact")) {
            return new Subject.Fact(
                    Words.named(CaseFact.class, node.required("fact").asString()));
        }
        if (node.has("law")) {
            return new Subject.Law(
                    Words.named(LawField.class, node.required("law").asString()));
        }
        return node.has("recorded")
                ? new Subject.Recorded(node.required("recorded").asString())
                : null;
    }

    private static @Nullable Claim claim(JsonNode node) {
        if (node.has("is")) {
            var is = node.required("is");
            return new Claim.Is(is.isArray() ? words(is) : List.of(is.asString()));
        }
        if (node.has("at-least")) {
            return new Claim.AtLeast(node.required("at-least").asInt());
        }
        return node.has("known") ? new Claim.Known(node.required("known").asBoolean()) : null;
    }
}
