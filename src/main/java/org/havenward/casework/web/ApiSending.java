package org.havenward.casework.web;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.Viewer;
import org.havenward.casework.CannotDo;
import org.havenward.casework.IllegalTransition;
import org.havenward.web.ApiProblem;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What a program sends on its way to a door: what the door refuses becomes a problem, in the words of the pages. */
@Component
class ApiSending {
    private static final int LONGEST_KEY = 200;

    private final Messages messages;

    ApiSending(Messages messages) {
        this.messages = messages;
    }

    /** 422 for what has to be mended, 409 for what the case's state or someone faster forbids. */
    UUID send(Viewer viewer, FormErrors errors, String key, Function<String, UUID> door) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            errors.add("Idempotency-Key", "casework.error.too_long", LONGEST_KEY);
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
                    Map.of(refused.field(), said));
            problem.initCause(refused);
            throw problem;
        } catch (IllegalTransition refused) {
            var said = messages.text(viewer.language(), refused.why().key());
            var problem = new ApiProblem(HttpStatus.CONFLICT, "illegal-transition", said);
            problem.initCause(refused);
            throw problem;
        }
    }
}
