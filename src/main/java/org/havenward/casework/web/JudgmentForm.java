package org.havenward.casework.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.havenward.casework.CaseJudgments;
import org.havenward.casework.Conclusion;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * A judgment.
 *
 * @param to the conclusion
 * @param seen the state that the case had when the form was shown; or, of safety, what had been said by then
 * @param basis what a confirmation rests on
 * @param support the support that stays where it is not confirmed
 */
public record JudgmentForm(
        @Nullable String to,
        @Nullable String seen,
        @Nullable List<String> basis,
        @Nullable String reasons,
        @Nullable String support,
        @Nullable String onceKey) {
    static JudgmentForm of(Map<String, List<String>> kept) {
        return new JudgmentForm(
                MeetingForm.first(kept, "to"),
                null,
                kept.getOrDefault("basis", List.of()),
                MeetingForm.first(kept, "reasons"),
                MeetingForm.first(kept, "support"),
                null);
    }

    public List<String> chosen() {
        return basis == null ? List.of() : basis;
    }

    Optional<Conclusion> conclusion(Conclusion.Matter matter) {
        return Conclusion.of(matter).stream()
                .filter(each -> each.name().equalsIgnoreCase(to))
                .findFirst();
    }

    Set<Conclusion.Basis> readBasis() {
        return Arrays.stream(Conclusion.Basis.values())
                .filter(each -> chosen().stream().anyMatch(each.name()::equalsIgnoreCase))
                .collect(Collectors.toSet());
    }

    String words() {
        return Submission.text(reasons);
    }

    FormErrors check(Conclusion.Matter matter) {
        var errors = new FormErrors();
        var conclusion = conclusion(matter);
        if (conclusion.isEmpty()) {
            errors.add("to", "casework.error.conclusion_missing");
        }
        if (conclusion.filter(Conclusion.CONFIRMED::equals).isPresent()
                && readBasis().isEmpty()) {
            errors.add("basis", "casework.error.basis_missing");
        }
        Submission.requireText(errors, "reasons", words(), CaseJudgments.LONGEST, "casework.error.judgment_missing");
        if (conclusion.filter(Conclusion.NOT_CONFIRMED::equals).isPresent()
                && Submission.text(support).isEmpty()) {
            errors.add("support", "casework.error.support_missing");
        }
        Submission.limit(errors, "support", Submission.text(support), CaseJudgments.LONGEST);
        return errors;
    }
}
