package org.havenward.voice.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.prevention.NewLesson;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** A lesson as it is planned; times as the browser's field writes them, in the district's zone. */
public record LessonForm(
        @Nullable String school,
        @Nullable String title,
        @Nullable String place,
        @Nullable String presenter,
        @Nullable String worker,
        @Nullable String taught,
        @Nullable String day,
        @Nullable String starts,
        @Nullable String hours,
        @Nullable String onceKey) {
    static final LessonForm BLANK = new LessonForm(null, null, null, null, null, null, null, null, "48", null);

    FormErrors check() {
        var errors = new FormErrors();
        if (id(school).isEmpty()) {
            errors.add("school", "voice.lesson.error.school");
        }
        if (text(title).isBlank()) {
            errors.add("title", "voice.lesson.error.title");
        }
        for (var field : new String[][] {{"title", title}, {"place", place}, {"presenter", presenter}}) {
            if (text(field[1]).length() > NewLesson.WORDS) {
                errors.add(String.valueOf(field[0]), "voice.lesson.error.long", NewLesson.WORDS);
            }
        }
        if (id(worker).isEmpty()) {
            errors.add("worker", "voice.lesson.error.worker");
        }
        if (number(taught, 1, NewLesson.MOST_TAUGHT).isEmpty()) {
            errors.add("taught", "voice.lesson.error.taught", NewLesson.MOST_TAUGHT);
        }
        if (number(hours, 1, (int) NewLesson.LONGEST_OPEN.toHours()).isEmpty()) {
            errors.add("hours", "voice.lesson.error.hours", NewLesson.LONGEST_OPEN.toHours());
        }
        if (begins(ZoneId.of("UTC")).isEmpty()) {
            errors.add("day", "voice.lesson.error.day");
        }
        return errors;
    }

    NewLesson lesson(ZoneId zone) {
        var opens = begins(zone).orElseThrow();
        return new NewLesson(
                new SchoolId(id(school).orElseThrow()),
                text(title),
                text(place),
                text(presenter),
                new StaffId(id(worker).orElseThrow()),
                number(taught, 1, NewLesson.MOST_TAUGHT).orElseThrow(),
                opens,
                opens.plusSeconds(3600L * number(hours, 1, 336).orElseThrow()));
    }

    private Optional<Instant> begins(ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(
                                    text(day).strip() + "T" + text(starts).strip())
                            .atZone(zone)
                            .toInstant())
                    .filter(at -> at.isAfter(Instant.EPOCH) && at.isBefore(Instant.EPOCH.plusSeconds(4_000_000_000L)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<Integer> number(@Nullable String text, int least, int most) {
        try {
            return text == null || text.isBlank() || text.length() > 9
                    ? Optional.empty()
                    : Optional.of(Integer.parseInt(text.strip())).filter(number -> number >= least && number <= most);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    static Optional<UUID> id(@Nullable String text) {
        try {
            return text == null || text.length() != 36 ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
