package org.havenward.protocol.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.havenward.protocol.LawField;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolEditor;
import org.havenward.protocol.ProtocolRecords;
import org.havenward.protocol.ProtocolRoles;
import org.havenward.protocol.ProtocolWords;
import org.havenward.web.Messages;
import org.havenward.web.Option;

/**
 * What the forms of a draft offer to choose from.
 *
 * @param canBe what each subject of a condition can be, as one line each
 */
public record EditChoices(
        List<Option> phases,
        List<Option> roles,
        List<Option> items,
        List<Option> subjects,
        List<Option> claims,
        List<Option> modes,
        List<String> canBe,
        List<Option> starts,
        List<Option> units,
        List<Option> happenings,
        List<Option> proofs,
        List<Option> duties,
        List<Option> kinds) {

    static EditChoices of(Protocol protocol, Messages messages, Locale language) {
        var words = new ProtocolWords(protocol, messages, language);
        var happenings = Arrays.stream(Protocol.Happening.values())
                .map(happening -> new Option(word(happening), words.happening(happening)))
                .toList();
        var looked = ProtocolEditor.subjects(protocol);
        return new EditChoices(
                protocol.phases().stream()
                        .map(phase -> new Option(phase.id(), words.title(phase.id())))
                        .toList(),
                ProtocolRoles.ALL.stream()
                        .sorted()
                        .map(role -> new Option(role, words.role(role)))
                        .toList(),
                protocol.items()
                        .map(item -> new Option(item.id(), words.title(item.id())))
                        .toList(),
                looked.stream()
                        .map(one -> new Option(one.key(), words.subject(one.subject())))
                        .toList(),
                options(ConditionFields.CLAIMS, "protocol.claim.", messages, language),
                options(ConditionFields.MODES, "protocol.mode.", messages, language),
                looked.stream()
                        .filter(one -> !one.values().isEmpty())
                        .map(one -> words.subject(one.subject()) + ": " + String.join(", ", one.values()))
                        .toList(),
                Stream.of(
                                happenings.stream(),
                                protocol.questions()
                                        .map(question -> new Option(
                                                "answered:" + question.id(),
                                                messages.text(
                                                        language,
                                                        "protocol.from.answered",
                                                        words.title(question.id())))),
                                protocol.steps()
                                        .map(step -> new Option(
                                                "done:" + step.id(),
                                                messages.text(language, "protocol.from.done", words.title(step.id())))))
                        .flatMap(some -> some)
                        .toList(),
                options(
                        List.of("hours", "school-days", "law:oral-hours", "law:written-hours"),
                        "protocol.unit.",
                        messages,
                        language),
                happenings,
                Stream.of(
                                Stream.of(
                                        new Option("marked", messages.text(language, "protocol.proof.marked")),
                                        new Option("note", messages.text(language, "protocol.proof.note"))),
                                ProtocolRecords.ALL.stream()
                                        .sorted()
                                        .map(name -> new Option("recorded:" + name, words.recorded(name))),
                                protocol.questions()
                                        .map(question -> new Option(
                                                "answered:" + question.id(),
                                                messages.text(
                                                        language,
                                                        "protocol.proof.answered",
                                                        words.title(question.id())))))
                        .flatMap(some -> some)
                        .toList(),
                Stream.concat(
                                Arrays.stream(LawField.values())
                                        .map(field -> new Option(
                                                field.word(),
                                                messages.text(language, "protocol.check.law." + field.word()))),
                                Stream.of(new Option("other", messages.text(language, "protocol.duty.other"))))
                        .toList(),
                Arrays.stream(Protocol.Kind.values())
                        .map(kind -> new Option(word(kind), words.kind(kind)))
                        .toList());
    }

    private static List<Option> options(List<String> words, String key, Messages messages, Locale language) {
        return words.stream()
                .map(word -> new Option(word, messages.text(language, key + word.replace(':', '-'))))
                .toList();
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
