package org.havenward.voice.web;

import org.havenward.voice.LessonAnswer;
import org.jspecify.annotations.Nullable;

/**
 * The page after a lesson: the same for everyone, before and after.
 *
 * @param state ASK, AFTER, or CLOSED
 * @param reader the social worker
 * @param tellPath where one can write more
 */
public record LessonTellPage(
        TellFrame frame,
        State state,
        String reader,
        String tellPath,
        LessonTellForm form,
        String seed,
        @Nullable String problem) {
    public enum State {
        ASK,
        AFTER,
        CLOSED
    }

    public boolean chosen(LessonAnswer.Choice choice) {
        return choice == form.choice();
    }

    public boolean soon(LessonAnswer.Soon soon) {
        return soon == form.soon();
    }
}
