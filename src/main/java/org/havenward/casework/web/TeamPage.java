package org.havenward.casework.web;

import java.util.Arrays;
import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.casework.CaseRole;
import org.havenward.district.StaffMember;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** The team: who is on it, who may join or lead, and who is kept out. */
public record TeamPage(
        CaseReading.Whole whole,
        List<StaffMember> mayJoin,
        List<StaffMember> mayLead,
        List<StaffMember> keptOut,
        List<StaffMember> found,
        String name,
        TeamForm form,
        FormErrors errors,
        @Nullable String done) {
    public CaseReading.Header header() {
        return whole.header();
    }

    public List<Option> roles(Shell shell) {
        return Arrays.stream(CaseRole.values())
                .filter(role -> role != CaseRole.LEAD)
                .map(role -> new Option(role.name(), shell.t(role.key())))
                .toList();
    }

    public static List<Option> people(List<StaffMember> people) {
        return people.stream()
                .map(person -> new Option(person.id().value().toString(), person.name(), person.title()))
                .toList();
    }

    /** For lists to choose one of: name and title in one line. */
    public static List<Option> lines(List<StaffMember> people) {
        return people.stream()
                .map(person -> new Option(
                        person.id().value().toString(),
                        person.title().isBlank() ? person.name() : person.name() + ", " + person.title()))
                .toList();
    }
}
