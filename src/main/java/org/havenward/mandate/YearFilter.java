package org.havenward.mandate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a number of the year counts, and the list behind it holds: one and the same condition. */
public enum YearFilter {
    ALL("true"),
    IN_TIME("d.called_at is not null and date_trunc('minute', d.called_at) <= d.late_after"),
    LATE("d.called_at is not null and date_trunc('minute', d.called_at) > d.late_after"),
    OPEN("d.status = 'OWED' and d.late_after >= :now"),
    OVERDUE("d.status = 'OWED' and d.late_after < :now"),
    WRITTEN_IN_TIME("d.sent_at is not null and d.written_owed"
            + " and (d.written_due is null or date_trunc('minute', d.sent_at) <= d.written_due)"),
    WRITTEN_LATE("d.sent_at is not null and d.written_owed and date_trunc('minute', d.sent_at) > d.written_due"),
    WRITTEN_OPEN("d.written_owed and d.sent_at is null and (d.written_due is null or d.written_due >= :now)"),
    WRITTEN_OVERDUE("d.written_owed and d.sent_at is null and d.written_due < :now"),
    SCREENED_OUT("d.status in ('SCREENED_OUT', 'REPORTED_AGAIN')"),
    AGAIN("d.reason = 'AGAIN'"),
    HOLDER_GONE("d.holder_gone_at is not null and (d.status = 'OWED' or (d.written_owed and d.sent_at is null))");

    private final String condition;

    YearFilter(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }

    /** As it stands in an address. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The message key of its name. */
    public String key() {
        return "reports.year." + word();
    }

    public static Optional<YearFilter> of(String word) {
        return Arrays.stream(values())
                .filter(filter -> filter.word().equals(word))
                .findFirst();
    }
}
