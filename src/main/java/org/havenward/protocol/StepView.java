package org.havenward.protocol;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.protocol.Evaluation.State;
import org.springframework.stereotype.Component;

/** Where a case stands, as one viewer of it sees it. */
@Component
class StepView {
    private final Directory directory;
    private final Gate gate;

    StepView(Directory directory, Gate gate) {
        this.directory = directory;
        this.gate = gate;
    }

    CaseSteps.Whole whole(Viewer viewer, StepInputs inputs) {
        var file = inputs.file();
        var stand = inputs.stand();
        var lines =
                stand.items().stream().map(state -> line(viewer, inputs, state)).toList();
        return new CaseSteps.Whole(
                file,
                inputs.protocol(),
                inputs.version().number(),
                lines,
                names(inputs, lines),
                gate.decide(viewer, Need.LEAD_CASE, file.ref()).allowed(),
                gate.decide(viewer, Need.WORK_ON_CASE, file.ref()).allowed(),
                inputs.law().reviewed(),
                inputs.now());
    }

    private static CaseSteps.Line line(Viewer viewer, StepInputs inputs, State state) {
        var owners = inputs.owners(state.item());
        return new CaseSteps.Line(
                state,
                owners,
                inputs.isHeld(state.item().role()),
                owners.contains(viewer.staff()),
                inputs.isKeptElsewhere(state.item()),
                inputs.answers().reversed().stream()
                        .filter(answer -> answer.question().equals(state.id()))
                        .map(answer -> new CaseSteps.Answer(
                                answer.id(), answer.value(), answer.note(), answer.by(), answer.at()))
                        .toList(),
                inputs.marks().reversed().stream()
                        .filter(mark -> mark.step().equals(state.id()))
                        .map(mark -> new CaseSteps.Mark(
                                mark.id(), mark.done(), mark.note(), mark.by(), mark.doneAt(), mark.at()))
                        .toList());
    }

    private Map<StaffId, String> names(StepInputs inputs, List<CaseSteps.Line> lines) {
        var people = new HashSet<StaffId>();
        lines.forEach(line -> people.addAll(line.owners()));
        inputs.answers().forEach(answer -> people.add(answer.by()));
        inputs.marks().forEach(mark -> people.add(mark.by()));
        var names = new HashMap<StaffId, String>();
        directory.staff(people).forEach((who, member) -> names.put(who, member.name()));
        return names;
    }
}
