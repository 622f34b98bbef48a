package org.havenward.mandate;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.havenward.access.Gate;
import org.havenward.access.Standing;
import org.havenward.casework.CaseConcernAddedTo;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseOpened;
import org.havenward.casework.CaseReopened;
import org.havenward.casework.ConcernAddedToCase;
import org.havenward.casework.EntryKind;
import org.havenward.casework.LeadChanged;
import org.havenward.casework.Obligations;
import org.havenward.concern.ConcernId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Duties to report begin with their cause, in its transaction: of each person who raised a concern of the case, from when
 * they raised it; of whoever leads it, from when they took it on. One person has one duty for one suspicion (one case): what
 * they see further while it is owed goes into the same report; what they see after they reported is a further report, since
 * the agency does not know of it: in another concern of the same case, or added to their own, where they say that it is new. What a student or a family tells comes to whoever leads the case, and is theirs to report. Reopening a case brings no duty by itself to who reported; nothing new was seen. Nobody
 * ends another's duty: a new lead has one of their own, and the old lead keeps theirs.
 */
@Component
class DutiesArise {
    /** What the protocol asks for is worked out after: it rests on what is owed here. */
    private static final int BEFORE_STEPS = 100;

    static final String WRITTEN_OWED = "reports.owed.written";

    private final CaseDoor door;
    private final DutyRows duties;
    private final WhatTheLawAsks laws;
    private final Obligations obligations;
    private final Gate gate;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    DutiesArise(
            CaseDoor door,
            DutyRows duties,
            WhatTheLawAsks laws,
            Obligations obligations,
            Gate gate,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.door = door;
        this.duties = duties;
        this.laws = laws;
        this.obligations = obligations;
        this.gate = gate;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Order(BEFORE_STEPS)
    void on(CaseOpened event) {
        var file = door.facts(event.caseId());
        file.concerns().stream().filter(raised -> raised.by() != null).forEach(raised -> raised(file, raised));
        lead(file, file.openedAt());
    }

    @EventListener
    @Order(BEFORE_STEPS)
    void on(ConcernAddedToCase event) {
        var file = door.facts(event.caseId());
        file.concerns().stream()
                .filter(raised -> raised.concern().equals(event.concern()))
                .forEach(raised -> raised(file, raised));
    }

    /** A student or a family wrote again; or staff did, and said that the agency could not know of it. */
    @EventListener
    @Order(BEFORE_STEPS)
    void on(CaseConcernAddedTo event) {
        if (event.reporter() == null) {
            toldToLead(door.facts(event.caseId()), event.concern());
        } else if (event.newFact()) {
            sawMore(door.facts(event.caseId()), event.reporter(), event.concern());
        }
    }

    /** What they see further while it is owed goes into the same report. */
    private void sawMore(CaseFacts file, StaffId holder, ConcernId concern) {
        duties.newest(file.id(), holder)
                .filter(newest -> !newest.callOwed())
                .ifPresent(newest -> begin(file, holder, Reason.NEW_FACTS, concern, newest.id(), now()));
    }

    @EventListener
    @Order(BEFORE_STEPS)
    void on(LeadChanged event) {
        lead(door.facts(event.caseId()), now());
    }

    /** Whoever leads it now may not have been there before. */
    @EventListener
    @Order(BEFORE_STEPS)
    void on(CaseReopened event) {
        lead(door.facts(event.caseId()), now());
    }

    private void raised(CaseFacts file, CaseFacts.Raised raised) {
        var by = raised.by();
        if (by == null) {
            toldToLead(file, raised.concern());
            return;
        }
        var earlier = duties.newest(file.id(), by);
        if (earlier.isEmpty()) {
            begin(file, by, Reason.RAISED, raised.concern(), null, raised.at());
        } else if (!earlier.get().callOwed() && !Objects.equals(earlier.get().concern(), raised.concern())) {
            begin(file, by, Reason.NEW_FACTS, raised.concern(), earlier.get().id(), raised.at());
        }
    }

    /** Nobody of the staff saw it: whoever leads the case has cause from when it came to them. */
    private void toldToLead(CaseFacts file, ConcernId concern) {
        var earlier = duties.newest(file.id(), file.lead());
        if (earlier.isEmpty()) {
            lead(file, now());
        } else if (!earlier.get().callOwed()) {
            begin(file, file.lead(), Reason.NEW_FACTS, concern, earlier.get().id(), now());
        }
    }

    private void lead(CaseFacts file, Instant since) {
        if (duties.newest(file.id(), file.lead()).isEmpty()) {
            begin(file, file.lead(), Reason.LEADS, null, null, since);
        }
    }

    /** Someone's duty begins; empty where they have it already, or the student was of age and it follows from nothing. */
    Optional<Duty> begin(
            CaseFacts file,
            StaffId holder,
            Reason reason,
            @Nullable ConcernId concern,
            @Nullable DutyId follows,
            Instant cause) {
        var law = laws.at(cause);
        if (WhatTheLawAsks.ofAge(law, file.bornOn()) && byRule(reason)) {
            door.tell(file.id(), null, EntryKind.REPORT, "reports.told.of_age", "");
            return Optional.empty();
        }
        var duty = duty(file, holder, reason, concern, follows, cause.truncatedTo(ChronoUnit.MICROS), law);
        var first = Objects.requireNonNull(Reminders.first(duty));
        if (!duties.add(duty, now(), first.at())) {
            return Optional.empty();
        }
        gate.admit(duty.ref(), holder, Standing.REPORTER);
        gate.carryExclusions(duty.caseRef(), duty.ref());
        obligations.oblige(file.id(), duty.callObligation(), "reports.owed.call", duty.callDue());
        if (duty.writtenOwed()) {
            obligations.oblige(file.id(), duty.writtenObligation(), WRITTEN_OWED, duty.writtenDue());
        }
        events.publishEvent(new DutyArose(DistrictScope.required(), duty.id(), duty.school(), holder));
        return Optional.of(duty);
    }

    /** People may always say that they have cause, whatever the roster says of a student's age. */
    private static boolean byRule(Reason reason) {
        return switch (reason) {
            case RAISED, LEADS, NEW_FACTS -> true;
            case LEARNED, AGAIN -> false;
        };
    }

    private Duty duty(
            CaseFacts file,
            StaffId holder,
            Reason reason,
            @Nullable ConcernId concern,
            @Nullable DutyId follows,
            Instant cause,
            Law law) {
        return new Duty(
                new DutyId(Ids.next()),
                file.id(),
                file.number(),
                file.school(),
                holder,
                reason,
                concern,
                follows,
                cause,
                WhatTheLawAsks.kept(law),
                Deadlines.call(law, cause).at(),
                WhatTheLawAsks.lateAfter(law, cause),
                laws.asksForWriting(law, cause),
                laws.writtenDue(law, cause),
                ReportStatus.OWED,
                null,
                null,
                null);
    }

    /** Someone on the team who learned enough; see {@link CaseReports#addHolder}. */
    Optional<Duty> learned(CaseId id, StaffId holder) {
        return begin(door.facts(id), holder, Reason.LEARNED, null, null, now());
    }

    /** A further report that goes on from one that was not taken on. */
    Optional<Duty> again(Duty before) {
        return begin(door.facts(before.caseId()), before.holder(), Reason.AGAIN, null, before.id(), now());
    }

    private Instant now() {
        return clock.instant();
    }
}
