package org.havenward.casework.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.havenward.casework.CaseReading;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.Outcome;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;

/** Another state, an ending, or a new beginning for a case. */
public record LifePage(CaseReading.Whole whole, LifeForm form, FormErrors errors) {
    public CaseReading.Header header() {
        return whole.header();
    }

    public List<Option> states(Shell shell) {
        return header().status().mayBecome().stream()
                .map(to -> new Option(to.name(), shell.t(move(to)), shell.t(move(to) + ".hint")))
                .toList();
    }

    private String move(CaseStatus to) {
        return ("casework.move." + header().status() + "_" + to).toLowerCase(Locale.ROOT);
    }

    public List<Option> outcomes(Shell shell) {
        return Arrays.stream(Outcome.Kind.values())
                .map(kind -> new Option(kind.name(), shell.t(kind.key())))
                .toList();
    }

    public List<CaseReading.Task> openTasks() {
        return whole.tasks().stream().filter(task -> task.doneAt() == null).toList();
    }

    public List<CaseReading.Duty> openDuties() {
        return whole.duties().stream().filter(duty -> duty.settled() == null).toList();
    }
}
