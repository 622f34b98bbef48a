package org.havenward.mandate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Purpose;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseId;
import org.havenward.casework.EntryKind;
import org.havenward.casework.SealedWords;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The reports of a case, for its team: whose duty, by when, and that it was met; nobody's words. The lead may add a duty
 * holder and take none away.
 */
@Service
@Transactional
public class CaseReports {
    private final DutyRows duties;
    private final Proofs proofs;
    private final DutiesArise arise;
    private final WhatTheLawAsks laws;
    private final CaseDoor door;
    private final Gate gate;
    private final Directory directory;
    private final OnceOnly onceOnly;
    private final InstantSource clock;

    CaseReports(
            DutyRows duties,
            Proofs proofs,
            DutiesArise arise,
            WhatTheLawAsks laws,
            CaseDoor door,
            Gate gate,
            Directory directory,
            OnceOnly onceOnly,
            InstantSource clock) {
        this.duties = duties;
        this.proofs = proofs;
        this.arise = arise;
        this.laws = laws;
        this.door = door;
        this.gate = gate;
        this.directory = directory;
        this.onceOnly = onceOnly;
        this.clock = clock;
    }

    /**
     * One person's duty in a case.
     *
     * @param mine whether it is the viewer's own
     */
    public record Line(Duty duty, String holderName, boolean mine, List<Made> calls) {}

    /** A call as its proof shows it. */
    public record Made(Agency agency, Way way, Instant at, SealedWords agencyName, SealedWords reference) {}

    /**
     * The reports of a case.
     *
     * @param candidates people on the team who have no duty yet; the viewer alone, where they don't lead the case
     * @param ofAge whether the student had reached the age of majority when this was asked
     */
    public record Whole(
            CaseFacts file, List<Line> lines, List<StaffMember> candidates, boolean leads, boolean ofAge, Instant now) {
        public boolean allMet() {
            return lines.stream().allMatch(line -> line.duty().met());
        }

        /** The viewer's own report that is owed. */
        public Optional<Line> mine() {
            return lines.stream()
                    .filter(line -> line.mine() && !line.duty().met())
                    .findFirst();
        }

        /** What others owe. */
        public List<Line> othersOwed() {
            return lines.stream()
                    .filter(line -> !line.mine() && !line.duty().met())
                    .toList();
        }
    }

    public Whole whole(Viewer viewer, CaseId id) {
        var file = door.enter(viewer, Need.OPEN_CASE, id);
        door.audit(viewer, Action.OPENED, file, Purpose.MANDATED_REPORT);
        return whole(viewer, file);
    }

    /** The same for the case's own page, which audits by itself. */
    Whole forPanel(Viewer viewer, CaseId id) {
        return whole(viewer, door.enter(viewer, Need.OPEN_CASE, id));
    }

    private Whole whole(Viewer viewer, CaseFacts file) {
        var found = duties.of(file.id());
        var leads = gate.decide(viewer, Need.LEAD_CASE, file.ref()).allowed();
        return new Whole(
                file,
                lines(viewer, found),
                candidates(viewer, file, found, leads),
                leads,
                WhatTheLawAsks.ofAge(laws.at(clock.instant()), file.bornOn()),
                clock.instant());
    }

    /** Duties with who has them and how they were met. */
    List<Line> lines(Viewer viewer, List<Duty> found) {
        var names = directory.staff(found.stream().map(Duty::holder).collect(Collectors.toSet()));
        Map<DutyId, List<Proofs.CallRow>> calls =
                new HashMap<>(proofs.calls(found.stream().map(Duty::id).toList()).stream()
                        .collect(Collectors.groupingBy(Proofs.CallRow::duty)));
        return found.stream()
                .map(duty -> new Line(
                        duty,
                        name(names.get(duty.holder())),
                        duty.holder().equals(viewer.staff()),
                        calls.getOrDefault(duty.id(), List.of()).stream()
                                .map(call -> made(duty, call))
                                .toList()))
                .toList();
    }

    private Made made(Duty duty, Proofs.CallRow call) {
        return new Made(
                call.agency(), call.way(), call.madeAt(), proofs.agencyName(duty, call), proofs.reference(duty, call));
    }

    private static String name(@Nullable StaffMember member) {
        return member == null ? "" : member.name();
    }

    private List<StaffMember> candidates(Viewer viewer, CaseFacts file, List<Duty> found, boolean leads) {
        var people = team(file);
        found.forEach(duty -> people.remove(duty.holder()));
        if (!leads) {
            people.retainAll(Set.of(viewer.staff()));
        }
        return directory.staff(people).values().stream()
                .sorted(java.util.Comparator.comparing(StaffMember::name))
                .toList();
    }

    private Set<StaffId> team(CaseFacts file) {
        var people = new java.util.HashSet<>(gate.with(file.ref(), Standing.TEAM));
        people.addAll(gate.with(file.ref(), Standing.LEAD));
        return people;
    }

    /** Asked first by whatever changes something here: who only reads the case (with broken glass) adds nothing to it. */
    public void requireWork(Viewer viewer, CaseId id) {
        door.enter(viewer, Need.WORK_ON_CASE, id);
    }

    /**
     * Says that someone on the team learned enough to have a duty of their own: the lead of anyone, everyone of themself.
     * Returns the duty's id.
     */
    public UUID addHolder(Viewer viewer, CaseId id, StaffId who, String key) {
        var need = who.equals(viewer.staff()) ? Need.WORK_ON_CASE : Need.LEAD_CASE;
        door.enter(viewer, need, id);
        var fingerprint = door.fingerprint(id.value(), who.value());
        return onceOnly.once(viewer.staff().value(), "mandate.holder", key, fingerprint, () -> {
                    var file = door.enterToChange(viewer, need, id);
                    if (!team(file).contains(who)) {
                        throw CannotReport.because("who", "reports.cannot.not_on_team");
                    }
                    if (duties.newest(id, who).isPresent()) {
                        throw CannotReport.overtaken("who", "reports.cannot.has_duty");
                    }
                    var duty = arise.learned(id, who)
                            .orElseThrow(() -> CannotReport.overtaken("who", "reports.cannot.has_duty"));
                    door.audit(viewer, Action.CREATED, file, Purpose.MANDATED_REPORT);
                    door.tell(id, viewer, EntryKind.REPORT, "reports.told.holder", "");
                    return duty.id().value();
                })
                .id();
    }

    /** The same page as a file: noted as an export. */
    public Whole export(Viewer viewer, CaseId id) {
        var file = door.enter(viewer, Need.OPEN_CASE, id);
        door.audit(viewer, Action.EXPORTED, file, Purpose.MANDATED_REPORT);
        return whole(viewer, file);
    }
}
