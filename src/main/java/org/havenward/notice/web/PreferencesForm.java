package org.havenward.notice.web;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.havenward.notice.Preference;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** What the form of preferences sends. */
public record PreferencesForm(
        @Nullable String way, @Nullable String digestAt) {
    FormErrors check() {
        var errors = new FormErrors();
        if (Arrays.stream(Preference.Way.values())
                .noneMatch(known -> known.name().equals(way))) {
            errors.add("way", "notice.preferences.way.missing");
        }
        if (time() == null) {
            errors.add("digestAt", "notice.preferences.time.wrong");
        }
        return errors;
    }

    private @Nullable LocalTime time() {
        try {
            return digestAt == null ? Preference.USUAL.digestAt() : LocalTime.parse(digestAt);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    Preference preference() {
        var time = time();
        return new Preference(
                Preference.Way.valueOf(String.valueOf(way)), time == null ? Preference.USUAL.digestAt() : time);
    }

    static PreferencesForm of(Preference preference) {
        return new PreferencesForm(
                preference.way().name(), preference.digestAt().toString());
    }
}
