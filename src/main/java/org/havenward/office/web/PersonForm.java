package org.havenward.office.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import org.havenward.access.Accounts.ObstacleException;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.district.SchoolId;
import org.havenward.office.People;
import org.havenward.platform.Ids;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** What a person's page accepts: an account's e-mail, or a role with its school and days. */
public record PersonForm(
        @Nullable String email,
        @Nullable String role,
        @Nullable String school,
        @Nullable String fromDate,
        @Nullable String untilDate,
        @Nullable String onceKey) {
    static PersonForm empty() {
        return new PersonForm(null, null, null, null, null, null);
    }

    String typedEmail() {
        return email == null ? "" : email.length() > 320 ? email.substring(0, 320) : email.strip();
    }

    /** The role at its school; adds what has to be mended otherwise. */
    @Nullable
    RoleAt roleAt(FormErrors errors) {
        try {
            var chosen = Role.valueOf(String.valueOf(role));
            return new RoleAt(
                    chosen, school == null || school.isBlank() ? null : new SchoolId(UUID.fromString(school)));
        } catch (IllegalArgumentException unknown) {
            errors.add("role", "access.person.role-missing");
            return null;
        }
    }

    /** A role with its days. */
    record Wanted(
            RoleAt role, @Nullable Instant from, @Nullable Instant until) {}

    /** The role that is to be given; adds what has to be mended otherwise. */
    @Nullable
    Wanted given(People people, ZoneId zone, FormErrors errors) {
        var at = roleAt(errors);
        var begins = from(zone, errors);
        var ends = until(zone, errors);
        if (at == null) {
            return null;
        }
        if (at.school() != null && people.school(at).isEmpty()) {
            errors.add("school", "access.obstacle.needs-school");
        }
        return new Wanted(at, begins, ends);
    }

    /** The submission's own key; a fresh one where none came that can be used. */
    String once() {
        return onceKey == null || onceKey.isBlank() || onceKey.length() > 200
                ? Ids.next().toString()
                : onceKey;
    }

    /** The words for why something may not be done. */
    static String key(ObstacleException obstacle) {
        return "access.obstacle."
                + obstacle.obstacle().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Nullable
    Instant from(ZoneId zone, FormErrors errors) {
        return day(fromDate, "from", zone, 0, errors);
    }

    /** The last day counts whole. */
    @Nullable
    Instant until(ZoneId zone, FormErrors errors) {
        return day(untilDate, "until", zone, 1, errors);
    }

    private static @Nullable Instant day(
            @Nullable String typed, String field, ZoneId zone, int later, FormErrors errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            var day = LocalDate.parse(typed.strip());
            if (day.getYear() >= 2000 && day.getYear() < 2200) {
                return day.plusDays(later).atStartOfDay(zone).toInstant();
            }
        } catch (DateTimeParseException notADay) {
            errors.add(field, "access.person.day");
        }
        errors.add(field, "access.person.day");
        return null;
    }
}
