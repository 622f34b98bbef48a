package org.havenward.voice.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.havenward.prevention.Lesson;
import org.havenward.voice.Funnel;
import org.havenward.voice.LessonAnswer;
import org.havenward.voice.LessonAnswers;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** The social worker's list of the day, as soon as each student says; and slips to enter. */
public record LessonAnswersPage(
        Lesson lesson,
        Funnel funnel,
        List<LessonAnswers.Listed> answers,
        LessonTellForm slip,
        @Nullable String nothing,
        FormErrors errors) {

    public List<Option> outcomes(Shell shell) {
        return options(shell, "voice.outcome.", LessonAnswer.Outcome.values());
    }

    public List<Option> choices(Shell shell) {
        return Stream.of(LessonAnswer.Choice.values())
                .map(one -> new Option(LessonTellForm.code("c", one), shell.t("voice.choice." + key(one))))
                .toList();
    }

    public List<Option> soons(Shell shell) {
        return Stream.of(LessonAnswer.Soon.values())
                .map(one -> new Option(LessonTellForm.code("s", one), shell.t("voice.soon." + key(one))))
                .toList();
    }

    private static List<Option> options(Shell shell, String prefix, Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> new Option(value.name(), shell.t(prefix + key(value))))
                .toList();
    }

    public static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
