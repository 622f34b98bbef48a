package org.havenward.prevention;

import java.time.Duration;
import java.time.Instant;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;

/** A lesson as it is planned. */
public record NewLesson(
        SchoolId school,
        String title,
        String place,
        String presenter,
        StaffId socialWorker,
        int taught,
        Instant opensAt,
        Instant closesAt) {
    /** Longest texts, in characters. */
    public static final int WORDS = 200;

    public static final int MOST_TAUGHT = 5_000;
    public static final Duration LONGEST_OPEN = Duration.ofDays(14);

    public NewLesson {
        if (title.isBlank() || title.length() > WORDS || place.length() > WORDS || presenter.length() > WORDS) {
            throw new IllegalArgumentException("A lesson has a title, a place, and a presenter of at most " + WORDS);
        }
        if (taught < 0 || taught > MOST_TAUGHT) {
            throw new IllegalArgumentException("A lesson is for 0 to " + MOST_TAUGHT + " students");
        }
        if (!opensAt.isBefore(closesAt) || closesAt.isAfter(opensAt.plus(LONGEST_OPEN))) {
            throw new IllegalArgumentException("Answers are open for at most " + LONGEST_OPEN.toDays() + " days");
        }
    }
}
