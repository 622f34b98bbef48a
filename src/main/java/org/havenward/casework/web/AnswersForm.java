package org.havenward.casework.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.havenward.casework.Assessments;
import org.havenward.casework.instrument.Answer;
import org.havenward.casework.instrument.Instrument;
import org.havenward.casework.instrument.Item;
import org.havenward.casework.instrument.Section;
import org.havenward.web.FormErrors;

/**
 * The answers of one section as they were typed: {@code q.ID} holds the values, {@code n.ID} a note. A note without a value
 * is why the question is skipped; neither leaves the question as it was.
 */
public record AnswersForm(Map<String, List<String>> fields) {
    /** What is shown before anything is typed: the answers that count. */
    static AnswersForm of(Assessments.Whole whole, Section section) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var item : section.items()) {
            var given = whole.answers().get(item.id());
            var answer = given == null ? null : given.answer();
            if (answer != null) {
                fields.put(value(item), answer.values());
                fields.put(note(item), answer.note().isEmpty() ? List.of() : List.of(answer.note()));
            }
        }
        return new AnswersForm(fields);
    }

    /** With what was typed over it and not sent. */
    AnswersForm with(Map<String, List<String>> kept) {
        var both = new LinkedHashMap<>(fields);
        both.putAll(kept);
        return new AnswersForm(both);
    }

    public static String value(Item item) {
        return "q." + item.id();
    }

    public static String note(Item item) {
        return "n." + item.id();
    }

    public List<String> values(Item item) {
        return fields.getOrDefault(value(item), List.of());
    }

    public String first(String name) {
        var values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** The answers in it, by question. */
    Map<String, Answer> answers(Section section) {
        var answers = new LinkedHashMap<String, Answer>();
        for (var item : section.items()) {
            if (!item.kind().asks()) {
                continue;
            }
            var values = values(item).stream()
                    .map(AnswersForm::clean)
                    .filter(value -> !value.isEmpty())
                    .toList();
            var note = clean(first(note(item)));
            if (!values.isEmpty() || !note.isEmpty()) {
                answers.put(item.id(), new Answer(values, note, values.isEmpty()));
            }
        }
        return answers;
    }

    /** What is wrong with them, each beside its field. */
    FormErrors check(Instrument instrument, Map<String, Answer> answers) {
        var errors = new FormErrors();
        answers.forEach((question, answer) -> instrument
                .question(question)
                .ifPresent(item -> item.problem(answer)
                        .ifPresent(problem -> errors.add(
                                value(item), problem, String.valueOf(item.least()), String.valueOf(item.most())))));
        return errors;
    }

    private static String clean(String typed) {
        return Submission.text(typed).replace("\r\n", "\n");
    }
}
