package org.havenward.concern.web;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernReading;
import org.havenward.concern.Outcome;
import org.havenward.concern.StepKind;
import org.havenward.concern.Triage;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.voice.Answering;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * One concern, for triage.
 *
 * @param indicators in words
 * @param joined the case it went into, where the viewer may open it
 * @param students found by name, to link one; null where none were looked for
 * @param staff found by name, to shut one out; null where none were looked for
 * @param talk null where a member of staff raised it
 * @param changed whether something happened since the page that decided was shown
 */
public record TriagePage(
        ConcernReading.Whole concern,
        ConcernReading.Earlier earlier,
        List<String> indicators,
        CaseDesk.@Nullable CaseSummary joined,
        @Nullable String studentWords,
        @Nullable List<Student> students,
        @Nullable String staffWords,
        @Nullable List<StaffMember> staff,
        TriageForm form,
        FormErrors errors,
        boolean changed,
        boolean mayOpen,
        @Nullable Talk talk) {

    /**
     * The conversation with whoever told it, and what was typed there.
     *
     * @param answer typed, and not yet sent
     * @param reason typed, to open a name
     */
    public record Talk(Answering.Conversation conversation, String answer, String reason) {}

    public List<Option> routes(Shell shell) {
        return Stream.of(Outcome.Route.values())
                .map(route -> new Option(ConcernWords.key(route), ConcernWords.route(shell, route)))
                .toList();
    }

    public List<Option> caseOptions(Shell shell) {
        return Stream.concat(earlier.cases().stream(), earlier.elsewhere().addable().stream())
                .map(known -> new Option(
                        known.id().toString(),
                        shell.t("concern.triage.case-line", known.number(), shell.t(known.statusKey())),
                        shell.t("concern.triage.opened-on", shell.date(known.openedAt()))))
                .toList();
    }

    public List<Option> studentOptions(Shell shell) {
        return students == null
                ? List.of()
                : students.stream()
                        .map(student ->
                                new Option(student.id().value().toString(), ConcernWords.student(shell, student)))
                        .toList();
    }

    public List<Option> staffOptions() {
        return staff == null
                ? List.of()
                : staff.stream()
                        .map(who -> new Option(
                                who.id().value().toString(),
                                who.name(),
                                who.title().isBlank() ? null : who.title()))
                        .toList();
    }

    /** Whether there is a case that the concern can be added to. */
    public boolean mayJoin() {
        return mayOpen
                && !(earlier.cases().isEmpty() && earlier.elsewhere().addable().isEmpty());
    }

    /** When a coordinator was asked to help with it; null where none was. */
    public @Nullable Instant coordinatorAskedAt() {
        return concern.history().stream()
                .filter(step -> step.kind() == StepKind.COORDINATOR_ASKED)
                .map(ConcernReading.HistoryLine::at)
                .findFirst()
                .orElse(null);
    }

    /** Whether someone else has a case about the student, which the viewer can only ask about. */
    public boolean someoneElseHasIt() {
        return earlier.elsewhere().any() && earlier.elsewhere().addable().isEmpty();
    }

    public boolean outcomeOpen(String outcome) {
        return outcome.equals(form.outcome());
    }

    public int mostWords() {
        return Triage.WORDS;
    }
}
