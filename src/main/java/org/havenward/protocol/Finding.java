package org.havenward.protocol;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;

/**
 * What the check found: which step or question, what is wrong, and what to do.
 *
 * @param item the id of a step, a question, or a phase; null where it is about the whole
 * @param details ids, values, or words that the sentence names
 * @param path an example of a case in which it shows; empty where every case does
 */
public record Finding(Kind kind, @Nullable String item, List<String> details, List<Example> path) {
    public Finding {
        details = List.copyOf(details);
        path = List.copyOf(path);
    }

    public enum Kind {
        NO_SUCH_ITEM,
        NO_SUCH_VALUE,
        NO_SUCH_RECORD,
        CYCLE,
        NOBODY,
        TRANSLATION,
        UNREACHABLE,
        DEAD_END,
        CANNOT_BE_DONE,
        LEADS_NOWHERE,
        NO_BEGINNING,
        DUTY_MISSING,
        DUTY_SKIPPED,
        DUTY_WAITS,
        DUTY_WITHOUT_TIME,
        DUTY_TOO_LATE,
        DUTY_COUNTS_LATE,
        /** Any answer, the one that says no among them, would show it to be met. */
        DUTY_BY_ANSWER,
        /** The answers that a duty hangs on hang together in too many ways to try: nobody knows whether some case skips it. */
        DUTY_UNSURE,
        /** The answers hang together in too many ways to try; nothing is known to be wrong. */
        TOO_INTERTWINED;

        /** Whether a version may not be submitted with it; the others are advice. */
        public boolean blocks() {
            return switch (this) {
                case TRANSLATION, LEADS_NOWHERE, TOO_INTERTWINED -> false;
                case NO_SUCH_ITEM,
                        NO_SUCH_VALUE,
                        NO_SUCH_RECORD,
                        CYCLE,
                        NOBODY,
                        UNREACHABLE,
                        DEAD_END,
                        CANNOT_BE_DONE,
                        NO_BEGINNING,
                        DUTY_MISSING,
                        DUTY_SKIPPED,
                        DUTY_WAITS,
                        DUTY_WITHOUT_TIME,
                        DUTY_TOO_LATE,
                        DUTY_COUNTS_LATE,
                        DUTY_BY_ANSWER,
                        DUTY_UNSURE -> true;
            };
        }

        /** The message key of its sentence. */
        public String key() {
            return "protocol.check." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** One answer, fact, or part of the law on an example's path. */
    public record Example(Condition.Subject of, String value) {}

    /** In a sentence or two, for a page or a console. */
    public String says(Protocol protocol, Messages messages, Locale language) {
        var words = new Object[details.size() + 1];
        words[0] = item == null ? "" : named(protocol, item, language);
        for (var at = 0; at < details.size(); at++) {
            words[at + 1] = named(protocol, details.get(at), language);
        }
        var sentence = messages.text(language, kind.key(), words);
        var example = path.stream()
                .map(each -> example(each, protocol, messages, language))
                .collect(Collectors.joining("; "));
        return example.isEmpty()
                ? sentence
                : sentence + " " + messages.text(language, "protocol.check.such_as", example);
    }

    /** Items by their titles, everything else as it is. */
    private static String named(Protocol protocol, String word, Locale language) {
        return Stream.concat(
                        protocol.items().filter(each -> each.id().equals(word)).map(Protocol.Item::title),
                        protocol.phases().stream()
                                .filter(phase -> phase.id().equals(word))
                                .map(Protocol.Phase::title))
                .filter(title -> !title.isBlank())
                .map(title -> "“" + title.in(language) + "”")
                .findFirst()
                .orElse(word);
    }

    private static String example(Example each, Protocol protocol, Messages messages, Locale language) {
        return switch (each.of()) {
            case Condition.Subject.Answer answer ->
                named(protocol, answer.question(), language) + ": "
                        + label(protocol, answer, each.value(), messages, language);
            case Condition.Subject.Fact fact ->
                known("protocol.check.fact." + fact.fact().word(), each.value(), messages, language);
            case Condition.Subject.Law law ->
                known("protocol.check.law." + law.field().word(), each.value(), messages, language);
            case Condition.Subject.Recorded recorded ->
                recorded.name() + ": " + value(each.value(), messages, language);
        };
    }

    private static String known(String key, String value, Messages messages, Locale language) {
        return messages.text(language, key) + ": " + value(value, messages, language);
    }

    private static String label(
            Protocol protocol, Condition.Subject.Answer answer, String value, Messages messages, Locale language) {
        return protocol.question(answer.question()).stream()
                .flatMap(question -> question.options().stream())
                .filter(option ->
                        option.value().equals(value) && !option.label().isBlank())
                .map(option -> option.label().in(language))
                .findFirst()
                .orElseGet(() -> value(value, messages, language));
    }

    private static String value(String value, Messages messages, Locale language) {
        var key = "protocol.check.value." + value;
        return messages.knows(key) ? messages.text(language, key) : value;
    }
}
