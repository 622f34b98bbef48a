package org.havenward.concern.web;

import java.util.Optional;
import org.havenward.concern.Outcome;
import org.havenward.concern.Triage;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** What triage decides, as it was typed. */
public record TriageForm(
        @Nullable String outcome,
        @Nullable String caseId,
        @Nullable String earlier,
        @Nullable String seen,
        @Nullable String to,
        @Nullable String reason,
        @Nullable String question,
        @Nullable String version) {
    static final TriageForm BLANK = new TriageForm(null, null, null, null, null, null, null, null);

    /** The same, where what was looked at before is not what is there now. */
    TriageForm toLookAgain() {
        return new TriageForm(outcome, caseId, null, null, to, reason, question, version);
    }

    public static final String JOIN = "join-case";
    public static final String OPEN = "open-case";
    public static final String ROUTE = "route";
    public static final String ASK = "ask-more";

    FormErrors check() {
        var errors = new FormErrors();
        switch (Given.text(outcome)) {
            case JOIN -> {
                if (Given.id(caseId).isEmpty()) {
                    errors.add("caseId", "concern.error.case");
                }
            }
            case OPEN -> {
                if (!"yes".equals(earlier)) {
                    errors.add("earlier", "concern.error.earlier");
                }
            }
            case ROUTE -> {
                if (route().isEmpty()) {
                    errors.add("to", "concern.error.route");
                }
                words(errors, "reason", reason, "concern.error.reason");
            }
            case ASK -> words(errors, "question", question, "concern.error.question");
            default -> errors.add("outcome", "concern.error.outcome");
        }
        return errors;
    }

    private static void words(FormErrors errors, String field, @Nullable String words, String missing) {
        if (Given.text(words).isBlank()) {
            errors.add(field, missing);
        } else if (Given.text(words).length() > Triage.WORDS) {
            errors.add(field, "concern.error.too-long", Triage.WORDS);
        }
    }

    private Optional<Outcome.Route> route() {
        for (var route : Outcome.Route.values()) {
            if (ConcernWords.key(route).equals(Given.text(to))) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    /** The outcome; only after {@link #check} found nothing. */
    Outcome decided() {
        return switch (Given.text(outcome)) {
            case JOIN -> new Outcome.JoinCase(Given.id(caseId).orElseThrow());
            case OPEN -> new Outcome.OpenCase(true, Given.orNull(seen));
            case ROUTE -> new Outcome.RouteElsewhere(route().orElseThrow(), Given.text(reason));
            case ASK -> new Outcome.AskMore(Given.text(question));
            default -> throw new IllegalStateException("The form was not checked");
        };
    }

    @Nullable
    Integer versionSeen() {
        var text = Given.text(version).strip();
        return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }
}
