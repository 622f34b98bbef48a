package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** A task to add, or one that is there: to be done, or to be given to someone else. */
public record TaskPage(CaseReading.Whole whole, CaseReading.@Nullable Task task, TaskForm form, FormErrors errors) {
    public CaseReading.Header header() {
        return whole.header();
    }

    public List<Option> owners(Shell shell) {
        return whole.team().stream()
                .map(member -> new Option(
                        member.who().value().toString(),
                        shell.t(
                                "casework.person_and_role",
                                member.name(),
                                shell.t(member.role().key()))))
                .toList();
    }
}
