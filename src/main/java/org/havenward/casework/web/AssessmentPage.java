package org.havenward.casework.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.havenward.casework.Assessments;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Meetings;
import org.havenward.casework.instrument.Answer;
import org.havenward.casework.instrument.Item;
import org.havenward.casework.instrument.Section;
import org.havenward.guide.Guide;
import org.havenward.guide.HelpLine;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * An assessment: as a whole, or one section of it to answer.
 *
 * @param section null: as a whole
 * @param done whether answers were kept just now
 */
public record AssessmentPage(
        CaseReading.Header header,
        Assessments.Whole whole,
        @Nullable Section section,
        List<Meetings.Line> meetings,
        Guide guide,
        AnswersForm form,
        boolean done,
        FormErrors errors) {
    /** The sections that are asked after the answers so far. */
    public List<Section> sections() {
        return whole.instrument().sections().stream()
                .filter(each -> whole.shown().contains(each.id()))
                .toList();
    }

    /** What of a section is asked or said after the answers so far. */
    public List<Item> items(Section of) {
        return of.items().stream()
                .filter(item -> whole.shown().contains(item.id()))
                .toList();
    }

    /** The message key of how far a section is. Says nothing of what the answers are. */
    public String stateKey(Section of) {
        var asked = items(of).stream().filter(item -> item.kind().asks()).toList();
        var open = asked.stream()
                .filter(item -> !whole.answers().containsKey(item.id()))
                .count();
        if (asked.isEmpty()) {
            return "casework.section.to_read";
        }
        return open == asked.size()
                ? "casework.section.open"
                : open > 0 ? "casework.section.begun" : "casework.section.answered";
    }

    /** The first section that is not answered yet. */
    public Optional<Section> next() {
        return sections().stream()
                .filter(each -> !stateKey(each).equals("casework.section.answered")
                        && !stateKey(each).equals("casework.section.to_read"))
                .findFirst();
    }

    public String path(String rest) {
        return Telling.path(header, "/assessments/" + whole.line().id() + rest);
    }

    public String seen() {
        return whole.newest() == null ? "" : whole.newest().toString();
    }

    public List<Option> options(Shell shell, Item item) {
        return switch (item.kind()) {
            case YES_NO_UNKNOWN ->
                item.choices().stream()
                        .map(choice -> new Option(choice, shell.t("casework.answer." + choice)))
                        .toList();
            case CHOICE, SEVERAL ->
                item.options() == null
                        ? List.of()
                        : item.options().stream()
                                .map(choice ->
                                        new Option(choice.id(), choice.text().in(shell.locale())))
                                .toList();
            case GUIDANCE, STOP, DATE, NUMBER, WORDS, OBSERVATION -> List.of();
        };
    }

    /** An answer as it reads. */
    public String said(Shell shell, Item item, @Nullable Answer answer) {
        if (answer == null) {
            return shell.t("casework.words_gone");
        }
        if (answer.skipped()) {
            return shell.t("casework.answer.skipped", answer.note());
        }
        Map<String, String> words = options(shell, item).stream()
                .collect(Collectors.toMap(Option::value, Option::label, (one, other) -> one));
        return answer.values().stream()
                .map(value -> item.kind() == Item.Kind.DATE ? day(shell, value) : words.getOrDefault(value, value))
                .collect(Collectors.joining(" · "));
    }

    private static String day(Shell shell, String value) {
        return Submission.day(value).map(shell::date).orElse(value);
    }

    public List<HelpLine> lines(Item.Immediate immediate) {
        var wanted = immediate.lines() == null ? List.<String>of() : immediate.lines();
        return guide.helpLines().stream()
                .filter(line -> wanted.contains(line.id()))
                .toList();
    }

    /** What an answer has to be for its immediate steps, in words. */
    public String when(Shell shell, Item item, Item.Immediate immediate) {
        Map<String, String> words = options(shell, item).stream()
                .collect(Collectors.toMap(Option::value, Option::label, (one, other) -> one));
        return immediate.when().stream()
                .map(value -> words.getOrDefault(value, value))
                .collect(Collectors.joining(", "));
    }

    public List<Option> meetingOptions(Shell shell) {
        return meetings.stream()
                .map(line -> new Option(
                        line.id().toString(),
                        shell.t(line.state().key()) + ", " + shell.when(line.meetsAt()) + ", " + line.whoName()))
                .toList();
    }

    public String meeting(Shell shell, @Nullable UUID id) {
        var known = meetings.stream().collect(Collectors.toMap(Meetings.Line::id, Function.identity()));
        var line = id == null ? null : known.get(id);
        return line == null ? "" : shell.t("casework.answer.at_meeting", shell.when(line.meetsAt()));
    }
}
