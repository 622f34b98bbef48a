package org.havenward.voice.web;

import java.util.stream.Stream;
import org.havenward.voice.LessonAnswer;
import org.havenward.voice.LessonAnswer.Choice;
import org.havenward.voice.LessonAnswer.Soon;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What the page after a lesson sends; choices are codes of one length, so that they weigh the same. */
public record LessonTellForm(
        @Nullable Choice choice, boolean meet, Soon soon, String name, String where, String words) {
    static LessonTellForm of(MultiValueMap<String, String> sent) {
        return new LessonTellForm(
                coded(Choice.values(), "c", sent.getFirst("choice")),
                "yes".equals(sent.getFirst("meet")),
                soon(sent.getFirst("soon")),
                TellForm.text(sent.getFirst("name")),
                TellForm.text(sent.getFirst("where")),
                TellForm.text(sent.getFirst("words")));
    }

    private static Soon soon(@Nullable String sent) {
        var soon = coded(Soon.values(), "s", sent);
        return soon == null ? Soon.ANY_TIME : soon;
    }

    private static <E extends Enum<E>> @Nullable E coded(E[] all, String letter, @Nullable String sent) {
        return Stream.of(all)
                .filter(one -> code(letter, one).equals(sent))
                .findFirst()
                .orElse(null);
    }

    public static String code(String letter, Enum<?> value) {
        return letter + value.ordinal();
    }

    @Nullable
    String problem() {
        if (choice == null && !meet) {
            return "error.choose";
        }
        return name.length() > LessonAnswer.NAME
                        || where.length() > LessonAnswer.WHERE
                        || words.length() > LessonAnswer.WORDS
                ? "error.long"
                : null;
    }

    public int most() {
        return words.length() > LessonAnswer.WORDS
                ? LessonAnswer.WORDS
                : where.length() > LessonAnswer.WHERE ? LessonAnswer.WHERE : LessonAnswer.NAME;
    }

    LessonAnswer answer(boolean onPaper) {
        return new LessonAnswer(
                choice == null ? Choice.NOTHING : choice,
                meet,
                soon,
                name.strip(),
                where.strip(),
                words.strip(),
                onPaper);
    }
}
