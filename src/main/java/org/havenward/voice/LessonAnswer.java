package org.havenward.voice;

import java.time.Duration;

/**
 * What a student answers after a lesson.
 *
 * @param name theirs, where they wish to meet
 * @param where when, where, and how they can be called out of class safely
 * @param words what they write
 * @param onPaper entered from a slip
 */
public record LessonAnswer(
        Choice choice, boolean meet, Soon soon, String name, String where, String words, boolean onPaper) {
    /** Longest texts, in characters. */
    public static final int NAME = 200;

    public static final int WHERE = 400;
    public static final int WORDS = 2_000;

    /** What it is about; all take one tap. */
    public enum Choice {
        NOTHING,
        INFORMATION,
        ABOUT_ME,
        ABOUT_FRIEND
    }

    /** How soon, as the student says it; never anyone's guess. */
    public enum Soon {
        TODAY(Duration.ofMinutes(30)),
        THIS_WEEK(Duration.ofDays(5)),
        ANY_TIME(Duration.ofDays(10));

        private final Duration within;

        Soon(Duration within) {
            this.within = within;
        }

        /** How long after the lesson's page opened someone should have been met; then others are told. */
        public Duration within() {
            return within;
        }
    }

    /** What came of it. */
    public enum Outcome {
        MET,
        /** They only wanted to know more. */
        INFORMATION,
        /** It became a concern. */
        IDENTIFIED,
        REFERRED,
        NOT_REACHED,
        NOT_IN_GOOD_FAITH
    }

    public LessonAnswer {
        if (name.length() > NAME || where.length() > WHERE || words.length() > WORDS) {
            throw new IllegalArgumentException("An answer after a lesson is longer than it may be");
        }
    }

    /** Whether someone should come to them. */
    public boolean cameForward() {
        return meet || choice != Choice.NOTHING;
    }
}
