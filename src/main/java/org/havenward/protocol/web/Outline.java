package org.havenward.protocol.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolWords;
import org.havenward.web.Messages;

/** A protocol in words: the text beside its picture. */
public record Outline(List<PhaseLine> phases) {
    /** @param when empty where every case is in it */
    public record PhaseLine(String id, String title, String when, List<ItemLine> items) {}

    /**
     * @param when empty where every case has it
     * @param due empty where no time is set
     * @param facts answers to choose from, what shows that it is done, what comes first
     */
    public record ItemLine(
            String id,
            boolean question,
            String title,
            String guidance,
            String role,
            String when,
            String due,
            List<String> facts,
            boolean duty) {}

    static Outline of(Protocol protocol, Messages messages, Locale language) {
        var words = new ProtocolWords(protocol, messages, language);
        return new Outline(protocol.phases().stream()
                .map(phase -> new PhaseLine(
                        phase.id(),
                        phase.title().isBlank() ? phase.id() : phase.title().in(language),
                        phase.when() == null ? "" : words.of(phase.when()),
                        phase.items().stream()
                                .map(item -> line(item, words, messages, language))
                                .toList()))
                .toList());
    }

    private static ItemLine line(Protocol.Item item, ProtocolWords words, Messages messages, Locale language) {
        var due = item.due();
        return new ItemLine(
                item.id(),
                item instanceof Protocol.Question,
                words.title(item.id()),
                item.guidance().in(language),
                words.role(item.role()),
                item.when() == null ? "" : words.of(item.when()),
                due == null ? "" : words.due(due),
                Stream.concat(
                                item.after().isEmpty()
                                        ? Stream.of()
                                        : Stream.of(messages.text(
                                                language,
                                                "protocol.fact.after",
                                                String.join(
                                                        ", ",
                                                        item.after().stream()
                                                                .map(words::title)
                                                                .toList()))),
                                facts(item, words, messages, language))
                        .toList(),
                item instanceof Protocol.Step step && step.duty() != null);
    }

    private static Stream<String> facts(Protocol.Item item, ProtocolWords words, Messages messages, Locale language) {
        return switch (item) {
            case Protocol.Question question ->
                Stream.of(
                        question.options().isEmpty()
                                ? words.kind(question.kind())
                                : messages.text(
                                        language,
                                        "protocol.fact.options",
                                        String.join(
                                                " · ",
                                                question.options().stream()
                                                        .map(option ->
                                                                option.label().in(language))
                                                        .toList())));
            case Protocol.Step step ->
                Stream.concat(
                        Stream.of(messages.text(
                                language,
                                "protocol.fact.done-by",
                                String.join(
                                        " · ",
                                        step.proofs().stream().map(words::proof).toList()))),
                        step.obliges() ? Stream.of(messages.text(language, "protocol.fact.obliges")) : Stream.of());
        };
    }
}
