package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.district.Student;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;

/** Who the student is, and how they want to be spoken of. */
public record StudentPage(
        CaseReading.Header header, StudentForm form, String query, List<Student> found, FormErrors errors) {
    public List<Option> students(Shell shell) {
        return found.stream()
                .map(student -> new Option(
                        student.id().value().toString(),
                        student.name(),
                        Telling.grade(shell, student.grade()) + " · " + student.schoolName()))
                .toList();
    }
}
