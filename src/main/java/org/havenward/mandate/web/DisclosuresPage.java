package org.havenward.mandate.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.casework.FamilyGuard;
import org.havenward.mandate.DisclosureBasis;
import org.havenward.mandate.Disclosures;
import org.havenward.mandate.Releases;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** What was told outside, the releases, and the forms for both. */
public record DisclosuresPage(
        CaseReading.Header header,
        List<Disclosures.Disclosure> disclosures,
        List<Releases.Release> releases,
        List<FamilyGuard.Member> family,
        boolean mayWork,
        DisclosureForm form,
        ReleaseForm release,
        FormErrors errors,
        @Nullable String done) {
    public List<Option> bases(Shell shell) {
        return Arrays.stream(DisclosureBasis.values())
                .map(basis -> new Option(basis.name(), shell.t(basis.key()), basis.citation()))
                .toList();
    }

    /** The ended and withdrawn ones too: something may have been told before that. */
    public List<Option> signed(Shell shell) {
        return releases.stream()
                .map(one -> new Option(
                        one.id().toString(),
                        one.party().orEmpty() + ": " + one.scope().orEmpty()
                                + (one.state() == Releases.State.IN_FORCE
                                        ? ""
                                        : " (" + shell.t(one.state().key()) + ")")))
                .toList();
    }

    /** To whom of the family it was told, or to the student. */
    public List<Option> whom(Shell shell) {
        var whom = new ArrayList<Option>();
        whom.add(new Option(DisclosureForm.STUDENT, shell.t("mandate.disclosure.to-student")));
        whom.addAll(people());
        return whom;
    }

    /** Whether the guard has just refused: then it can be said that it was told already. */
    public boolean guarded() {
        return form.against() != null || refused("member") || refused("release");
    }

    private boolean refused(String field) {
        return errors.of(field)
                .filter(problem -> problem.messageKey().startsWith("casework.family.refused."))
                .isPresent();
    }

    /** Everyone of the family, the shut ones too: choosing one says why it can't be. */
    public List<Option> people() {
        return family.stream()
                .map(one -> new Option(
                        one.id().value().toString(),
                        one.name().orEmpty() + ", " + one.relation().orEmpty()))
                .toList();
    }

    public List<Option> givers(Shell shell) {
        var givers = new ArrayList<Option>();
        givers.add(new Option(ReleaseForm.STUDENT, shell.t("mandate.release.by-student")));
        givers.addAll(people());
        return givers;
    }

    public String path(String rest) {
        return "/cases/" + header.id().value() + rest;
    }
}
