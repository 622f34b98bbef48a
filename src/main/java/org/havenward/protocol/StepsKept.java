package org.havenward.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.havenward.access.StaffLostRole;
import org.havenward.casework.CaseClosing;
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
import org.havenward.district.SchoolCalendarChanged;
import org.havenward.platform.DistrictId;
import org.havenward.protocol.Evaluation.State;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<RecordedElsewhere> elsewhere;

    StepsKept(
            CaseDoor door,
            StepReader reader,
            StepRows rows,
            Obligations obligations,
            StepsTold told,
            ObjectProvider<RecordedElsewhere> elsewhere) {
        this.door = door;
        this.reader = reader;
        this.rows = rows;
        this.obligations = obligations;
        this.told = told;
        this.elsewhere = elsewhere;
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

    /** What it owes is counted next. */
    @EventListener
    void on(CaseClosing event) {
        keep(event.caseId());
    }

    @EventListener
    void on(SchoolCalendarChanged event) {
        lookAtAll();
    }

    /** Whose steps they were may be someone else's now. */
    @EventListener
    void on(StaffLostRole event) {
        lookAtAll();
    }

    /** Something changed that all cases of this district rest on: each is looked at soon, by itself. */
    public void lookAtAll() {
        rows.watchAll(reader.now());
    }

    /** Called by whatever else changes where a case stands, such as a report that was made. */
    public void keep(CaseId id) {
        var file = door.hold(id);
        if (file.status() == CaseStatus.CLOSED) {
            rows.watch(id, null);
            return;
        }
        elsewhere.forEach(room -> room.keep(id));
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
        rows.watch(id, next(stand, inputs));
        told.tell(inputs, stand);
    }

    /** The districts that have such cases. */
    @Transactional(readOnly = true)
    public List<DistrictId> districtsDue() {
        return rows.districtsDue(reader.now()).stream().map(DistrictId::new).toList();
    }

    /** Some cases of this district that are to be looked at, in the order of their ids; after the given one. */
    @Transactional(readOnly = true)
    public List<CaseId> due(CaseId after, int atMost) {
        return rows.due(reader.now(), after, atMost);
    }

    /** Looks at one of them, in a transaction of its own: no two cases are ever held at once. */
    @Transactional
    public void lookAgain(CaseId id) {
        door.hold(id);
        if (rows.isDue(id, reader.now())) {
            keep(id);
        }
    }

    private static @Nullable Instant first(List<State> owed) {
        return owed.stream()
                .map(State::due)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /**
     * When the next of what is not done becomes late; at the latest when the district's next day begins, since with the day
     * the law and the student's age can be others.
     */
    private static Instant next(Evaluation stand, StepInputs inputs) {
        var zone = inputs.facts().zone();
        var tomorrow = inputs.now()
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
        return stand.items().stream()
                .filter(state -> state.status() == Evaluation.Status.NOW || state.status() == Evaluation.Status.LATER)
                .map(State::due)
                .filter(Objects::nonNull)
                .map(due -> due.plus(Walk.AT_ONCE))
                .filter(due -> due.isAfter(stand.at()) && due.isBefore(tomorrow))
                .min(Instant::compareTo)
                .orElse(tomorrow);
    }
}
