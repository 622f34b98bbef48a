package org.havenward.protocol.web;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.havenward.access.Decision;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseId;
import org.havenward.platform.Ids;
import org.havenward.platform.ReusedKeyException;
import org.havenward.web.ApiProblem;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** What someone tells of a case's steps, on its way to a door; what the door refuses is said beside the field. */
final class StepTelling {
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z-]{8,64}");
    private static final int LONGEST_KEY = 200;

    private final FormErrors errors;
    private boolean overtaken;

    StepTelling(FormErrors errors) {
        this.errors = errors;
    }

    /** What the door made of it; empty where it took nothing, and {@link #errors} says why. */
    Optional<UUID> taken(@Nullable String onceKey, Function<String, UUID> door) {
        if (errors.any()) {
            return Optional.empty();
        }
        try {
            return Optional.of(door.apply(
                    onceKey != null && KEY.matcher(onceKey).matches()
                            ? onceKey
                            : Ids.next().toString()));
        } catch (ReusedKeyException changedSinceItWasSent) {
            // Someone went back, changed what they had sent, and sent it again: a submission of its own.
            return taken(null, door);
        } catch (CannotDo refused) {
            errors.add(refused.field(), refused.messageKey());
            overtaken = refused.overtaken();
            return Optional.empty();
        }
    }

    FormErrors errors() {
        return errors;
    }

    /** The form again: 409 where someone else was faster, else 422. */
    ModelAndView again(String template, Object page) {
        var shown = Pages.mend(template, page);
        if (overtaken) {
            shown.setStatus(HttpStatus.CONFLICT);
        }
        return shown;
    }

    /** For programs: 422 for what has to be mended, 409 where someone else was faster. */
    static UUID send(Messages messages, Viewer viewer, FormErrors errors, String key, Function<String, UUID> door) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            errors.add("Idempotency-Key", "steps.error.too_long", LONGEST_KEY);
        }
        if (errors.any()) {
            throw ApiProblem.of(errors);
        }
        try {
            return door.apply(key);
        } catch (CannotDo refused) {
            var said = messages.text(viewer.language(), refused.messageKey());
            var problem = new ApiProblem(
                    refused.overtaken() ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT,
                    refused.overtaken() ? "overtaken" : "fields",
                    said,
                    refused.field().isEmpty() ? java.util.Map.of() : java.util.Map.of(refused.field(), said));
            problem.initCause(refused);
            throw problem;
        }
    }

    static CaseId caseId(String written) {
        return new CaseId(id(written).orElseThrow(StepTelling::notThere));
    }

    static Optional<UUID> id(@Nullable String written) {
        if (written == null || written.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(written));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static RefusedException notThere() {
        return new RefusedException(Decision.Reason.NOT_ON_TEAM);
    }
}
