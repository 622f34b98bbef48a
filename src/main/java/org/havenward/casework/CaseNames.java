package org.havenward.casework;

import java.util.List;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.SchoolId;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.havenward.platform.OnceOnly;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who the student is and how they want to be spoken of (K3): their name, their pronouns, their own word for themself. */
@Service
@Transactional
public class CaseNames {
    /** The longest of these words, in characters. */
    public static final int LONGEST = 100;

    private static final int MOST_FOUND = 20;

    private final Doorstep doorstep;
    private final CaseFiles files;
    private final CaseWords words;
    private final TokenIndex index;
    private final Findability findability;
    private final Gate gate;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;

    CaseNames(
            Doorstep doorstep,
            CaseFiles files,
            CaseWords words,
            TokenIndex index,
            Findability findability,
            Gate gate,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly) {
        this.doorstep = doorstep;
        this.files = files;
        this.words = words;
        this.index = index;
        this.findability = findability;
        this.gate = gate;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
    }

    /** Keeps what the student asked to be called; what was kept before stays in the chronology. */
    public void call(Viewer viewer, CaseId id, String called, String pronouns, String ownWord, String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = words.fingerprint(id.value(), called, pronouns, ownWord);
        onceOnly.once(viewer.staff().value(), "casework.names", key, fingerprint, () -> {
            var file = doorstep.enterToChange(viewer, Need.WORK_ON_CASE, id);
            var found = file.opened();
            files.rename(
                    id,
                    words.seal(found.key(), found.place("called"), called),
                    words.seal(found.key(), found.place("pronouns"), pronouns),
                    words.seal(found.key(), found.place("own_word"), ownWord));
            index.addName(id, called);
            var told = String.join(
                    " · ",
                    List.of(called, pronouns, ownWord).stream()
                            .filter(word -> !word.isBlank())
                            .map(String::strip)
                            .toList());
            doorstep.save(file.write(NewEntry.of(EntryKind.STUDENT_NAMED).words(told)), viewer.staff());
            audit.log(viewer, Action.CHANGED, found.ref(), found.student(), Purpose.CASE_WORK);
            return id.value();
        });
    }

    /** Students whose name is like the words, at the schools where the viewer may look for students. */
    public List<Student> find(Viewer viewer, CaseId id, String name) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        var schools = gate.schools(viewer, Need.FIND_STUDENT).stream()
                .map(school -> school.id())
                .toList();
        if (name.isBlank() || schools.isEmpty()) {
            return List.of();
        }
        var found = directory.findStudents(name, schools, MOST_FOUND);
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

    /** Says which student of the roster the case is about, where it began with a description or with someone else. */
    public void recognize(Viewer viewer, CaseId id, StudentId student, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        onceOnly.once(
                viewer.staff().value(),
                "casework.recognize",
                key,
                words.fingerprint(id.value(), student.value()),
                () -> {
                    var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
                    var found = file.opened();
                    var who = directory
                            .student(student)
                            .filter(known -> mayFind(viewer, known.school()))
                            .orElseThrow(() -> CannotDo.because("student", "casework.cannot.no_student"));
                    files.recognize(id, student);
                    findability.again(found, who);
                    var entry = NewEntry.of(EntryKind.STUDENT_FOUND)
                            .refersTo(student.value())
                            .words(who.name());
                    doorstep.save(file.write(entry), viewer.staff());
                    audit.log(viewer, Action.CHANGED, found.ref(), student, Purpose.CASE_WORK);
                    return id.value();
                });
    }

    private boolean mayFind(Viewer viewer, SchoolId school) {
        return gate.schools(viewer, Need.FIND_STUDENT).stream()
                .anyMatch(open -> open.id().equals(school));
    }
}
