package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.casework.StudentWishes;
import org.havenward.web.FormErrors;

/** What the student asked for, and how to reach them safely: now, and before. */
public record WishesPage(CaseReading.Header header, List<StudentWishes.Told> told, WishesForm form, FormErrors errors) {
    /** What was written down last; empty for nothing yet. */
    public String seen() {
        return told.isEmpty() ? "" : told.getFirst().id().toString();
    }

    public List<StudentWishes.Told> earlier() {
        return told.isEmpty() ? List.of() : told.subList(1, told.size());
    }
}
