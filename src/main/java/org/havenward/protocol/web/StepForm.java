package org.havenward.protocol.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.havenward.protocol.CaseSteps;
import org.havenward.protocol.Protocol;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a question, or what someone says of a step.
 *
 * @param seen the newest answer or mark that they saw
 */
public record StepForm(
        @Nullable String answer,
        @Nullable String answerDate,
        @Nullable String note,
        @Nullable String doneDate,
        @Nullable String doneTime,
        @Nullable String seen,
        @Nullable String onceKey) {
    static final StepForm EMPTY = new StepForm(null, null, null, null, null, null, null);

    FormErrors checkAnswer(Protocol.Question question) {
        var errors = new FormErrors();
        if (!question.accepts(value())) {
            errors.add("answer", "steps.error.answer");
        } else if (value().length() > CaseSteps.LONGEST_ANSWER) {
            errors.add("answer", "steps.error.too_long", CaseSteps.LONGEST_ANSWER);
        }
        return limit(errors);
    }

    FormErrors checkMark(ZoneId zone) {
        var errors = new FormErrors();
        if (saysWhen() && when(zone) == null) {
            errors.add("done", "steps.error.when");
        }
        return limit(errors);
    }

    private FormErrors limit(FormErrors errors) {
        if (words().length() > CaseSteps.LONGEST_NOTE) {
            errors.add("note", "steps.error.too_long", CaseSteps.LONGEST_NOTE);
        }
        return errors;
    }

    CaseSteps.NewAnswer answer(String question) {
        return new CaseSteps.NewAnswer(question, value(), words(), text(seen));
    }

    CaseSteps.NewMark mark(String step, boolean done, ZoneId zone) {
        return new CaseSteps.NewMark(step, done, words(), done && saysWhen() ? when(zone) : null, text(seen));
    }

    public String value() {
        return text(answerDate).isEmpty() ? text(answer) : text(answerDate);
    }

    String words() {
        return text(note);
    }

    private boolean saysWhen() {
        return !text(doneDate).isEmpty() || !text(doneTime).isEmpty();
    }

    /** When it was done, in the district; null where that is no moment that anyone means. */
    private @Nullable Instant when(ZoneId zone) {
        try {
            var day = LocalDate.parse(text(doneDate));
            return day.getYear() < 1900 || day.getYear() > 2200
                    ? null
                    : day.atTime(LocalTime.parse(text(doneTime))).atZone(zone).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** What was typed, without surrounding space and without characters that no keyboard has. */
    private static String text(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.replace("\u0000", "").replace("\r\n", "\n").strip();
    }
}
