package org.havenward.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.concern.CaseDesk.CaseSummary;
import org.havenward.concern.ConcernId;
import org.havenward.concern.ConcernReading;
import org.havenward.district.Directory;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One case, read: who it is about, what is next, its team, tasks, and duties, and its chronology. */
@Service
@Transactional
public class CaseReading {
    private static final int MOST_AT_ONCE = 200;

    private final Doorstep doorstep;
    private final CaseFiles files;
    private final Chronology chronology;
    private final TaskRows tasks;
    private final TeamRows team;
    private final ObligationRows obligations;
    private final CaseConcerns concerns;
    private final TriageDesk desk;
    private final ConcernReading concernReading;
    private final StudentWishes wishes;
    private final SafetyRows safety;
    private final CaseWords words;
    private final Gate gate;
    private final Audit audit;
    private final Directory directory;
    private final InstantSource clock;

    CaseReading(
            Doorstep doorstep,
            CaseFiles files,
            Chronology chronology,
            TaskRows tasks,
            TeamRows team,
            ObligationRows obligations,
            CaseConcerns concerns,
            TriageDesk desk,
            ConcernReading concernReading,
            StudentWishes wishes,
            SafetyRows safety,
            CaseWords words,
            Gate gate,
            Audit audit,
            Directory directory,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.files = files;
        this.chronology = chronology;
        this.tasks = tasks;
        this.team = team;
        this.obligations = obligations;
        this.concerns = concerns;
        this.desk = desk;
        this.concernReading = concernReading;
        this.wishes = wishes;
        this.safety = safety;
        this.words = words;
        this.gate = gate;
        this.audit = audit;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Who a case is about and where it stands.
     *
     * @param called the name the student uses, else the roster's; empty where nobody knows it yet
     * @param asked what the student asked for, and how to reach them safely; null where nobody has written it down
     * @param unsafeSince since when someone has said that the student is not safe now
     * @param unreadable the key of its words is destroyed
     * @param leadThere false where the case waits for a lead; the other two say who had it last
     * @param leads whether the viewer leads it
     */
    public record Header(
            CaseId id,
            String number,
            CaseStatus status,
            @Nullable CaseStatus before,
            Outcome.@Nullable Kind outcome,
            Instant openedAt,
            @Nullable Instant closedAt,
            String called,
            @Nullable StudentId student,
            String rosterName,
            String grade,
            boolean enrolled,
            SchoolId school,
            String schoolName,
            String description,
            String pronouns,
            String ownWord,
            StaffId lead,
            String leadName,
            boolean leadThere,
            StudentWishes.@Nullable Told asked,
            @Nullable Instant unsafeSince,
            boolean unreadable,
            boolean leads,
            boolean mayAskWhoLooked) {}

    public record Member(StaffId who, String name, String title, CaseRole role, Instant joined) {}

    public record Task(
            UUID id,
            SealedWords title,
            StaffId owner,
            String ownerName,
            Instant due,
            boolean late,
            @Nullable String doneBy,
            @Nullable Instant doneAt) {}

    public record Duty(
            String key,
            String labelKey,
            @Nullable Instant due,
            boolean late,
            @Nullable Instant settled) {}

    public record JoinedConcern(ConcernId id, Instant raisedAt, Instant joinedAt) {}

    /** What is due next: a duty or a task, or where there is none, what would help. */
    public sealed interface Step {
        record DutyDue(Duty duty) implements Step {}

        record TaskDue(Task task) implements Step {}

        /** Nothing has been written yet. */
        record WriteFirstNote() implements Step {}

        /** No task has an owner and a day. */
        record PlanATask() implements Step {}

        record MayReopen() implements Step {}
    }

    /** Everything of a case but its chronology. */
    public record Whole(
            Header header,
            List<Step> next,
            List<Member> team,
            List<Task> tasks,
            List<Duty> duties,
            List<JoinedConcern> concerns,
            List<CaseSummary> otherCases) {}

    /**
     * One entry, as it reads.
     *
     * @param by null: the house itself, by rule
     * @param codeKey message key of an outcome, a role, or what is owed
     * @param original what a correction corrects
     * @param corrected whether a later entry corrects it
     */
    public record Line(
            UUID id,
            EntryKind kind,
            Instant at,
            @Nullable String by,
            SealedWords words,
            @Nullable String person,
            @Nullable CaseStatus from,
            @Nullable CaseStatus to,
            @Nullable String code,
            @Nullable String codeKey,
            SealedWords task,
            @Nullable UUID refersTo,
            @Nullable Original original,
            boolean corrected) {}

    public record Original(UUID id, Instant at, String by) {}

    /** A case with one page of its chronology, newest first, and how many entries each group has. */
    public record Opened(Whole whole, Cases.Page<Line> entries, Map<EntryKind.Group, Integer> counts) {}

    /** Opens a case. */
    public Opened open(Viewer viewer, CaseId id, EntryKind.@Nullable Group group, @Nullable String after, int limit) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        team.seen(id, viewer.staff(), clock.instant());
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        var shut = concerns.shut(viewer, id);
        var counts = chronology.counts(id, shut);
        var byGroup = counts.entrySet().stream()
                .collect(Collectors.groupingBy(
                        count -> count.getKey().group(), Collectors.summingInt(Map.Entry::getValue)));
        return new Opened(
                whole(viewer, file, counts.containsKey(EntryKind.NOTE)),
                entries(file, shut, group, after, limit),
                byGroup);
    }

    /** Who it is about and where it stands, for the pages that change it. */
    public Whole look(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        return whole(viewer, file, true);
    }

    /** The same for the pages that only the team may use, not who broke the glass. */
    public Whole work(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        return whole(viewer, file, true);
    }

    /** The same for the pages that only who leads the case may use. */
    public Whole lead(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.LEAD_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        return whole(viewer, file, true);
    }

    /** A page of its chronology, newest first. */
    public Cases.Page<Line> chronology(
            Viewer viewer, CaseId id, EntryKind.@Nullable Group group, @Nullable String after, int limit) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        return entries(file, concerns.shut(viewer, id), group, after, limit);
    }

    /** One entry that has words. */
    public Line entry(Viewer viewer, CaseId id, UUID entry) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        var shut = concerns.shut(viewer, id);
        var row = chronology
                .entry(id, entry)
                .filter(found -> found.refersTo() == null || !shut.contains(found.refersTo()))
                .orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
        return lines(file, List.of(row)).getFirst();
    }

    /** The whole chronology, as one reads it on paper: oldest first. */
    public List<Line> whole(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.EXPORTED, file.ref(), file.student(), Purpose.CASE_WORK);
        return lines(file, chronology.whole(id, concerns.shut(viewer, id)));
    }

    /** A concern that went into the case, in the reporter's own words; empty where it is not in this case. */
    public Optional<ConcernReading.Whole> concern(Viewer viewer, CaseId id, ConcernId concern) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        var onTeam = !gate.throughBreakGlass(viewer, RecordKind.CASE).contains(id.value());
        return concerns.caseOf(concern)
                .filter(joined -> joined.caseId().equals(id))
                .flatMap(joined -> concernReading.forCase(viewer, concern, onTeam));
    }

    private Cases.Page<Line> entries(
            CaseFile.State file, Set<UUID> shut, EntryKind.@Nullable Group group, @Nullable String after, int limit) {
        int most = Math.clamp(limit, 1, MOST_AT_ONCE);
        var rows = chronology.newest(file.id(), shut, group, Cursor.read(after).orElse(null), most + 1);
        var shown = rows.size() > most ? rows.subList(0, most) : rows;
        var next = rows.size() > most
                ? new Cursor(shown.getLast().at(), shown.getLast().id()).written()
                : null;
        return new Cases.Page<>(lines(file, shown), next);
    }

    private Whole whole(Viewer viewer, CaseFile.State file, boolean hasNotes) {
        var id = file.id();
        var now = clock.instant();
        var members = team.of(id);
        var taskRows = tasks.all(id);
        var people = new HashSet<StaffId>();
        people.add(file.lead());
        members.forEach(member -> people.add(member.who()));
        taskRows.forEach(task -> {
            people.add(task.owner());
            Stream.ofNullable(task.doneBy()).forEach(people::add);
        });
        var names = directory.staff(people);
        var shownTasks =
                taskRows.stream().map(row -> task(file, row, names, now)).toList();
        var duties = obligations.of(id).stream()
                .map(row -> new Duty(
                        row.key(), row.labelKey(), row.due(), late(row.settled(), row.due(), now), row.settled()))
                .toList();
        return new Whole(
                header(viewer, file, names),
                next(file, shownTasks, duties, hasNotes),
                members.stream()
                        .map(row -> new Member(
                                row.who(), name(names, row.who()), title(names, row.who()), row.role(), row.joined()))
                        .toList(),
                shownTasks,
                duties,
                concerns.open(viewer, id).stream()
                        .map(row -> new JoinedConcern(row.concern(), row.raisedAt(), row.joinedAt()))
                        .toList(),
                otherCases(viewer, file));
    }

    private List<CaseSummary> otherCases(Viewer viewer, CaseFile.State file) {
        var student = file.student();
        if (student == null) {
            return List.of();
        }
        var others = desk.about(viewer, student).stream()
                .filter(other -> !other.id().equals(file.id()))
                .toList();
        audit.logAll(
                viewer,
                Action.LISTED,
                others.stream()
                        .map(other -> new Audit.Entry(other.ref(), student))
                        .toList(),
                Purpose.CASE_WORK);
        return others.stream().map(TriageDesk::summary).toList();
    }

    private Header header(Viewer viewer, CaseFile.State file, Map<StaffId, StaffMember> names) {
        var sealed = files.names(file.id());
        var called = words.open(file.key(), file.place("called"), sealed.called());
        var description = words.open(file.key(), file.place("student_description"), sealed.description());
        var pronouns = words.open(file.key(), file.place("pronouns"), sealed.pronouns());
        var ownWord = words.open(file.key(), file.place("own_word"), sealed.ownWord());
        var student = Optional.ofNullable(file.student()).flatMap(directory::student);
        var school = directory.placeNames().getOrDefault(file.school(), "");
        return new Header(
                file.id(),
                file.number(),
                file.status(),
                file.before(),
                file.outcome(),
                file.openedAt(),
                file.closedAt(),
                Optional.ofNullable(called.text())
                        .or(() -> student.map(Student::name))
                        .orElse(""),
                file.student(),
                student.map(Student::name).orElse(""),
                student.map(Student::grade).orElse(""),
                student.map(Student::enrolled).orElse(true),
                file.school(),
                student.map(Student::schoolName).orElse(school),
                description.orEmpty(),
                pronouns.orEmpty(),
                ownWord.orEmpty(),
                file.lead(),
                name(names, file.lead()),
                file.leadGoneAt() == null,
                wishes.now(file).orElse(null),
                safety.unsafeSince(file.id()).orElse(null),
                words.destroyed(file.key()),
                gate.decide(viewer, Need.LEAD_CASE, file.ref()).allowed(),
                gate.decide(viewer, Need.SEE_WHO_LOOKED, file.ref()).allowed());
    }

    private static List<Step> next(CaseFile.State file, List<Task> tasks, List<Duty> duties, boolean hasNotes) {
        if (file.status() == CaseStatus.CLOSED) {
            return List.of(new Step.MayReopen());
        }
        record Dated(@Nullable Instant due, Step step) {}
        var dated = new ArrayList<Dated>();
        duties.stream()
                .filter(duty -> duty.settled() == null)
                .forEach(duty -> dated.add(new Dated(duty.due(), new Step.DutyDue(duty))));
        tasks.stream()
                .filter(task -> task.doneAt() == null)
                .forEach(task -> dated.add(new Dated(task.due(), new Step.TaskDue(task))));
        if (dated.isEmpty()) {
            return List.of(hasNotes ? new Step.PlanATask() : new Step.WriteFirstNote());
        }
        return dated.stream()
                .sorted(java.util.Comparator.comparing(
                        Dated::due, java.util.Comparator.nullsLast(java.util.Comparator.naturalOrder())))
                .map(Dated::step)
                .toList();
    }

    private Task task(CaseFile.State file, TaskRows.Row row, Map<StaffId, StaffMember> names, Instant now) {
        return new Task(
                row.id(),
                words.open(file.key(), TaskRows.place(row.id()), row.title()),
                row.owner(),
                name(names, row.owner()),
                row.due(),
                late(row.doneAt(), row.due(), now),
                row.doneBy() == null ? null : name(names, row.doneBy()),
                row.doneAt());
    }

    private static boolean late(@Nullable Instant finished, @Nullable Instant due, Instant now) {
        return finished == null && due != null && due.isBefore(now);
    }

    private List<Line> lines(CaseFile.State file, List<Chronology.Row> rows) {
        var originals = chronology.entries(file.id(), refersTo(rows, Set.of(EntryKind.CORRECTION)));
        var titles = tasks.some(
                file.id(),
                refersTo(rows, Set.of(EntryKind.TASK_ADDED, EntryKind.TASK_DONE, EntryKind.TASK_REASSIGNED)));
        var corrected =
                chronology.corrected(rows.stream().map(Chronology.Row::id).toList());
        var people = Stream.concat(rows.stream(), originals.values().stream())
                .flatMap(row -> Stream.concat(Stream.ofNullable(row.by()), Stream.ofNullable(row.person())))
                .collect(Collectors.toSet());
        var names = directory.staff(people);
        var lines = new ArrayList<Line>();
        for (var row : rows) {
            var original = row.refersTo() == null ? null : originals.get(row.refersTo());
            var task = row.refersTo() == null ? null : titles.get(row.refersTo());
            lines.add(new Line(
                    row.id(),
                    row.kind(),
                    row.at(),
                    row.by() == null ? null : name(names, row.by()),
                    words.open(file.key(), Chronology.place(row.id()), row.words()),
                    row.person() == null ? null : name(names, row.person()),
                    row.from(),
                    row.to(),
                    row.code(),
                    codeKey(row),
                    task == null ? SealedWords.NONE : words.open(file.key(), TaskRows.place(task.id()), task.title()),
                    row.refersTo(),
                    original == null
                            ? null
                            : new Original(
                                    original.id(),
                                    original.at(),
                                    original.by() == null ? "" : name(names, original.by())),
                    corrected.contains(row.id())));
        }
        return lines;
    }

    private static Set<UUID> refersTo(List<Chronology.Row> rows, Set<EntryKind> kinds) {
        return rows.stream()
                .filter(row -> kinds.contains(row.kind()))
                .map(Chronology.Row::refersTo)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }

    private static @Nullable String codeKey(Chronology.Row row) {
        var code = row.code();
        if (code == null) {
            return null;
        }
        return switch (row.kind()) {
            case CLOSED -> Outcome.Kind.valueOf(code).key();
            case TEAM_JOINED -> CaseRole.valueOf(code).key();
            case OBLIGATION_OPENED,
                    OBLIGATION_SETTLED,
                    OBLIGATION_LIFTED,
                    STEP,
                    REPORT,
                    SHARING,
                    MEETING,
                    ASSESSMENT,
                    SAFETY,
                    JUDGMENT,
                    CAMPUS -> code;
            case OPENED,
                    CONCERN_JOINED,
                    CONCERN_ADDED_TO,
                    NOTE,
                    CORRECTION,
                    STUDENT_NAMED,
                    STUDENT_FOUND,
                    WISHES,
                    TASK_ADDED,
                    TASK_DONE,
                    TASK_REASSIGNED,
                    TEAM_LEFT,
                    KEPT_OUT,
                    LET_BACK,
                    LEAD_CHANGED,
                    LEAD_GONE,
                    LEAD_BACK,
                    STATUS_CHANGED,
                    REOPENED -> null;
        };
    }

    private static String name(Map<StaffId, StaffMember> names, StaffId who) {
        var member = names.get(who);
        return member == null ? "" : member.name();
    }

    private static String title(Map<StaffId, StaffMember> names, StaffId who) {
        var member = names.get(who);
        return member == null ? "" : member.title();
    }
}
