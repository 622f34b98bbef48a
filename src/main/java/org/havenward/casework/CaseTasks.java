package org.havenward.casework;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is to be done on a case, by whom on its team, and until when. */
@Service
@Transactional
public class CaseTasks {
    /** The longest title that is taken, in characters. */
    public static final int LONGEST_TITLE = 300;

    /** The longest remark on what came of a task, in characters. */
    public static final int LONGEST_REMARK = 5_000;

    /** A task is due by the end of its day. */
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59);

    private static final int FURTHEST_YEARS = 5;

    private final Doorstep doorstep;
    private final TaskRows tasks;
    private final TeamRows team;
    private final CaseWords words;
    private final TokenIndex index;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final SchoolCalendar calendar;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    CaseTasks(
            Doorstep doorstep,
            TaskRows tasks,
            TeamRows team,
            CaseWords words,
            TokenIndex index,
            Audit audit,
            OnceOnly onceOnly,
            SchoolCalendar calendar,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.tasks = tasks;
        this.team = team;
        this.words = words;
        this.index = index;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /** Adds a task for someone of the team; returns its id. */
    public UUID add(Viewer viewer, CaseId id, String title, StaffId owner, LocalDate due, String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = words.fingerprint(id.value(), title, owner.value(), due);
        return onceOnly.once(viewer.staff().value(), "casework.task", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    var opened = file.opened();
                    requireOpen(file);
                    requireMember(id, owner);
                    requireSensible(due);
                    var task = Ids.next();
                    var sealed = words.seal(opened.key(), TaskRows.place(task), title);
                    if (sealed == null) {
                        throw CannotDo.because("title", "casework.cannot.no_title");
                    }
                    tasks.insert(
                            task,
                            id,
                            sealed,
                            owner,
                            due.atTime(END_OF_DAY).atZone(calendar.zone()).toInstant(),
                            viewer.staff(),
                            clock.instant());
                    index.add(id, title);
                    file.write(NewEntry.of(EntryKind.TASK_ADDED).refersTo(task).person(owner));
                    finish(viewer, file, owner);
                    return task;
                })
                .id();
    }

    /** Says that a task is done; returns the id of its entry. */
    public UUID complete(Viewer viewer, CaseId id, UUID task, String remark, String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = words.fingerprint(id.value(), task, remark);
        return onceOnly.once(viewer.staff().value(), "casework.task_done", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    requireNotDone(id, task);
                    tasks.done(task, viewer.staff(), clock.instant());
                    var entry = NewEntry.of(EntryKind.TASK_DONE).refersTo(task).words(remark);
                    finish(viewer, file.write(entry), viewer.staff());
                    return entry.id();
                })
                .id();
    }

    /**
     * Gives a task to someone else of the team, or another day.
     *
     * @param seen who had it when this was decided: where that changed meanwhile, nothing is done
     */
    public UUID reassign(Viewer viewer, CaseId id, UUID task, StaffId seen, StaffId owner, LocalDate due, String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = words.fingerprint(id.value(), task, owner.value(), due);
        return onceOnly.once(viewer.staff().value(), "casework.task_reassigned", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    requireOpen(file);
                    var now = requireNotDone(id, task);
                    if (!now.owner().equals(seen)) {
                        throw CannotDo.overtaken("owner", "casework.cannot.task_moved");
                    }
                    requireMember(id, owner);
                    requireSensible(due);
                    tasks.reassign(
                            task,
                            owner,
                            due.atTime(END_OF_DAY).atZone(calendar.zone()).toInstant());
                    var entry = NewEntry.of(EntryKind.TASK_REASSIGNED)
                            .refersTo(task)
                            .person(owner);
                    finish(viewer, file.write(entry), owner);
                    return entry.id();
                })
                .id();
    }

    private void finish(Viewer viewer, CaseFile file, StaffId owner) {
        doorstep.save(file, viewer.staff());
        var opened = file.opened();
        audit.log(viewer, Action.CHANGED, opened.ref(), opened.student(), Purpose.CASE_WORK);
        if (!owner.equals(viewer.staff())) {
            events.publishEvent(new TaskAssigned(viewer.district(), opened.id(), opened.school(), owner));
        }
    }

    private static void requireOpen(CaseFile file) {
        if (file.status() == CaseStatus.CLOSED) {
            throw CannotDo.because("title", "casework.cannot.closed");
        }
    }

    private void requireMember(CaseId id, StaffId owner) {
        Set<StaffId> members = team.of(id).stream().map(TeamRows.Row::who).collect(Collectors.toSet());
        if (!members.contains(owner)) {
            throw CannotDo.because("owner", "casework.cannot.owner_not_on_team");
        }
    }

    private void requireSensible(LocalDate due) {
        var today = LocalDate.ofInstant(clock.instant(), calendar.zone());
        if (due.isBefore(today)) {
            throw CannotDo.because("due", "casework.cannot.due_passed");
        }
        if (due.isAfter(today.plusYears(FURTHEST_YEARS))) {
            throw CannotDo.because("due", "casework.cannot.due_too_far");
        }
    }

    private TaskRows.Row requireNotDone(CaseId id, UUID task) {
        var now = tasks.find(id, task).orElseThrow(() -> CannotDo.because("task", "casework.cannot.no_task"));
        if (now.doneAt() != null) {
            throw CannotDo.overtaken("task", "casework.cannot.task_done");
        }
        return now;
    }
}
