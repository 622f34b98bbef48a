package org.havenward.casework.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.havenward.casework.Campus;
import org.havenward.casework.CampusKind;
import org.havenward.casework.CaseReading;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.web.Crumb;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * One of the forms of the campus page.
 *
 * @param fact what is taken back; null on the other forms
 */
public record CampusFormPage(
        CaseReading.Header header,
        String query,
        List<Student> students,
        List<StaffMember> staff,
        CampusForm form,
        Campus.@Nullable Fact fact,
        FormErrors errors) {
    public static List<Crumb> crumbs(Shell shell, CaseReading.Header header) {
        return Stream.concat(
                        Telling.crumbs(shell, header).stream(),
                        Stream.of(new Crumb(shell.t("casework.campus.title"), Telling.path(header, "/campus"))))
                .toList();
    }

    public List<Option> kinds(Shell shell) {
        return Arrays.stream(CampusKind.values())
                .filter(kind -> kind != CampusKind.TAKEN_BACK)
                .map(kind -> new Option(kind.name(), shell.t(kind.key())))
                .toList();
    }

    public List<Option> found(Shell shell) {
        return students(shell, students);
    }

    static List<Option> students(Shell shell, List<Student> students) {
        return students.stream()
                .map(student -> new Option(
                        student.id().value().toString(),
                        student.name(),
                        Telling.grade(shell, student.grade()) + " · " + student.schoolName()))
                .toList();
    }

    public List<Option> people() {
        return TeamPage.people(staff);
    }
}
