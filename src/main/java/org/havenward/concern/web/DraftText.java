package org.havenward.concern.web;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A form as the text of a draft. */
@Component
class DraftText {
    private final JsonMapper json;

    DraftText(JsonMapper json) {
        this.json = json;
    }

    String write(ConcernForm form, UUID id) {
        return json.writeValueAsString(new ConcernForm(
                null,
                id.toString(),
                form.immediateDanger(),
                form.schoolId(),
                form.studentId(),
                form.studentWords(),
                form.studentDescription(),
                form.narrative(),
                form.observedDate(),
                form.observedTime(),
                form.place(),
                form.indicators(),
                form.involved(),
                form.involvedWords()));
    }

    /** Empty for a draft of a form that has changed beyond reading. */
    Optional<ConcernForm> read(String text) {
        try {
            return Optional.of(json.readValue(text, ConcernForm.class));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
