package org.havenward.casework;

import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.concern.ConcernAddedTo;
import org.havenward.platform.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a reporter adds to a concern after it went into a case stands in the case's chronology, in the same transaction,
 * and its team is told: "they leave tonight" must not wait until someone opens the concern again. Where it says that someone
 * is in danger now, a closed case opens again: nothing would be due in it.
 */
@Component
class AdditionsToConcerns {
    private final CaseConcerns concerns;
    private final CaseFiles files;
    private final Doorstep doorstep;
    private final Safety safety;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    AdditionsToConcerns(
            CaseConcerns concerns,
            CaseFiles files,
            Doorstep doorstep,
            Safety safety,
            Audit audit,
            ApplicationEventPublisher events) {
        this.concerns = concerns;
        this.files = files;
        this.doorstep = doorstep;
        this.safety = safety;
        this.audit = audit;
        this.events = events;
    }

    @EventListener
    void on(ConcernAddedTo event) {
        concerns.caseOf(event.concern())
                .flatMap(joined -> files.lock(joined.caseId()))
                .ifPresent(file -> {
                    var found = file.opened();
                    file.write(NewEntry.of(EntryKind.CONCERN_ADDED_TO)
                            .refersTo(event.concern().value())
                            .person(event.reporter()));
                    var reopens = event.danger() && file.status() == CaseStatus.CLOSED;
                    if (reopens) {
                        file.reopen(Judgment.NONE);
                    }
                    if (event.danger()) {
                        safety.keepFromAddition(file, event.concern());
                    }
                    doorstep.save(file, event.reporter());
                    audit.logSystem(Action.ADDED_TO, found.ref(), found.student(), Purpose.SYSTEM);
                    var by = event.reporter();
                    if (reopens && by != null) {
                        events.publishEvent(
                                new CaseReopened(event.district(), found.id(), found.school(), by, Ids.next()));
                    }
                    events.publishEvent(new CaseConcernAddedTo(
                            event.district(),
                            found.id(),
                            found.school(),
                            event.concern(),
                            event.text(),
                            event.newFact(),
                            event.reporter()));
                    if (event.danger() && by != null) {
                        safety.announceFromConcern(event.district(), found, by, event.text());
                    }
                });
    }
}
