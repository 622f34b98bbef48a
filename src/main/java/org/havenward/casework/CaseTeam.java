package org.havenward.casework;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who works on a case, who leads it, and who is kept out of it. */
@Service
@Transactional
public class CaseTeam {
    private static final List<Role> MAY_LEAD =
            List.of(Role.DESIGNATED_COUNSELOR, Role.BACKUP_COUNSELOR, Role.DISTRICT_COORDINATOR);
    private static final List<Role> MAY_JOIN = List.of(
            Role.DESIGNATED_COUNSELOR, Role.BACKUP_COUNSELOR, Role.RESPONSE_TEAM_MEMBER, Role.DISTRICT_COORDINATOR);

    private final Doorstep doorstep;
    private final TeamRows team;
    private final TaskRows tasks;
    private final CaseConcerns concerns;
    private final ShareExclusions shares;
    private final CaseWords words;
    private final Gate gate;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    CaseTeam(
            Doorstep doorstep,
            TeamRows team,
            TaskRows tasks,
            CaseConcerns concerns,
            ShareExclusions shares,
            CaseWords words,
            Gate gate,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.team = team;
        this.tasks = tasks;
        this.concerns = concerns;
        this.shares = shares;
        this.words = words;
        this.gate = gate;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /** Who may be asked onto the team: those whose role opens cases here, less the team and who is kept out. */
    public List<StaffMember> whoMayJoin(Viewer viewer, CaseId id) {
        var found = doorstep.enter(viewer, Need.LEAD_CASE, id);
        var people = holders(MAY_JOIN, found.ref());
        team.of(id).forEach(member -> people.remove(member.who()));
        return named(people);
    }

    /** Who may lead it: the school's counselors and the coordinator, less who is kept out. */
    public List<StaffMember> whoMayLead(Viewer viewer, CaseId id) {
        var found = doorstep.enter(viewer, Need.LEAD_CASE, id);
        var people = holders(MAY_LEAD, found.ref());
        people.remove(found.lead());
        return named(people);
    }

    /** Who is kept out of the case, for its lead. */
    public List<StaffMember> keptOut(Viewer viewer, CaseId id) {
        var found = doorstep.enter(viewer, Need.LEAD_CASE, id);
        return named(gate.excludedFrom(found.ref()));
    }

    /** Staff of the case's school whose name is like the words, to keep someone out. */
    public List<StaffMember> findStaff(Viewer viewer, CaseId id, String name) {
        var found = doorstep.enter(viewer, Need.LEAD_CASE, id);
        return name.isBlank() ? List.of() : directory.findStaff(name, List.of(found.school()), 20);
    }

    public UUID add(Viewer viewer, CaseId id, StaffId who, CaseRole role, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = words.fingerprint(id.value(), who.value(), role);
        return onceOnly.once(viewer.staff().value(), "casework.team_add", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
                    var found = file.opened();
                    if (gate.excludedFrom(found.ref()).contains(who)) {
                        throw CannotDo.because("who", "casework.cannot.kept_out");
                    }
                    if (team.of(id, who).isPresent()) {
                        throw CannotDo.overtaken("who", "casework.cannot.already_on_team");
                    }
                    if (role == CaseRole.LEAD || !holders(MAY_JOIN, found.ref()).contains(who)) {
                        throw CannotDo.because("who", "casework.cannot.may_not_join");
                    }
                    gate.admit(found.ref(), who, Standing.TEAM);
                    team.put(id, who, role, clock.instant(), false);
                    var entry = NewEntry.of(EntryKind.TEAM_JOINED).person(who).code(role.name());
                    doorstep.save(file.write(entry), viewer.staff());
                    audit.log(viewer, Action.GRANTED, found.ref(), found.student(), Purpose.CASE_WORK);
                    events.publishEvent(new JoinedTeam(viewer.district(), id, found.school(), who));
                    return entry.id();
                })
                .id();
    }

    /** Takes someone off the team; what they had to do goes to the lead. */
    public UUID remove(Viewer viewer, CaseId id, StaffId who, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = words.fingerprint(id.value(), who.value());
        return onceOnly.once(viewer.staff().value(), "casework.team_remove", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
                    var found = file.opened();
                    if (who.equals(file.lead())) {
                        throw CannotDo.because("who", "casework.cannot.lead_leaves");
                    }
                    if (team.of(id, who).isEmpty()) {
                        throw CannotDo.overtaken("who", "casework.cannot.not_on_team");
                    }
                    leave(file, who);
                    doorstep.save(file, viewer.staff());
                    audit.log(viewer, Action.REVOKED, found.ref(), found.student(), Purpose.CASE_WORK);
                    return found.id().value();
                })
                .id();
    }

    /**
     * Hands the lead to someone else; who had it stays on the team.
     *
     * @param seen who had it when this was decided: where that changed meanwhile, nothing is done
     */
    public UUID handOver(Viewer viewer, CaseId id, StaffId seen, StaffId to, String reasons, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = words.fingerprint(id.value(), seen.value(), to.value(), reasons);
        return onceOnly.once(viewer.staff().value(), "casework.hand_over", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
                    if (!file.lead().equals(seen)) {
                        throw CannotDo.overtaken("to", "casework.cannot.lead_moved");
                    }
                    lead(viewer, file, to, reasons, Purpose.CASE_WORK);
                    return id.value();
                })
                .id();
    }

    /** Keeps someone out of the case and of the concerns that went into it, from now on, whatever their role. */
    public UUID keepOut(Viewer viewer, CaseId id, StaffId who, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = words.fingerprint(id.value(), who.value());
        return onceOnly.once(viewer.staff().value(), "casework.keep_out", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
                    var found = file.opened();
                    if (who.equals(file.lead())) {
                        throw CannotDo.because("who", "casework.cannot.lead_leaves");
                    }
                    if (directory.staff(who).isEmpty()) {
                        throw CannotDo.because("who", "casework.cannot.no_one");
                    }
                    if (team.of(id, who).isPresent()) {
                        leave(file, who);
                    }
                    gate.exclude(found.ref(), who, viewer.staff());
                    for (var concern : concerns.of(id)) {
                        gate.exclude(concern.ref(), who, viewer.staff());
                    }
                    shares.follow(found);
                    doorstep.save(file.write(NewEntry.of(EntryKind.KEPT_OUT).person(who)), viewer.staff());
                    audit.log(viewer, Action.EXCLUDED, found.ref(), found.student(), Purpose.CASE_WORK);
                    return id.value();
                })
                .id();
    }

    /** Lifts what was a mistake. The concerns stay shut: whoever triages them decides that. */
    public UUID letBack(Viewer viewer, CaseId id, StaffId who, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = words.fingerprint(id.value(), who.value());
        return onceOnly.once(viewer.staff().value(), "casework.let_back", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
                    var found = file.opened();
                    gate.readmit(found.ref(), who, viewer.staff());
                    shares.letBack(found, who, viewer.staff());
                    doorstep.save(file.write(NewEntry.of(EntryKind.LET_BACK).person(who)), viewer.staff());
                    audit.log(viewer, Action.READMITTED, found.ref(), found.student(), Purpose.CASE_WORK);
                    return id.value();
                })
                .id();
    }

    /** Makes someone the lead of a case that is locked, and stores it. */
    void lead(Viewer viewer, CaseFile file, StaffId to, String reasons, Purpose purpose) {
        var found = file.opened();
        var from = file.lead();
        if (to.equals(from) && !file.leadGone()) {
            throw CannotDo.overtaken("to", "casework.cannot.leads_already");
        }
        if (gate.excludedFrom(found.ref()).contains(to)) {
            throw CannotDo.because("to", "casework.cannot.kept_out");
        }
        if (!holders(MAY_LEAD, found.ref()).contains(to)) {
            throw CannotDo.because("to", "casework.cannot.may_not_lead");
        }
        gate.dismiss(found.ref(), from, Standing.LEAD);
        gate.dismiss(found.ref(), to, Standing.TEAM);
        gate.admit(found.ref(), to, Standing.LEAD);
        if (!file.leadGone()) {
            gate.admit(found.ref(), from, Standing.TEAM);
            team.put(found.id(), from, CaseRole.COUNSELOR, clock.instant(), true);
        } else if (!to.equals(from)) {
            gate.dismiss(found.ref(), from, Standing.TEAM);
            team.remove(found.id(), from);
        }
        team.put(found.id(), to, CaseRole.LEAD, clock.instant(), to.equals(viewer.staff()));
        file.handOver(to, reasons);
        takeOverTasks(file);
        doorstep.save(file, viewer.staff());
        audit.log(viewer, Action.CHANGED, found.ref(), found.student(), purpose);
        events.publishEvent(
                new LeadChanged(viewer.district(), found.id(), found.school(), from, to, viewer.staff(), Ids.next()));
    }

    /** A case that is locked waits for a lead from now on; its coordinators are told. */
    void loseLead(CaseFile file) {
        if (!file.leadGone()) {
            var found = file.opened();
            file.loseLead();
            events.publishEvent(
                    new CaseWithoutLead(DistrictScope.required(), found.id(), found.school(), clock.instant()));
        }
    }

    /** What people had to do who are not on the team any more goes to the lead. */
    private void takeOverTasks(CaseFile file) {
        var members =
                team.of(file.opened().id()).stream().map(TeamRows.Row::who).toList();
        for (var task : tasks.open(file.opened().id())) {
            if (!members.contains(task.owner())) {
                reassignToLead(file, task);
            }
        }
    }

    private void reassignToLead(CaseFile file, TaskRows.Row task) {
        tasks.reassign(task.id(), file.lead(), task.due());
        file.write(NewEntry.of(EntryKind.TASK_REASSIGNED).refersTo(task.id()).person(file.lead()));
    }

    /** Takes someone off a case that is locked; what they had to do goes to the lead, or waits for one. */
    void leave(CaseFile file, StaffId who) {
        var found = file.opened();
        gate.dismiss(found.ref(), who, Standing.TEAM);
        team.remove(found.id(), who);
        for (var task : tasks.open(found.id())) {
            if (task.owner().equals(who) && !file.leadGone()) {
                reassignToLead(file, task);
            }
        }
        file.write(NewEntry.of(EntryKind.TEAM_LEFT).person(who));
    }

    /** Who may lead it, as the coordinator sees it, who is not on the team. */
    List<StaffMember> leadsFor(RecordRef ref) {
        return named(holders(MAY_LEAD, ref));
    }

    private Set<StaffId> holders(List<Role> roles, RecordRef ref) {
        var people = new LinkedHashSet<StaffId>();
        roles.forEach(role -> people.addAll(gate.holders(role, ref)));
        return people;
    }

    private List<StaffMember> named(Set<StaffId> people) {
        return directory.staff(people).values().stream()
                .sorted(java.util.Comparator.comparing(StaffMember::name))
                .toList();
    }
}
