package org.havenward.mandate.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.havenward.access.Decision;
import org.havenward.access.RefusedException;
import org.havenward.casework.CaseId;
import org.havenward.mandate.CannotReport;
import org.havenward.mandate.DutyId;
import org.havenward.platform.Ids;
import org.havenward.platform.ReusedKeyException;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** A form on its way to a door: read forgivingly; what the door refuses is said beside the field. */
final class Sent {
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z-]{8,64}");

    private final FormErrors errors;
    private boolean overtaken;

    Sent(FormErrors errors) {
        this.errors = errors;
    }

    /** Whether the door took it; else {@link #errors} says why not. */
    boolean taken(@Nullable String onceKey, Consumer<String> door) {
        if (errors.any()) {
            return false;
        }
        try {
            door.accept(onceKey != null && KEY.matcher(onceKey).matches() ? onceKey : fresh());
        } catch (ReusedKeyException changedSinceItWasSent) {
            // Someone went back, changed what they had sent, and sent it again: a submission of its own.
            return taken(null, door);
        } catch (CannotReport refused) {
            errors.add(refused.field(), refused.messageKey());
            overtaken = refused.overtaken();
        }
        return errors.none();
    }

    FormErrors errors() {
        return errors;
    }

    /** The form again: 409 where it was done already or someone was faster, else 422. */
    ModelAndView again(String template, Object page) {
        var shown = Pages.mend(template, page);
        if (overtaken) {
            shown.setStatus(HttpStatus.CONFLICT);
        }
        return shown;
    }

    private static String fresh() {
        return Ids.next().toString();
    }

    static DutyId duty(String written) {
        return new DutyId(idOrNotFound(written));
    }

    static CaseId caseId(String written) {
        return new CaseId(idOrNotFound(written));
    }

    /** An id as an address has it; what is none is "not found", like a record that one must not know of. */
    static UUID idOrNotFound(String written) {
        return id(written).orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    static Optional<UUID> id(@Nullable String written) {
        if (written == null || written.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(written));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static <E extends Enum<E>> Optional<E> one(@Nullable String word, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text(word)))
                .findFirst();
    }

    /** A day and a time of day in the district. */
    static Optional<Instant> moment(@Nullable String day, @Nullable String time, ZoneId zone) {
        try {
            var date = LocalDate.parse(text(day));
            // Years that no calendar of ours has are no days.
            return date.getYear() < 1900 || date.getYear() > 2200
                    ? Optional.empty()
                    : Optional.of(date.atTime(LocalTime.parse(text(time)))
                            .atZone(zone)
                            .toInstant());
        } catch (DateTimeParseException none) {
            return Optional.empty();
        } catch (DateTimeException beyond) {
            return Optional.empty();
        }
    }

    /** What was typed, without surrounding space and without characters that no keyboard has. */
    static String text(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.replace("\u0000", "").replace("\r\n", "\n").strip();
    }

    static void require(FormErrors errors, String field, String text, int longest, String missingKey) {
        if (text.isEmpty()) {
            errors.add(field, missingKey);
        }
        limit(errors, field, text, longest);
    }

    static void limit(FormErrors errors, String field, String text, int longest) {
        if (text.length() > longest) {
            errors.add(field, "reports.error.too_long", longest);
        }
    }
}
