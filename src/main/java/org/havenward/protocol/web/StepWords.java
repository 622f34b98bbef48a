package org.havenward.protocol.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.havenward.protocol.CaseFact;
import org.havenward.protocol.CaseSteps;
import org.havenward.protocol.CaseSteps.Line;
import org.havenward.protocol.Condition.Subject;
import org.havenward.protocol.Evaluation;
import org.havenward.protocol.Evaluation.Status;
import org.havenward.protocol.Evaluation.Why;
import org.havenward.protocol.LawField;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolRecords;
import org.havenward.protocol.ProtocolVersion;
import org.havenward.protocol.StepLabels;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** How steps and questions are put into words: the same on every page about them. */
public final class StepWords {
    private StepWords() {}

    public static String title(Shell shell, Protocol.Item item) {
        return item.title().in(shell.locale());
    }

    public static String status(Shell shell, Line line) {
        var question = line.state().item() instanceof Protocol.Question;
        return switch (line.state().status()) {
            case NOW -> shell.t(question ? "steps.status.answer_now" : "steps.status.now");
            case LATE -> shell.t("steps.status.late");
            case LATER -> shell.t("steps.status.later");
            case DONE -> shell.t(question ? "steps.status.answered" : "steps.status.done");
            case NOT_NEEDED -> shell.t("steps.status.not_needed");
        };
    }

    public static String tone(Status status) {
        return switch (status) {
            case NOW -> "now";
            case LATE -> "late";
            case LATER, NOT_NEEDED -> "plain";
            case DONE -> "done";
        };
    }

    /** By when, as time that is left: "5 h left: by today, 3:40 pm". */
    public static String due(Shell shell, Line line) {
        var due = line.state().due();
        if (due == null) {
            return shell.t(line.state().status() == Status.LATER ? "steps.due.later" : "steps.due.open");
        }
        if (line.state().status() == Status.LATE || line.state().overdue()) {
            return shell.t("steps.due.late", shell.when(due), shell.span(Duration.between(due, shell.now())));
        }
        return due.isAfter(shell.now())
                ? shell.t("steps.due.left", shell.span(Duration.between(shell.now(), due)), shell.when(due))
                : shell.t("steps.due.now");
    }

    /** Who does it, and as what. */
    public static String who(Shell shell, CaseSteps.Whole whole, Line line) {
        var names = line.owners().stream()
                .map(whole::name)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(shell.t("steps.and")));
        var role = shell.t("steps.role." + line.state().item().role());
        if (names.isEmpty()) {
            return role;
        }
        return line.held() ? shell.t("steps.who", names, role) : shell.t("steps.who_instead", names, role);
    }

    /** One thing that made an item be here, or not be. */
    public static String why(Shell shell, CaseSteps.Whole whole, Why why) {
        return switch (why.that().subject()) {
            case Subject.Answer answer -> answer(shell, whole, answer.question(), why);
            case Subject.Fact fact ->
                shell.t(
                        "steps.why.is",
                        shell.t("steps.fact." + fact.fact().word()),
                        fact.fact().isNumber() ? number(shell, why.value()) : value(shell, fact.fact(), why.value()));
            case Subject.Law law ->
                shell.t("steps.why.law", shell.t("steps.law." + law.field().word()), law(shell, law.field(), why));
            case Subject.Recorded recorded ->
                shell.t(
                        "steps.why.is",
                        shell.t("steps.record." + recorded.name()),
                        shell.t("steps.value." + (why.value().equals(Protocol.YES) ? "yes" : "no")));
        };
    }

    private static String answer(Shell shell, CaseSteps.Whole whole, String id, Why why) {
        var asked = whole.protocol().question(id);
        if (asked.isEmpty()) {
            return id;
        }
        var title = title(shell, asked.get());
        if (why.value().isEmpty()) {
            return shell.t("steps.why.no_answer", title);
        }
        var value = StepLabels.answer(asked.get(), why.value(), shell.locale());
        var by = whole.name(why.by());
        return why.at() == null || by.isEmpty()
                ? shell.t("steps.why.answer", title, value)
                : shell.t("steps.why.answer_by", title, value, by, shell.when(why.at()));
    }

    private static String value(Shell shell, CaseFact fact, String value) {
        return shell.t((fact == CaseFact.EXPLOITER
                        ? "steps.exploiter."
                        : fact == CaseFact.STATUS ? "steps.case_status." : "steps.value.")
                + value);
    }

    private static String law(Shell shell, LawField field, Why why) {
        return switch (field) {
            case AGE_OF_MAJORITY, ORAL_HOURS, WRITTEN_HOURS -> number(shell, why.value());
            case WRITTEN -> shell.t("steps.written." + why.value());
            case EVERYONE_REPORTS, NEEDS_CAREGIVER, SAFE_HARBOR -> shell.t("steps.value." + why.value());
        };
    }

    private static String number(Shell shell, String value) {
        return value.equals(Protocol.UNKNOWN) ? shell.t("steps.value.unknown") : value;
    }

    /** How it was done: by whom, when, and what shows it. */
    public static String done(Shell shell, CaseSteps.Whole whole, Line line) {
        var done = line.state().done();
        if (done == null) {
            return "";
        }
        if (line.state().item() instanceof Protocol.Question question) {
            var value = StepLabels.answer(question, done.value(), shell.locale());
            return done.by().isEmpty()
                    ? shell.t("steps.done.shown_answer", value, shell.when(done.at()))
                    : shell.t("steps.done.answered", value, whole.name(done.by()), shell.when(done.at()));
        }
        return switch (done.how()) {
            case Protocol.Proof.Recorded recorded ->
                shell.t("steps.done.recorded", shell.t("steps.record." + recorded.name()), shell.when(done.at()));
            case Protocol.Proof.Answered answered ->
                shell.t(
                        "steps.done.by_answer",
                        whole.protocol()
                                .question(answered.question())
                                .map(question -> title(shell, question))
                                .orElse(answered.question()),
                        shell.when(done.at()));
            case Protocol.Proof.Marked marked ->
                shell.t("steps.done.said", whole.name(done.by()), shell.when(done.at()));
            case Protocol.Proof.Note note -> shell.t("steps.done.said", whole.name(done.by()), shell.when(done.at()));
            case null -> "";
        };
    }

    /** What an item waits for, in the words of what it waits for. */
    public static String waits(Shell shell, CaseSteps.Whole whole, Line line) {
        return line.state().waitsFor().stream()
                .map(id -> whole.protocol()
                        .item(id)
                        .map(item -> title(shell, item))
                        .orElse(id))
                .map(title -> shell.t("steps.quoted", title))
                .collect(Collectors.joining(shell.t("steps.and")));
    }

    /** What something changed about an item. */
    public static String changed(Shell shell, Evaluation.Change change) {
        var before = change.before();
        var after = change.after();
        if (after == null) {
            return shell.t("steps.change.gone");
        }
        var wasOpen = before != null && before.status().open();
        return switch (after.status()) {
            case NOW, LATE ->
                wasOpen
                        ? after.due() == null
                                ? shell.t("steps.change.no_time")
                                : shell.t("steps.change.due", shell.when(after.due()))
                        : after.due() == null
                                ? shell.t("steps.change.came")
                                : shell.t("steps.change.came_due", shell.when(after.due()));
            case LATER -> shell.t("steps.change.later");
            case DONE -> shell.t("steps.change.done");
            case NOT_NEEDED -> shell.t("steps.change.not_needed");
        };
    }

    /** The title of what changed. */
    public static String title(Shell shell, Evaluation.Change change) {
        var state = change.after() == null ? change.before() : change.after();
        return state == null ? "" : title(shell, state.item());
    }

    /** What to do about it, as a button says it. */
    public static String verb(Line line) {
        if (line.state().item() instanceof Protocol.Question) {
            return "steps.verb.answer";
        }
        return line.markable() ? "steps.verb.do" : "steps.verb.read";
    }

    /** An answer as it was given; where its key is destroyed, that it is gone. */
    public static String answer(Shell shell, Line line, CaseSteps.Answer answer) {
        if (answer.value().gone()) {
            return shell.t("casework.words_gone");
        }
        return line.state().item() instanceof Protocol.Question question
                ? StepLabels.answer(question, answer.value().orEmpty(), shell.locale())
                : answer.value().orEmpty();
    }

    /** A line with a way to where it is done. */
    public record Link(String label, @Nullable String href) {}

    /** What shows that a step is done, with the way to it. */
    public static List<Link> shownBy(Shell shell, CaseSteps.Whole whole, Line line) {
        return line.state().item() instanceof Protocol.Step step
                ? step.proofs().stream()
                        .map(proof -> shownBy(shell, whole, proof))
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    private static Optional<Link> shownBy(Shell shell, CaseSteps.Whole whole, Protocol.Proof proof) {
        var file = "/cases/" + whole.file().id().value();
        return switch (proof) {
            case Protocol.Proof.Recorded recorded ->
                Optional.of(new Link(
                        shell.t("steps.shown.record", shell.t("steps.record." + recorded.name())),
                        switch (recorded.name()) {
                            case Protocol.Proof.Recorded.MEETING -> file + "/meetings/new";
                            case Protocol.Proof.Recorded.ORAL_REPORT, Protocol.Proof.Recorded.WRITTEN_REPORT ->
                                file + "/reports";
                            case ProtocolRecords.CONFIRMED -> file + "/confirmation";
                            default -> null;
                        }));
            case Protocol.Proof.Answered answered ->
                whole.protocol()
                        .question(answered.question())
                        .map(question -> new Link(
                                shell.t("steps.shown.answer", title(shell, question)),
                                file + "/steps/" + question.id()));
            case Protocol.Proof.Marked marked -> Optional.empty();
            case Protocol.Proof.Note note -> Optional.empty();
        };
    }

    /** What may come after an item. */
    public static List<Link> following(Shell shell, CaseSteps.Whole whole, Line line) {
        return whole.lines().stream()
                .filter(other -> line.state().next().contains(other.state().id()))
                .filter(other ->
                        other.state().status() != Status.DONE && other.state().status() != Status.NOT_NEEDED)
                .map(other -> new Link(
                        title(shell, other.state().item()),
                        "/cases/" + whole.file().id().value() + "/steps/"
                                + other.state().id()))
                .toList();
    }

    /** A version by its title and number. */
    public static String version(Shell shell, ProtocolVersion version) {
        var title = version.protocol().title().in(shell.locale());
        return version.shipped() ? title : shell.t("steps.version.short", title, version.number());
    }
}
