package org.havenward.concern.web;

import java.util.List;
import org.havenward.concern.ConcernId;
import org.havenward.concern.Outcome;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** Several concerns, and where they go for one reason, as it was typed. */
public record BulkForm(
        @Nullable List<String> ids,
        @Nullable String to,
        @Nullable String reason) {
    static final BulkForm BLANK = new BulkForm(null, null, null);

    FormErrors check() {
        var errors = new FormErrors();
        if (chosen().isEmpty()) {
            errors.add("ids", "concern.error.choose-concerns");
        }
        asOne().check().all().forEach((field, problem) -> errors.add(field, problem.messageKey(), problem.arguments()));
        return errors;
    }

    List<ConcernId> chosen() {
        return ids(ids);
    }

    public boolean isChosen(ConcernId id) {
        return chosen().contains(id);
    }

    /** Where they go; only after {@link #check} found nothing. */
    Outcome routing() {
        return asOne().decided();
    }

    private TriageForm asOne() {
        return new TriageForm(TriageForm.ROUTE, null, null, null, to, reason, null, null);
    }

    static List<ConcernId> ids(@Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream()
                        .flatMap(text -> Given.id(text).stream())
                        .map(ConcernId::new)
                        .distinct()
                        .toList();
    }
}
