package org.havenward.protocol;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.havenward.protocol.Condition.Claim;
import org.havenward.protocol.Condition.Subject;
import org.havenward.web.Messages;

/** A protocol's conditions, times, and proofs in plain words, in one language. */
public final class ProtocolWords {
    private final Protocol protocol;
    private final Messages messages;
    private final Locale language;

    public ProtocolWords(Protocol protocol, Messages messages, Locale language) {
        this.protocol = protocol;
        this.messages = messages;
        this.language = language;
    }

    /** An item or a phase by its title; its id where it has none. */
    public String title(String id) {
        var title = protocol.item(id)
                .map(Protocol.Item::title)
                .or(() -> protocol.phases().stream()
                        .filter(phase -> phase.id().equals(id))
                        .map(Protocol.Phase::title)
                        .findFirst())
                .orElse(Protocol.Text.NONE);
        return title.isBlank() ? id : title.in(language);
    }

    public String role(String role) {
        return known("protocol.role.", role);
    }

    public String status(Evaluation.Status status) {
        return t("protocol.stands." + LawField.Words.word(status));
    }

    /** Such as "“Who may it be?”: family or staff; and the student’s age: at least 18". */
    public String of(Condition condition) {
        return switch (condition) {
            case Condition.All all -> joined(all.of(), "protocol.words.and");
            case Condition.Any any -> joined(any.of(), "protocol.words.or");
            case Condition.Not not -> t("protocol.words.not", of(not.of()));
            case Condition.That that -> subject(that.subject()) + ": " + claim(that);
        };
    }

    private String joined(List<Condition> parts, String key) {
        return parts.stream()
                .map(part -> part instanceof Condition.All || part instanceof Condition.Any
                        ? "(" + of(part) + ")"
                        : of(part))
                .collect(Collectors.joining(" " + t(key) + " "));
    }

    public String subject(Subject subject) {
        return switch (subject) {
            case Subject.Answer answer -> "“" + title(answer.question()) + "”";
            case Subject.Fact fact -> t("protocol.check.fact." + fact.fact().word());
            case Subject.Law law -> t("protocol.check.law." + law.field().word());
            case Subject.Recorded recorded -> recorded(recorded.name());
        };
    }

    private String claim(Condition.That that) {
        return switch (that.claim()) {
            case Claim.Is is ->
                is.values().stream()
                        .map(value -> value(that.subject(), value))
                        .collect(Collectors.joining(" " + t("protocol.words.or") + " "));
            case Claim.AtLeast least -> t("protocol.words.at-least", least.number());
            case Claim.Known known -> t(known.known() ? "protocol.words.known" : "protocol.words.unknown");
        };
    }

    /** What a subject is, in words: an option by its label. */
    public String value(Subject subject, String value) {
        if (subject instanceof Subject.Answer answer) {
            var label = protocol.question(answer.question()).stream()
                    .flatMap(question -> question.options().stream())
                    .filter(option -> option.value().equals(value))
                    .map(Protocol.Option::label)
                    .filter(words -> !words.isBlank())
                    .findFirst();
            if (label.isPresent()) {
                return label.get().in(language);
            }
        }
        return known("protocol.check.value.", value);
    }

    public String recorded(String name) {
        return known("protocol.recorded.", name);
    }

    public String happening(Protocol.Happening happening) {
        return t("protocol.from." + LawField.Words.word(happening));
    }

    /** Such as "2 hours after the concern was raised". */
    public String due(Protocol.Due due) {
        var from = switch (due.from()) {
            case Protocol.Start.At at -> happening(at.what());
            case Protocol.Start.Answered answered -> t("protocol.from.answered", title(answered.question()));
            case Protocol.Start.Done done -> t("protocol.from.done", title(done.step()));
        };
        return switch (due.within()) {
            case Protocol.Within.Hours hours -> t("protocol.due.hours", hours.hours(), from);
            case Protocol.Within.SchoolDays days -> t("protocol.due.days", days.days(), from);
            case Protocol.Within.ByLaw law ->
                t("protocol.due.law", t("protocol.check.law." + law.hours().word()), from);
        };
    }

    public String proof(Protocol.Proof proof) {
        return switch (proof) {
            case Protocol.Proof.Marked marked -> t("protocol.proof.marked");
            case Protocol.Proof.Note note -> t("protocol.proof.note");
            case Protocol.Proof.Recorded recorded -> recorded(recorded.name());
            case Protocol.Proof.Answered answered -> t("protocol.proof.answered", title(answered.question()));
        };
    }

    public String kind(Protocol.Kind kind) {
        return t("protocol.kind." + LawField.Words.word(kind));
    }

    private String known(String prefix, String word) {
        return messages.knows(prefix + word) ? t(prefix + word) : word;
    }

    private String t(String key, Object... arguments) {
        return messages.text(language, key, arguments);
    }
}
