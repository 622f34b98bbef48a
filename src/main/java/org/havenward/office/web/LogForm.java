package org.havenward.office.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;
import org.havenward.access.RecordKind;
import org.havenward.audit.Action;
import org.havenward.audit.AuditTrail;
import org.havenward.district.StaffId;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * What the log is filtered by.
 *
 * @param person words of a name, to choose someone by
 * @param who the id of who was chosen
 */
public record LogForm(
        @Nullable String person,
        @Nullable String who,
        @Nullable String action,
        @Nullable String kind,
        @Nullable String from,
        @Nullable String to) {
    FormErrors check() {
        var errors = new FormErrors();
        if (given(from) && day(from) == null) {
            errors.add("from", "office.audit.day.wrong");
        }
        if (given(to) && day(to) == null) {
            errors.add("to", "office.audit.day.wrong");
        }
        return errors;
    }

    AuditTrail.Filter filter(ZoneId zone) {
        var chosen = staff();
        return new AuditTrail.Filter(
                chosen,
                Arrays.stream(Action.values())
                        .filter(known -> known.name().equals(action))
                        .findFirst()
                        .orElse(null),
                Arrays.stream(RecordKind.values())
                        .filter(known -> known.name().equals(kind))
                        .findFirst()
                        .orElse(null),
                startOf(day(from), 0, zone),
                startOf(day(to), 1, zone));
    }

    @Nullable
    StaffId staff() {
        try {
            return who == null || who.isBlank() ? null : new StaffId(UUID.fromString(who));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static @Nullable Instant startOf(@Nullable LocalDate day, int later, ZoneId zone) {
        return day == null ? null : day.plusDays(later).atStartOfDay(zone).toInstant();
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var day = LocalDate.parse(text.strip());
            return day.getYear() < 1900 || day.getYear() > 9999 ? null : day;
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    /** As a query, with someone else chosen. */
    String query(@Nullable String chosen) {
        return "who=" + encoded(chosen)
                + "&action=" + encoded(action)
                + "&kind=" + encoded(kind)
                + "&from=" + encoded(from)
                + "&to=" + encoded(to);
    }

    private static String encoded(@Nullable String text) {
        return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
