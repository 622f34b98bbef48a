package org.havenward.casework;

import java.util.UUID;
import org.havenward.casework.instrument.Answer;
import org.havenward.casework.instrument.Instrument;
import org.havenward.casework.instrument.Item;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Seals and opens answers with their case's key. */
@Component
class AnswerWords {
    private final CaseWords words;
    private final JsonMapper json = JsonMapper.builder().build();

    AnswerWords(CaseWords words) {
        this.words = words;
    }

    byte[] seal(CaseFile.State file, UUID id, Answer answer) {
        var sealed = words.seal(file.key(), AssessmentRows.place(id), json.writeValueAsString(answer));
        if (sealed == null) {
            throw new IllegalStateException("An answer is never blank");
        }
        return sealed;
    }

    /** Null where its key is destroyed. */
    @Nullable
    Answer open(CaseFile.State file, UUID id, byte[] sealed) {
        var opened = words.open(file.key(), AssessmentRows.place(id), sealed).text();
        if (opened == null) {
            return null;
        }
        try {
            return json.readValue(opened, Answer.class);
        } catch (JacksonException unreadable) {
            throw new IllegalStateException("An answer can't be read: " + id, unreadable);
        }
    }

    /** The words of an answer by which its case can be found; a choice is none. */
    String findable(Instrument instrument, String question, Answer answer) {
        boolean inWords = instrument
                .question(question)
                .filter(item -> item.kind() == Item.Kind.WORDS || item.kind() == Item.Kind.OBSERVATION)
                .isPresent();
        return inWords ? String.join(" ", answer.values()) + " " + answer.note() : answer.note();
    }
}
