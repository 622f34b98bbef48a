package org.havenward.mandate;

import java.util.Locale;

/** An agency's answer to a report. */
public enum AnswerKind {
    PENDING,
    ACCEPTED,
    SCREENED_OUT;

    /** The message key of its name. */
    public String key() {
        return "reports.answer." + name().toLowerCase(Locale.ROOT);
    }

    ReportLife.Verb verb() {
        return switch (this) {
            case PENDING -> ReportLife.Verb.PEND;
            case ACCEPTED -> ReportLife.Verb.ACCEPT;
            case SCREENED_OUT -> ReportLife.Verb.SCREEN_OUT;
        };
    }
}
