package org.havenward.casework.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.havenward.casework.CaseId;
import org.havenward.casework.trace.MatchStep;
import org.havenward.casework.trace.Matches;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** What the coordinator did about a match, or whom they introduce. */
public record MatchForm(
        @Nullable String step,
        @Nullable String words,
        @Nullable List<String> cases,
        @Nullable String onceKey) {
    static final MatchForm EMPTY = new MatchForm(null, null, null, null);

    /** What can be written down by itself; an introduction is made. */
    static final List<MatchStep> STEPS = List.of(MatchStep.LOOKED_AT, MatchStep.OUTCOME, MatchStep.DISMISSED);

    Optional<MatchStep> kind() {
        return STEPS.stream()
                .filter(each -> each.name().equalsIgnoreCase(Submission.text(step)))
                .findFirst();
    }

    String said() {
        return Submission.text(words);
    }

    List<CaseId> chosen() {
        return Stream.ofNullable(cases)
                .flatMap(List::stream)
                .flatMap(each -> Submission.id(each).stream())
                .distinct()
                .map(CaseId::new)
                .toList();
    }

    FormErrors check() {
        var errors = new FormErrors();
        if (kind().isEmpty()) {
            errors.add("step", "casework.match.error.step");
        }
        if (kind().filter(MatchStep::ends).isPresent() && said().isEmpty()) {
            errors.add("words", "casework.match.error.words");
        }
        Submission.limit(errors, "words", said(), Matches.LONGEST);
        return errors;
    }

    FormErrors checkIntroduction() {
        var errors = new FormErrors();
        if (chosen().size() != 2) {
            errors.add("cases", "casework.match.error.two");
        }
        return errors;
    }
}
