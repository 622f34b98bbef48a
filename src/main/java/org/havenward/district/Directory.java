package org.havenward.district;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up schools, students, staff, and classes of the current district. Decides nothing about who may see them. */
public interface Directory {
    List<School> schools();

    Optional<School> school(SchoolId id);

    /** What records are of, by name: schools, and the district itself where a record is of no one school. */
    Map<SchoolId, String> placeNames();

    Optional<Student> student(StudentId id);

    /** The birth date, where the roster's demographics have it: on it depends which law and which protocol apply. */
    Optional<LocalDate> bornOn(StudentId id);

    Map<StudentId, Student> students(Collection<StudentId> ids);

    /**
     * Students whose name has a part like the words, misspelled too (trigram and phonetic), best first.
     *
     * @param schools where to look
     * @param limit at most so many
     */
    List<Student> findStudents(String words, Collection<SchoolId> schools, int limit);

    Optional<StaffMember> staff(StaffId id);

    Map<StaffId, StaffMember> staff(Collection<StaffId> ids);

    List<StaffMember> findStaff(String words, Collection<SchoolId> schools, int limit);

    List<SchoolClass> classesOf(StaffId teacher);

    Optional<SchoolClass> schoolClass(ClassId id);

    List<Student> studentsIn(ClassId id);

    /** Adds someone who works here and is not in the roster export. */
    StaffId addStaff(String givenName, String familyName, String title, Collection<SchoolId> schools);
}
