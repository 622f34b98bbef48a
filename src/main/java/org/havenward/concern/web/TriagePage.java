package org.havenward.concern.web;

import java.util.List;
import java.util.stream.Stream;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernReading;
import org.havenward.concern.Outcome;
import org.havenward.concern.Triage;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
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
        boolean mayOpen) {

    public List<Option> routes(Shell shell) {
        return Stream.of(Outcome.Route.values())
                .map(route -> new Option(ConcernWords.key(route), ConcernWords.route(shell, route)))
                .toList();
    }

    public List<Option> caseOptions(Shell shell) {
        return earlier.cases().stream()
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

    public boolean outcomeOpen(String outcome) {
        return outcome.equals(form.outcome());
    }

    public int mostWords() {
        return Triage.WORDS;
    }
}
