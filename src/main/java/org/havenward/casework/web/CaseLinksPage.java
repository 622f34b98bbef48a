package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.CaseLinks;
import org.havenward.casework.CaseReading;
import org.havenward.district.Student;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion to the coordinator, or the messages about one link.
 *
 * @param talk null on the form for a suggestion
 */
public record CaseLinksPage(
        CaseReading.Header header,
        String query,
        List<Student> students,
        CaseLinks.@Nullable Talk talk,
        LinkForm form,
        FormErrors errors,
        @Nullable String done) {
    public List<Option> found(Shell shell) {
        return CampusFormPage.students(shell, students);
    }
}
