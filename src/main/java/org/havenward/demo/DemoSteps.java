package org.havenward.demo;

import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.protocol.CaseSteps;
import org.havenward.protocol.Protocol;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The protocol in the cases of the fictional year. */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoSteps {
    /** Doing one step may bring another; no case of the year has more of these than this. */
    private static final int ROUNDS = 5;

    private final CaseSteps steps;

    DemoSteps(CaseSteps steps) {
        this.steps = steps;
    }

    void answer(Viewer counselor, CaseId id, String question, String value, String note, String key) {
        var seen = steps.open(counselor, id).line(question).seen();
        steps.answer(counselor, id, new CaseSteps.NewAnswer(question, value, note, seen), key);
    }

    void done(Viewer counselor, CaseId id, String step, String note, String key) {
        var seen = steps.open(counselor, id).line(step).seen();
        steps.mark(counselor, id, new CaseSteps.NewMark(step, true, note, null, seen), key);
    }

    /** What comes before a case can close is done. */
    void finish(Viewer counselor, CaseId id, String key) {
        for (var round = 0; round < ROUNDS; round++) {
            var owed = steps.open(counselor, id).due().stream()
                    .filter(CaseSteps.Line::markable)
                    .filter(line -> line.state().item() instanceof Protocol.Step step && step.obliges())
                    .toList();
            for (var line : owed) {
                var step = line.state().id();
                done(counselor, id, step, "Done as we agreed with the student.", key + "/" + step + "/" + round);
            }
        }
    }
}
