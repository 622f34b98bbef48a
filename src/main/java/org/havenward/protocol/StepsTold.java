package org.havenward.protocol;

import java.time.Instant;
import org.havenward.access.Gate;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.havenward.protocol.Evaluation.State;
import org.havenward.protocol.Evaluation.Status;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells people on the team of steps that are newly theirs, and of late ones. The lead, to whom most steps belong, is told of
 * late ones alone: the case's page shows the rest. Reports to the state are told of by the room that keeps them.
 */
@Component
class StepsTold {
    private static final Instant NO_TIME = Instant.EPOCH;

    private final StepRows rows;
    private final Gate gate;
    private final ApplicationEventPublisher events;

    StepsTold(StepRows rows, Gate gate, ApplicationEventPublisher events) {
        this.rows = rows;
        this.gate = gate;
        this.events = events;
    }

    void tell(StepInputs inputs, Evaluation stand) {
        var keptOut = gate.excludedFrom(inputs.file().ref());
        for (var state : stand.items()) {
            if (!state.status().open() || inputs.isKeptElsewhere(state.item())) {
                continue;
            }
            for (var owner : inputs.owners(state.item())) {
                var late = state.status() == Status.LATE;
                var news = late || !owner.equals(inputs.file().lead());
                // Whoever raised a concern and is not on the team knows nothing of the case.
                if (news && inputs.team().containsKey(owner) && !keptOut.contains(owner)) {
                    tell(inputs, state, owner, late);
                }
            }
        }
    }

    private void tell(StepInputs inputs, State state, StaffId owner, boolean late) {
        var file = inputs.file();
        var due = state.due() == null ? NO_TIME : state.due();
        if (rows.tell(file.id(), state.id(), late ? "LATE" : "OWED", owner, due, inputs.now())) {
            events.publishEvent(
                    new StepOwed(DistrictScope.required(), file.id(), file.school(), owner, state.id(), late));
        }
    }
}
