package org.havenward.casework.web;

import org.havenward.casework.CaseNotes;
import org.havenward.casework.CaseRole;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * @param who to ask onto the team, and as what
 * @param to who leads next; {@code seen} led when the form was shown
 * @param person to keep out
 */
public record TeamForm(
        @Nullable String who,
        @Nullable String role,
        @Nullable String to,
        @Nullable String seen,
        @Nullable String reasons,
        @Nullable String person,
        @Nullable String onceKey) {
    static final TeamForm EMPTY = new TeamForm(null, null, null, null, null, null, null);

    CaseRole caseRole() {
        for (var each : CaseRole.values()) {
            if (each.name().equals(role)) {
                return each;
            }
        }
        return CaseRole.TEAM_MEMBER;
    }

    FormErrors checkJoining() {
        var errors = new FormErrors();
        if (Submission.staff(who).isEmpty()) {
            errors.add("who", "casework.error.who_missing");
        }
        return errors;
    }

    FormErrors checkLead() {
        var errors = new FormErrors();
        if (Submission.staff(to).isEmpty()) {
            errors.add("to", "casework.error.to_missing");
        }
        Submission.requireText(
                errors, "reasons", Submission.text(reasons), CaseNotes.LONGEST, "casework.error.reasons_missing");
        return errors;
    }

    FormErrors checkKeptOut() {
        var errors = new FormErrors();
        if (Submission.staff(person).isEmpty()) {
            errors.add("person", "casework.error.who_missing");
        }
        return errors;
    }
}
