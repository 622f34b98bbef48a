package org.havenward.protocol.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.protocol.CaseSteps;
import org.havenward.protocol.CaseSteps.Line;
import org.havenward.protocol.Evaluation.Status;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.StepLabels;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;

/** One step or question of a case. */
public record StepPage(CaseReading.Header header, CaseSteps.Whole whole, Line line, StepForm form, FormErrors errors) {
    public String path(String rest) {
        return "/cases/" + whole.file().id().value() + "/steps" + rest;
    }

    public boolean asked() {
        return line.state().item() instanceof Protocol.Question
                && line.state().status() != Status.NOT_NEEDED
                && mayWork();
    }

    public boolean markable() {
        return line.markable()
                && line.state().status() != Status.NOT_NEEDED
                && line.state().status() != Status.DONE
                && mayWork();
    }

    public boolean undoable() {
        return line.said() && mayWork();
    }

    private boolean mayWork() {
        return whole.mayWork() && whole.open();
    }

    public Protocol.Kind kind() {
        return line.state().item() instanceof Protocol.Question question ? question.kind() : Protocol.Kind.PERSON;
    }

    public List<Option> options(Shell shell) {
        return line.state().item() instanceof Protocol.Question question
                ? question.values().stream()
                        .map(value -> new Option(value, StepLabels.answer(question, value, shell.locale())))
                        .toList()
                : List.of();
    }
}
