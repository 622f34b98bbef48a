package org.havenward.protocol.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.protocol.CaseSteps;
import org.havenward.protocol.CaseSteps.Line;
import org.havenward.protocol.Evaluation;
import org.havenward.protocol.Evaluation.Status;
import org.havenward.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a case.
 *
 * @param answered the question that was just answered; null: none was
 * @param changes what that answer changed
 * @param newer whether a version is in force that the case does not follow
 */
public record StepsPage(
        CaseReading.Header header,
        CaseSteps.Whole whole,
        @Nullable String done,
        @Nullable Line answered,
        List<Evaluation.Change> changes,
        boolean newer) {
    public String path(String rest) {
        return "/cases/" + whole.file().id().value() + "/steps" + rest;
    }

    public List<Line> mine() {
        return whole.due().stream().filter(Line::mine).toList();
    }

    public List<Line> others() {
        return whole.due().stream().filter(line -> !line.mine()).toList();
    }

    public List<Line> later() {
        return whole.in(Status.LATER);
    }

    public List<Line> done(boolean questions) {
        return whole.in(Status.DONE).stream()
                .filter(line -> line.state().item() instanceof Protocol.Question == questions)
                .toList();
    }

    public List<Line> notNeeded() {
        return whole.in(Status.NOT_NEEDED);
    }

    public boolean anyLate() {
        return whole.due().stream().anyMatch(line -> line.state().status() == Status.LATE);
    }
}
