package org.havenward.mandate.web;

import java.time.Duration;
import java.time.Instant;
import org.havenward.mandate.Duty;
import org.havenward.protocol.LawFacts;
import org.havenward.web.Shell;

/** Time left, in words: "2 hours and 10 minutes left", "was due 3 hours ago". */
public final class Left {
    private Left() {}

    public static String words(Shell shell, Instant due) {
        var left = Duration.between(shell.now(), due);
        if (left.abs().compareTo(Duration.ofMinutes(1)) < 0) {
            return shell.t("reports.left.now");
        }
        return left.isNegative()
                ? shell.t("reports.left.ago", span(shell, left.negated()))
                : shell.t("reports.left.left", span(shell, left));
    }

    /** What is said of a written report for which no time is set. */
    public static String openKey(Duty duty) {
        return duty.law().written() == LawFacts.Written.UNKNOWN
                ? "reports.duty.next_written_unknown"
                : "reports.duty.next_written_open";
    }

    /** The time that the reader's own call has, as the law gives it. */
    public static String call(Shell shell, Duty duty) {
        return call(shell, duty, "reports.left.at_once_late");
    }

    /** The time that another's call has. */
    public static String ofOther(Shell shell, Duty duty) {
        return call(shell, duty, "reports.left.cause_late");
    }

    private static String call(Shell shell, Duty duty, String lateKey) {
        if (!duty.law().atOnce()) {
            return words(shell, duty.callDue());
        }
        return duty.call(shell.now()) == Duty.Timing.OVERDUE
                ? shell.t(lateKey, span(shell, Duration.between(duty.causeAt(), shell.now())))
                : shell.t("reports.left.at_once");
    }

    /** The two largest units of a length of time. */
    public static String span(Shell shell, Duration length) {
        var minutes = Math.max(length.toMinutes(), 0);
        var days = minutes / (24 * 60);
        var hours = minutes / 60 % 24;
        var rest = minutes % 60;
        if (days > 0) {
            return two(shell, shell.t("reports.span.days", days), hours, "reports.span.hours");
        }
        return hours > 0
                ? two(shell, shell.t("reports.span.hours", hours), rest, "reports.span.minutes")
                : shell.t("reports.span.minutes", rest);
    }

    private static String two(Shell shell, String larger, long smaller, String key) {
        return smaller == 0 ? larger : shell.t("reports.span.two", larger, shell.t(key, smaller));
    }
}
