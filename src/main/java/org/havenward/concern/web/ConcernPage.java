package org.havenward.concern.web;

import java.util.List;
import org.havenward.concern.Drafts;
import org.havenward.district.School;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.guide.BesideConcern;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * The concern form.
 *
 * @param picked the student who is chosen
 * @param found students of a search; null where none was made
 * @param named staff who are chosen as involved
 * @param foundStaff staff of a search; null where none was made
 * @param readers the names of those who will read it; empty where the school is not known yet
 */
public record ConcernPage(
        ConcernForm form,
        FormErrors errors,
        List<School> schools,
        @Nullable Student picked,
        @Nullable List<Student> found,
        List<StaffMember> named,
        @Nullable List<StaffMember> foundStaff,
        BesideConcern beside,
        List<String> readers,
        List<Drafts.Line> drafts) {

    public List<Option> schoolOptions() {
        return schools.stream()
                .map(school -> new Option(school.id().value().toString(), school.name()))
                .toList();
    }

    /** Whom one may choose: who is chosen, who was found, and someone whose name one doesn't know. */
    public List<Option> studentOptions(Shell shell) {
        var options = new java.util.LinkedHashMap<String, Option>();
        if (picked != null) {
            options.put(picked.id().value().toString(), option(shell, picked));
        }
        if (found != null) {
            found.forEach(student -> options.putIfAbsent(student.id().value().toString(), option(shell, student)));
        }
        options.put(
                ConcernForm.UNKNOWN,
                new Option(ConcernForm.UNKNOWN, shell.t("concern.form.unknown"), shell.t("concern.form.unknown.hint")));
        return List.copyOf(options.values());
    }

    private static Option option(Shell shell, Student student) {
        return new Option(student.id().value().toString(), ConcernWords.student(shell, student));
    }

    public List<Option> staffOptions() {
        var options = new java.util.LinkedHashMap<String, Option>();
        named.forEach(who -> options.put(who.id().value().toString(), option(who)));
        if (foundStaff != null) {
            foundStaff.forEach(who -> options.putIfAbsent(who.id().value().toString(), option(who)));
        }
        return List.copyOf(options.values());
    }

    private static Option option(StaffMember who) {
        return new Option(who.id().value().toString(), who.name(), who.title().isBlank() ? null : who.title());
    }

    public String sendLabel(Shell shell) {
        return readers.size() == 1 ? shell.t("concern.form.send-to", readers.getFirst()) : shell.t("concern.form.send");
    }
}
