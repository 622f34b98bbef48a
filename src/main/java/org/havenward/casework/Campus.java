package org.havenward.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a case means for the campus (B8): other students as possible victims or as possibly drawn in, places, times, and
 * actions. Another student named here is found nowhere by it: who they are is sealed by this case's key, no search knows the
 * words, and the chronology and the papers made of it say only that something was recorded.
 */
@Service
@Transactional
public class Campus {
    /** The longest words of a fact, in characters. */
    public static final int LONGEST = 2_000;

    private static final int MOST_FOUND = 20;

    private final Doorstep doorstep;
    private final CampusRows rows;
    private final CaseWords words;
    private final Gate gate;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    Campus(
            Doorstep doorstep,
            CampusRows rows,
            CaseWords words,
            Gate gate,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.rows = rows;
        this.words = words;
        this.gate = gate;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A fact as the team reads it.
     *
     * @param studentName of another student of the roster; empty where none was chosen, or where the words are gone
     * @param takenBack why it does not stand any more; null where it stands
     */
    public record Fact(
            UUID id,
            CampusKind kind,
            @Nullable StudentId student,
            String studentName,
            SealedWords words,
            String by,
            Instant at,
            @Nullable TakenBack takenBack) {
        public boolean stands() {
            return takenBack == null;
        }
    }

    public record TakenBack(SealedWords why, String by, Instant at) {}

    /** @param student another student of the roster; null where there is only a description, or no student */
    public record NewFact(CampusKind kind, @Nullable StudentId student, String words) {}

    /** The facts of a case, newest first. Reading them leaves no trace at another student's record: nothing tells there of this case. */
    public List<Fact> of(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        return facts(file);
    }

    public Fact one(Viewer viewer, CaseId id, UUID fact) {
        return of(viewer, id).stream()
                .filter(each -> each.id().equals(fact))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    /** How many facts stand, for the case's own page, which has come through the gate and into the audit. */
    long standing(CaseId id) {
        return rows.of(id).stream()
                .filter(row -> row.kind() != CampusKind.TAKEN_BACK && !row.takenBack())
                .count();
    }

    private List<Fact> facts(CaseFile.State file) {
        var found = rows.of(file.id());
        var staff = directory.staff(found.stream().map(CampusRows.Row::by).collect(Collectors.toSet()));
        var students = directory.students(
                found.stream().flatMap(row -> student(file, row).stream()).collect(Collectors.toSet()));
        var back = found.stream()
                .filter(row -> row.kind() == CampusKind.TAKEN_BACK)
                .collect(Collectors.toMap(row -> Objects.requireNonNull(row.refersTo()), row -> row));
        return found.reversed().stream()
                .filter(row -> row.kind() != CampusKind.TAKEN_BACK)
                .map(row -> {
                    var student = student(file, row).orElse(null);
                    var takes = back.get(row.id());
                    return new Fact(
                            row.id(),
                            row.kind(),
                            student,
                            Stream.ofNullable(student == null ? null : students.get(student))
                                    .map(Student::name)
                                    .collect(Collectors.joining()),
                            words.open(file.key(), CampusRows.place("words", row.id()), row.words()),
                            name(staff, row.by()),
                            row.at(),
                            takes == null
                                    ? null
                                    : new TakenBack(
                                            words.open(
                                                    file.key(), CampusRows.place("words", takes.id()), takes.words()),
                                            name(staff, takes.by()),
                                            takes.at()));
                })
                .toList();
    }

    private static String name(Map<StaffId, StaffMember> staff, StaffId who) {
        var member = staff.get(who);
        return member == null ? "" : member.name();
    }

    private Optional<StudentId> student(CaseFile.State file, CampusRows.Row row) {
        return Optional.ofNullable(words.open(file.key(), CampusRows.place("student", row.id()), row.student())
                        .text())
                .map(UUID::fromString)
                .map(StudentId::new);
    }

    /** Other students whose name is like the words, at the schools where the viewer may look for students. */
    public List<Student> find(Viewer viewer, CaseId id, String name) {
        var file = doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var schools = schools(viewer);
        if (name.isBlank() || schools.isEmpty()) {
            return List.of();
        }
        var found = directory.findStudents(name, schools, MOST_FOUND).stream()
                .filter(student -> !student.id().equals(file.student()))
                .toList();
        audit.logAll(
                viewer,
                Action.SEARCHED,
                found.stream()
                        .map(student -> new Audit.Entry(
                                RecordRef.student(student.id().value(), student.school()), student.id()))
                        .toList(),
                Purpose.CASE_WORK);
        return found;
    }

    private List<SchoolId> schools(Viewer viewer) {
        return gate.schools(viewer, Need.FIND_STUDENT).stream()
                .map(school -> school.id())
                .toList();
    }

    /** The student, where the viewer may find them and the case is not about them. */
    StudentId another(Viewer viewer, CaseFile.State file, StudentId student) {
        return directory
                .student(student)
                .filter(known -> schools(viewer).contains(known.school()) && !student.equals(file.student()))
                .orElseThrow(() -> CannotDo.because("student", "casework.campus.error.student"))
                .id();
    }

    public UUID record(Viewer viewer, CaseId id, NewFact fact, String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = words.fingerprint(id.value(), fact);
        return onceOnly.once(viewer.staff().value(), "casework.campus", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    requireOpen(file);
                    if (fact.kind() == CampusKind.TAKEN_BACK) {
                        throw CannotDo.because("kind", "casework.campus.error.kind_missing");
                    }
                    var student = fact.kind().aboutStudent() && fact.student() != null
                            ? another(viewer, file.opened(), fact.student())
                            : null;
                    return append(viewer, file, fact.kind(), student, fact.words(), null);
                })
                .id();
    }

    /** Says that a fact does not stand any more, and why; it stays readable. */
    public UUID takeBack(Viewer viewer, CaseId id, UUID fact, String why, String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = words.fingerprint(id.value(), fact, why);
        return onceOnly.once(viewer.staff().value(), "casework.campus_back", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    requireOpen(file);
                    var row = rows.of(id).stream()
                            .filter(found -> found.id().equals(fact) && found.kind() != CampusKind.TAKEN_BACK)
                            .findFirst()
                            .orElseThrow(() -> CannotDo.because("why", "casework.campus.error.no_fact"));
                    if (row.takenBack()) {
                        throw CannotDo.overtaken("why", "casework.campus.error.taken_back");
                    }
                    return append(viewer, file, CampusKind.TAKEN_BACK, null, why, fact);
                })
                .id();
    }

    private UUID append(
            Viewer viewer,
            CaseFile file,
            CampusKind kind,
            @Nullable StudentId student,
            String said,
            @Nullable UUID refersTo) {
        var found = file.opened();
        var made = Ids.next();
        var sealed = words.seal(found.key(), CampusRows.place("words", made), said);
        if (sealed == null && student == null) {
            throw CannotDo.because("words", "casework.campus.error.words_missing");
        }
        rows.insert(
                made,
                found.id(),
                kind,
                student == null
                        ? null
                        : words.seal(
                                found.key(),
                                CampusRows.place("student", made),
                                student.value().toString()),
                sealed,
                refersTo,
                viewer.staff(),
                clock.instant());
        doorstep.save(file.write(NewEntry.of(EntryKind.CAMPUS).code(kind.key())), viewer.staff());
        audit.log(viewer, Action.NOTED, found.ref(), found.student(), Purpose.CASE_WORK);
        if (kind.aboutStudent() || kind == CampusKind.TAKEN_BACK) {
            events.publishEvent(new CaseProgressed(viewer.district(), found.id(), found.school(), made));
        }
        return made;
    }

    static void requireOpen(CaseFile file) {
        if (file.status() == CaseStatus.CLOSED) {
            throw CannotDo.because("words", "casework.cannot.closed");
        }
    }
}
