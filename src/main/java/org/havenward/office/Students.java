package org.havenward.office;

import java.util.List;
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
import org.havenward.district.ClassId;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolClass;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Students as the roster has them, for who works at their school. Says nothing of concerns or cases. */
@Service
@Transactional
public class Students {
    private static final int MOST_FOUND = 25;
    private static final int LEAST_LETTERS = 2;

    private final Directory directory;
    private final Gate gate;
    private final Audit audit;

    Students(Directory directory, Gate gate, Audit audit) {
        this.directory = directory;
        this.gate = gate;
        this.audit = audit;
    }

    /** Students with a name like the words at the schools where the viewer may look, best first. */
    public List<Student> find(Viewer viewer, String words) {
        requireFinder(viewer);
        if (words.strip().length() < LEAST_LETTERS) {
            return List.of();
        }
        var schools =
                gate.schools(viewer, Need.FIND_STUDENT).stream().map(School::id).collect(Collectors.toSet());
        var found = directory.findStudents(words.strip(), schools, MOST_FOUND);
        audit.logAll(
                viewer, Action.SEARCHED, found.stream().map(Students::entry).toList(), Purpose.RAISE_A_CONCERN);
        return found;
    }

    /** One student, and whether the viewer may see who looked. */
    public StudentFacts open(Viewer viewer, StudentId id) {
        var student = directory.student(id).orElseThrow(() -> notThere());
        var ref = RecordRef.student(id.value(), student.school());
        gate.require(viewer, Need.FIND_STUDENT, ref);
        audit.log(viewer, Action.OPENED, ref, id, Purpose.RAISE_A_CONCERN);
        return new StudentFacts(
                student,
                gate.decide(viewer, Need.RAISE_CONCERN, ref).allowed(),
                gate.decide(viewer, Need.BREAK_GLASS, ref).allowed(),
                gate.decide(viewer, Need.SEE_WHO_LOOKED, ref).allowed());
    }

    /** The classes that the viewer teaches. */
    public List<SchoolClass> classes(Viewer viewer) {
        requireFinder(viewer);
        return directory.classesOf(viewer.staff());
    }

    /** One class of a school where the viewer may look, with its students. */
    public ClassList open(Viewer viewer, ClassId id) {
        var schoolClass = directory.schoolClass(id).orElseThrow(() -> notThere());
        var school = schoolClass.school();
        gate.require(viewer, Need.FIND_STUDENT, new RecordRef(RecordKind.SCHOOL, school.value(), school));
        var students = directory.studentsIn(id);
        audit.logAll(
                viewer, Action.LISTED, students.stream().map(Students::entry).toList(), Purpose.RAISE_A_CONCERN);
        return new ClassList(schoolClass, students);
    }

    private void requireFinder(Viewer viewer) {
        if (gate.decide(viewer, Need.FIND_STUDENT) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    /** Shown as "not found", like a record of another school. */
    private static RefusedException notThere() {
        return new RefusedException(Decision.Reason.OTHER_SCHOOL);
    }

    private static Audit.Entry entry(Student student) {
        return new Audit.Entry(RecordRef.student(student.id().value(), student.school()), student.id());
    }

    public record StudentFacts(Student student, boolean mayRaise, boolean mayBreakGlass, boolean maySeeWhoLooked) {}

    public record ClassList(SchoolClass schoolClass, List<Student> students) {}
}
