package org.havenward.casework.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.havenward.casework.CaseReading;
import org.havenward.casework.MeetingState;
import org.havenward.casework.MeetingStep;
import org.havenward.casework.Meetings;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * A meeting with the student: a new one, or one with what was written down about it.
 *
 * @param planning whether the form of a new one looks ahead
 */
public record MeetingPage(
        CaseReading.Whole whole,
        Meetings.@Nullable Whole meeting,
        boolean planning,
        MeetingForm form,
        @Nullable String done,
        FormErrors errors) {
    public CaseReading.Header header() {
        return whole.header();
    }

    public List<Option> people(Shell shell) {
        return whole.team().stream()
                .map(member -> new Option(
                        member.who().value().toString(),
                        shell.t(
                                "casework.person_and_role",
                                member.name(),
                                shell.t(member.role().key()))))
                .toList();
    }

    /** How a meeting went: what may be said of it from where it stands. */
    public List<Option> outcomes(Shell shell) {
        var state = meeting == null ? null : meeting.line().state();
        var legal = state == null
                ? List.of(MeetingStep.HOLD, MeetingStep.INTERRUPT, MeetingStep.DECLINE)
                : state.steps().stream()
                        .filter(step -> step != MeetingStep.MOVE)
                        .toList();
        return Stream.of(MeetingStep.HOLD, MeetingStep.INTERRUPT, MeetingStep.DECLINE, MeetingStep.CALL_OFF)
                .filter(legal::contains)
                .map(step -> new Option(
                        step.name(),
                        shell.t("casework.meeting.went." + step.word()),
                        shell.t("casework.meeting.went." + step.word() + ".hint")))
                .toList();
    }

    public boolean mayMove() {
        return meeting != null && meeting.line().state().steps().contains(MeetingStep.MOVE);
    }

    public boolean mayAdd() {
        return meeting != null && meeting.line().state().steps().contains(MeetingStep.ADD);
    }

    /** What may be corrected: entries with words. */
    public List<Option> entries(Shell shell) {
        var options = new ArrayList<Option>();
        if (meeting != null) {
            meeting.entries().stream()
                    .filter(entry -> entry.studentWords().text() != null
                            || entry.counselorView().text() != null)
                    .forEach(entry -> options.add(new Option(
                            entry.id().toString(),
                            shell.t(entry.step().told()) + ", " + shell.when(entry.at()) + ", " + entry.by())));
        }
        return options;
    }

    public static String tone(MeetingState state) {
        return switch (state) {
            case PLANNED -> "now";
            case HELD -> "done";
            case DECLINED, INTERRUPTED, CALLED_OFF -> "plain";
        };
    }
}
