package org.havenward.concern;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What someone needs while they write a concern: schools, students, staff, and who will read it. */
@Service
@Transactional
public class Raising {
    private static final int FOUND = 8;

    private final Readers readers;
    private final Gate gate;
    private final Audit audit;
    private final Directory directory;

    Raising(Readers readers, Gate gate, Audit audit, Directory directory) {
        this.readers = readers;
        this.gate = gate;
        this.audit = audit;
        this.directory = directory;
    }

    /** The schools at which the viewer may raise a concern. */
    public List<School> schools(Viewer viewer) {
        return gate.schools(viewer, Need.RAISE_CONCERN);
    }

    /** The schools that a concern may go to, as far as it matters: the student's or the one asked for, else all. */
    public Set<SchoolId> schools(Viewer viewer, @Nullable Student student, @Nullable SchoolId asked) {
        for (var one : new @Nullable SchoolId[] {student == null ? null : student.school(), asked}) {
            if (one != null
                    && gate.decide(viewer, Need.RAISE_CONCERN, new RecordRef(RecordKind.SCHOOL, one.value(), one))
                            .allowed()
                    && directory.school(one).isPresent()) {
                return Set.of(one);
            }
        }
        return schools(viewer).stream().map(School::id).collect(Collectors.toSet());
    }

    /** Students by any part of a name, within the schools where the viewer works. */
    public List<Student> findStudents(Viewer viewer, String name) {
        if (name.isBlank()) {
            return List.of();
        }
        var schools =
                gate.schools(viewer, Need.FIND_STUDENT).stream().map(School::id).collect(Collectors.toSet());
        var found = directory.findStudents(name.strip(), schools, FOUND);
        audit.logAll(viewer, Action.SEARCHED, found.stream().map(Raising::entry).toList(), Purpose.RAISE_A_CONCERN);
        return found;
    }

    /** A student the viewer may raise a concern about: enrolled at a school where they work. */
    public Optional<Student> student(Viewer viewer, StudentId id) {
        return directory
                .student(id)
                .filter(student -> gate.decide(
                                viewer, Need.FIND_STUDENT, RecordRef.student(id.value(), student.school()))
                        .allowed())
                .or(() -> atSecondSchool(viewer, id));
    }

    /** Found under their name at another school than their first. */
    private Optional<Student> atSecondSchool(Viewer viewer, StudentId id) {
        var schools =
                gate.schools(viewer, Need.FIND_STUDENT).stream().map(School::id).collect(Collectors.toSet());
        return directory
                .student(id)
                .flatMap(known -> directory.findStudents(known.name(), schools, 50).stream()
                        .filter(found -> found.id().equals(id) && schools.contains(found.school()))
                        .findFirst());
    }

    public List<StaffMember> findStaff(Viewer viewer, String name) {
        requireWork(viewer);
        return name.isBlank()
                ? List.of()
                : directory.findStaff(
                        name.strip(),
                        directory.schools().stream().map(School::id).toList(),
                        FOUND);
    }

    /** Those of the people who work here. */
    public List<StaffMember> staff(Viewer viewer, Set<StaffId> ids) {
        requireWork(viewer);
        return ids.isEmpty() ? List.of() : List.copyOf(directory.staff(ids).values());
    }

    /** The names of those who will read it first. */
    public List<String> firstReaders(Viewer viewer, SchoolId school, Set<StaffId> named) {
        requireWork(viewer);
        return readers.first(new RecordRef(RecordKind.SCHOOL, school.value(), school), named);
    }

    private void requireWork(Viewer viewer) {
        if (gate.decide(viewer, Need.RAISE_CONCERN) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    private static Audit.Entry entry(Student student) {
        return new Audit.Entry(RecordRef.student(student.id().value(), student.school()), student.id());
    }
}
