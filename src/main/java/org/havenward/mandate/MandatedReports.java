package org.havenward.mandate;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.Obligations;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Someone's own duty to report to the state, and the proof that they met it. Only its holder meets it; nobody stops or ends
 * it (mission B7; the state's law of the moment of cause).
 */
@Service
@Transactional
public class MandatedReports {
    /** The longest text that is taken, in characters. */
    public static final int LONGEST = 10_000;
    /** The longest name, number, or the like. */
    public static final int LONGEST_LINE = 200;

    private static final int MOST = 200;

    private final DutyRows duties;
    private final Proofs proofs;
    private final DutyDoorstep doorstep;
    private final DutiesArise arise;
    private final WhatTheLawAsks laws;
    private final StateWays ways;
    private final CaseDoor door;
    private final Obligations obligations;
    private final Disclosures disclosures;
    private final Gate gate;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;

    @SuppressWarnings("TooManyParameters")
    MandatedReports(
            DutyRows duties,
            Proofs proofs,
            DutyDoorstep doorstep,
            DutiesArise arise,
            WhatTheLawAsks laws,
            StateWays ways,
            CaseDoor door,
            Obligations obligations,
            Disclosures disclosures,
            Gate gate,
            OnceOnly onceOnly,
            ApplicationEventPublisher events) {
        this.duties = duties;
        this.proofs = proofs;
        this.doorstep = doorstep;
        this.arise = arise;
        this.laws = laws;
        this.ways = ways;
        this.door = door;
        this.obligations = obligations;
        this.disclosures = disclosures;
        this.gate = gate;
        this.onceOnly = onceOnly;
        this.events = events;
    }

    /** The viewer's own duties: what is owed first. */
    public List<Duty> own(Viewer viewer) {
        return duties.own(
                viewer.staff(),
                gate.visible(viewer, Need.MEET_OWN_DUTY, RecordKind.DUTY, "d.id", "d.school_id"),
                gate.notExcluded(viewer, "'" + RecordKind.CASE + "'", "d.case_id"),
                MOST);
    }

    /** The duty alone, as a form needs it. */
    public Duty look(Viewer viewer, DutyId id) {
        return doorstep.enter(viewer, id);
    }

    /** The duty with all that was recorded of it. */
    public OpenedDuty open(Viewer viewer, DutyId id, @Nullable Suspected chosen) {
        var duty = doorstep.enter(viewer, id);
        doorstep.read(viewer, duty);
        var calls = proofs.calls(List.of(id));
        var suspected = chosen != null
                ? chosen
                : calls.isEmpty() ? Suspected.UNKNOWN : calls.getLast().suspected();
        var route = route(duty, suspected);
        return new OpenedDuty(
                duty,
                doorstep.mayOpenCase(viewer, duty),
                suspected,
                route,
                missing(route, calls),
                calls.stream().map(call -> told(duty, call)).toList(),
                proofs.answers(duty),
                ways.designee(duty.law().state()),
                duty.callOwed() ? jointOffers(duty) : List.of(),
                duty.follows(),
                duties.after(id).map(Duty::id).orElse(null));
    }

    private OpenedDuty.Call told(Duty duty, Proofs.CallRow call) {
        return new OpenedDuty.Call(
                call.id(),
                call.agency(),
                call.way(),
                call.madeAt(),
                call.recordedAt(),
                proofs.agencyName(duty, call),
                proofs.spokeWith(duty, call),
                proofs.reference(duty, call),
                proofs.said(duty, call),
                call.askedWritten());
    }

    private Routing.Route route(Duty duty, Suspected suspected) {
        return WhatTheLawAsks.route(
                laws.at(duty.causeAt()), suspected, door.facts(duty.caseId()).bornOn());
    }

    /**
     * What the law still wants called, where it names both. Telling the designee does for all; a report that is shared
     * counts, as any other, for the agency that it went to.
     */
    private static Set<Agency> missing(Routing.Route route, List<Proofs.CallRow> calls) {
        if (calls.stream().anyMatch(call -> call.way() == Way.DESIGNEE)) {
            return Set.of();
        }
        var missing = EnumSet.copyOf(route.agencies());
        calls.forEach(call -> missing.remove(call.agency()));
        return missing;
    }

    /**
     * Others' reports of the same suspicion that this holder may share, where the law allows one for several people, and
     * does not share yet. A further report has further cause: no report that was made before it covers that.
     */
    private List<OpenedDuty.Joint> jointOffers(Duty duty) {
        if (ways.joint(duty.law().state()).isEmpty()) {
            return List.of();
        }
        var further = duty.follows() != null;
        var others = duties.of(duty.caseId()).stream()
                .filter(other -> !other.holder().equals(duty.holder()) && (further || other.follows() == null))
                .map(Duty::id)
                .toList();
        var shared = proofs.calls(List.of(duty.id())).stream()
                .map(Proofs.CallRow::jointWith)
                .collect(Collectors.toSet());
        return proofs.calls(others).stream()
                .filter(call -> call.way() != Way.JOINT && call.way() != Way.DESIGNEE && !shared.contains(call.id()))
                .filter(call -> !further || !call.madeAt().isBefore(duty.causeAt()))
                .map(call -> new OpenedDuty.Joint(call.id(), call.by(), call.agency(), call.madeAt()))
                .toList();
    }

    /** Records a report that its holder made; returns the call's id. */
    public UUID call(Viewer viewer, DutyId id, NewCall call, String key) {
        doorstep.enter(viewer, id);
        return onceOnly.once(viewer.staff().value(), "mandate.call", key, fingerprint(id, call), () -> {
                    var duty = doorstep.enterToChange(viewer, id);
                    if (call.way() == Way.JOINT
                            || (call.way() == Way.DESIGNEE
                                    && ways.designee(duty.law().state()).isEmpty())) {
                        throw CannotReport.because("way", "reports.cannot.way");
                    }
                    return record(viewer, duty, call, null);
                })
                .id();
    }

    /** Shares a report that another of the case's holders made; each confirms by themself. */
    public UUID confirmJoint(Viewer viewer, DutyId id, UUID others, String key) {
        doorstep.enter(viewer, id);
        return onceOnly.once(viewer.staff().value(), "mandate.joint", key, door.fingerprint(id.value(), others), () -> {
                    var duty = doorstep.enterToChange(viewer, id);
                    if (jointOffers(duty).stream()
                            .noneMatch(offer -> offer.call().equals(others))) {
                        throw CannotReport.overtaken("joint", "reports.cannot.joint");
                    }
                    var call = proofs.call(others).orElseThrow(DutyDoorstep::unknown);
                    var theirs = duties.find(call.duty()).orElseThrow(DutyDoorstep::unknown);
                    var shared = new NewCall(
                            call.agency(),
                            Way.JOINT,
                            call.suspected(),
                            call.madeAt(),
                            proofs.agencyName(theirs, call).orEmpty(),
                            "",
                            proofs.reference(theirs, call).orEmpty(),
                            "",
                            false);
                    return record(viewer, duty, shared, others);
                })
                .id();
    }

    private UUID record(Viewer viewer, Duty duty, NewCall said, @Nullable UUID jointWith) {
        var made = doorstep.said(duty, said.madeAt());
        var call = new NewCall(
                said.agency(),
                said.way(),
                said.suspected(),
                made,
                said.agencyName(),
                said.spokeWith(),
                said.reference(),
                said.said(),
                said.askedWritten());
        var callId = proofs.addCall(duty, call, jointWith, viewer.staff(), doorstep.now());
        var calls = proofs.calls(List.of(duty.id()));
        var complete = missing(route(duty, call.suspected()), calls).isEmpty();
        var after = written(duty, call);
        if (complete || !duty.callOwed()) {
            var latest = calls.stream()
                    .map(Proofs.CallRow::madeAt)
                    .max(Instant::compareTo)
                    .orElse(made);
            after = move(after, ReportLife.Verb.CALL, latest);
        }
        if (!after.equals(duty)) {
            save(after);
        }
        if (duty.callOwed() && complete) {
            obligations.settle(duty.caseId(), duty.callObligation());
        }
        disclose(viewer, duty, call);
        doorstep.done(viewer, duty, toldKey(call));
        return callId;
    }

    /** The designee is of the school, and what is shared was told once, by who told it. */
    private void disclose(Viewer viewer, Duty duty, NewCall call) {
        switch (call.way()) {
            case PHONE, IN_PERSON -> disclose(viewer, duty, call, "reports.disclosed.call");
            case ONLINE -> disclose(viewer, duty, call, "reports.disclosed.online");
            case DESIGNEE, JOINT -> {}
        }
    }

    private void disclose(Viewer viewer, Duty duty, NewCall call, String whatKey) {
        disclosures.reported(viewer, duty.caseId(), call.agencyName(), whatKey, call.madeAt());
    }

    /**
     * Whether a written report is owed after a call: the agency asked for it; or child protection, to which the law wants
     * it sent, took it online where that does for both (23 Pa.C.S. 6313, MCL 722.623). The police's form does not.
     */
    private Duty written(Duty duty, NewCall call) {
        if (call.askedWritten() && !duty.writtenOwed()) {
            var due = laws.writtenOnceAsked(duty, call.madeAt());
            obligations.keepOwed(duty.caseId(), duty.writtenObligation(), DutiesArise.WRITTEN_OWED, due);
            return duty.withWritten(true, due);
        }
        if (duty.writtenOpen()
                && WhatTheLawAsks.doesForBoth(
                        laws.at(duty.causeAt()), call.agency(), call.way(), call.askedWritten())) {
            obligations.lift(duty.caseId(), duty.writtenObligation());
            return duty.withWritten(false, null);
        }
        return duty;
    }

    private static String toldKey(NewCall call) {
        return switch (call.way()) {
            case DESIGNEE -> "reports.told.designee";
            case JOINT -> "reports.told.joint";
            case PHONE, ONLINE, IN_PERSON ->
                switch (call.agency()) {
                    case CHILD_PROTECTION -> "reports.told.child_protection";
                    case LAW_ENFORCEMENT -> "reports.told.law_enforcement";
                };
        };
    }

    /** Records what the agency answered. */
    public UUID answer(Viewer viewer, DutyId id, NewAnswer answer, String key) {
        doorstep.enter(viewer, id);
        var fingerprint = door.fingerprint(id.value(), answer.kind(), answer.at(), answer.said());
        return onceOnly.once(viewer.staff().value(), "mandate.answer", key, fingerprint, () -> {
                    var duty = doorstep.enterToChange(viewer, id);
                    var after = move(duty, answer.kind().verb(), duty.calledAt());
                    var at = doorstep.said(duty, answer.at());
                    var answerId = proofs.addAnswer(
                            duty, new NewAnswer(answer.kind(), at, answer.said()), viewer.staff(), doorstep.now());
                    save(after);
                    doorstep.done(
                            viewer, duty, "reports.told." + answer.kind().name().toLowerCase(java.util.Locale.ROOT));
                    if (answer.kind() == AnswerKind.SCREENED_OUT) {
                        events.publishEvent(new ReportScreenedOut(
                                viewer.district(), id, duty.caseId(), duty.school(), duty.holder(), answerId));
                    }
                    return answerId;
                })
                .id();
    }

    /** Begins a further report after the agency did not take this one on; returns the new duty's id. */
    public UUID again(Viewer viewer, DutyId id, String key) {
        doorstep.enter(viewer, id);
        return onceOnly.once(viewer.staff().value(), "mandate.again", key, door.fingerprint(id.value()), () -> {
                    var duty = doorstep.enterToChange(viewer, id);
                    save(move(duty, ReportLife.Verb.REPORT_AGAIN, duty.calledAt()));
                    var further = arise.again(duty)
                            .orElseThrow(() -> CannotReport.overtaken("again", "reports.cannot.again"));
                    doorstep.done(viewer, duty, "reports.told.again");
                    return further.id().value();
                })
                .id();
    }

    /** Moves a duty along the one table; refused where it does not lead there. */
    static Duty move(Duty duty, ReportLife.Verb verb, @Nullable Instant called) {
        var status = ReportLife.after(duty.status(), verb)
                .orElseThrow(() -> CannotReport.overtaken("", "reports.cannot.not_now"));
        return duty.moved(status, duty.calledAt() == null ? called : duty.calledAt(), duty.sentAt());
    }

    private void save(Duty duty) {
        var next = Reminders.first(duty);
        duties.save(duty, next == null ? null : next.at());
    }

    private String fingerprint(DutyId id, NewCall call) {
        return door.fingerprint(
                id.value(),
                call.agency(),
                call.way(),
                call.suspected(),
                call.madeAt(),
                call.agencyName(),
                call.spokeWith(),
                call.reference(),
                call.said(),
                call.askedWritten());
    }
}
