package org.havenward.casework.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havenward.casework.MeetingState;
import org.havenward.casework.MeetingStep;
import org.havenward.casework.Meetings;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * A meeting to plan, or to write down.
 *
 * @param seen how the meeting stood when the form was shown
 * @param corrects the entry that this one corrects
 */
public record MeetingForm(
        @Nullable String step,
        @Nullable String seen,
        @Nullable String meetsDate,
        @Nullable String meetsTime,
        @Nullable String who,
        @Nullable String place,
        @Nullable String others,
        @Nullable String studentWords,
        @Nullable String counselorView,
        @Nullable String corrects,
        @Nullable String onceKey) {
    static MeetingForm of(@Nullable String step, Map<String, List<String>> kept, String who) {
        return new MeetingForm(
                kept.containsKey("step") ? first(kept, "step") : step,
                null,
                first(kept, "meetsDate"),
                first(kept, "meetsTime"),
                kept.containsKey("who") ? first(kept, "who") : who,
                first(kept, "place"),
                first(kept, "others"),
                first(kept, "studentWords"),
                first(kept, "counselorView"),
                first(kept, "corrects"),
                null);
    }

    static @Nullable String first(Map<String, List<String>> kept, String name) {
        var values = kept.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    Optional<MeetingStep> readStep() {
        return step(step);
    }

    static Optional<MeetingStep> step(@Nullable String written) {
        return Arrays.stream(MeetingStep.values())
                .filter(each ->
                        each.name().equalsIgnoreCase(written) || each.word().equals(written))
                .findFirst();
    }

    static Optional<MeetingState> state(@Nullable String written) {
        return Arrays.stream(MeetingState.values())
                .filter(each -> each.name().equalsIgnoreCase(written))
                .findFirst();
    }

    FormErrors check(ZoneId zone) {
        var errors = new FormErrors();
        if (readStep().isEmpty()) {
            errors.add("step", "casework.error.step_missing");
        }
        if (!Submission.text(meetsDate).isEmpty() || !Submission.text(meetsTime).isEmpty()) {
            if (when(zone).isEmpty()) {
                errors.add("meets", "casework.error.meets_unread");
            }
        }
        if (!Submission.text(who).isEmpty() && Submission.staff(who).isEmpty()) {
            errors.add("who", "casework.error.owner_missing");
        }
        Submission.limit(errors, "place", Submission.text(place), Meetings.LONGEST_LINE);
        Submission.limit(errors, "others", Submission.text(others), Meetings.LONGEST_LINE);
        Submission.limit(errors, "studentWords", Submission.text(studentWords), Meetings.LONGEST);
        Submission.limit(errors, "counselorView", Submission.text(counselorView), Meetings.LONGEST);
        return errors;
    }

    Optional<Instant> when(ZoneId zone) {
        try {
            var day = Submission.day(meetsDate);
            var time = LocalTime.parse(Submission.text(meetsTime));
            return day.map(date -> date.atTime(time).atZone(zone).toInstant())
                    .filter(at ->
                            at.atZone(zone).getYear() > 1900 && at.atZone(zone).getYear() < 3000);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    Meetings.Said said(ZoneId zone) {
        Optional<UUID> corrected = Submission.id(corrects);
        return new Meetings.Said(
                when(zone).orElse(null),
                Submission.staff(who).orElse(null),
                Submission.text(place),
                Submission.text(others),
                Submission.text(studentWords),
                Submission.text(counselorView),
                corrected.orElse(null));
    }
}
