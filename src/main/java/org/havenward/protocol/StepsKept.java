package org.havenward.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.havenward.casework.CaseConcernAddedTo;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseMoved;
import org.havenward.casework.CaseOpened;
import org.havenward.casework.CaseProgressed;
import org.havenward.casework.CaseReopened;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.ConcernAddedToCase;
import org.havenward.casework.LeadChanged;
import org.havenward.casework.Obligations;
import org.havenward.casework.StudentUnsafe;
import org.havenward.platform.DistrictId;
import org.havenward.protocol.Evaluation.State;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what a case owes by its protocol in step with where it stands: in the transaction of whatever changed that. All that
 * has to be done before the case can close is one obligation, due with the first of it; what another room obliges the case to
 * is left to that room.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class StepsKept {
    static final String OBLIGATION = "protocol.steps";
    private static final String LABEL = "steps.owed";

    private final CaseDoor door;
    private final StepReader reader;
    private final StepRows rows;
    private final Obligations obligations;
    private final StepsTold told;

    StepsKept(CaseDoor door, StepReader reader, StepRows rows, Obligations obligations, StepsTold told) {
        this.door = door;
        this.reader = reader;
        this.rows = rows;
        this.obligations = obligations;
        this.told = told;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(CaseOpened event) {
        keep(event.caseId());
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(ConcernAddedToCase event) {
        keep(event.caseId());
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(CaseConcernAddedTo event) {
        keep(event.caseId());
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(CaseReopened event) {
        keep(event.caseId());
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(CaseMoved event) {
        keep(event.caseId());
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(CaseProgressed event) {
        keep(event.caseId());
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(StudentUnsafe event) {
        keep(event.caseId());
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(LeadChanged event) {
        keep(event.caseId());
    }

    /** Called by whatever else changes where a case stands, such as a report that was made. */
    public void keep(CaseId id) {
        var file = door.facts(id);
        if (file.status() == CaseStatus.CLOSED) {
            rows.watch(id, null);
            return;
        }
        var inputs = reader.of(file);
        var stand = inputs.stand();
        var owed = stand.obligations()
                .filter(state -> state.status().open())
                .filter(state -> !inputs.isKeptElsewhere(state.item()))
                .toList();
        if (owed.isEmpty()) {
            obligations.settle(id, OBLIGATION);
        } else {
            obligations.keepOwed(id, OBLIGATION, LABEL, first(owed));
        }
        rows.watch(id, next(stand));
        told.tell(inputs, stand);
    }

    /** The districts that have such cases. */
    @Transactional(readOnly = true)
    public List<DistrictId> districtsDue() {
        return rows.districtsDue(reader.now()).stream().map(DistrictId::new).toList();
    }

    /** Looks at some cases of this district in which a time has passed; how many there were. */
    @Transactional
    public int lookAgain(int atMost) {
        var due = rows.lockDue(reader.now(), atMost);
        due.forEach(this::keep);
        return due.size();
    }

    private static @Nullable Instant first(List<State> owed) {
        return owed.stream()
                .map(State::due)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** When the next of what is not done becomes late. */
    private static @Nullable Instant next(Evaluation stand) {
        return stand.items().stream()
                .filter(state -> state.status() == Evaluation.Status.NOW || state.status() == Evaluation.Status.LATER)
                .map(State::due)
                .filter(Objects::nonNull)
                .map(due -> due.plus(Walk.AT_ONCE))
                .filter(due -> due.isAfter(stand.at()))
                .min(Instant::compareTo)
                .orElse(null);
    }
}
