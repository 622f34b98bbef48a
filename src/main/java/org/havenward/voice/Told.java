package org.havenward.voice;

import org.havenward.district.SchoolId;
import org.jspecify.annotations.Nullable;

/**
 * What someone tells.
 *
 * @param school null where they do not say which
 * @param elsewhere that nobody at the school shall read it: it goes to the coordinator
 * @param urgent that someone is in danger now, as they say
 * @param identity their name and how contact is safe; none where they stay anonymous
 * @param seed the form's own secret: what is sent twice is told once, and has one receipt
 */
public record Told(
        @Nullable SchoolId school,
        About about,
        Way way,
        boolean elsewhere,
        boolean urgent,
        String words,
        @Nullable String identity,
        String language,
        String seed) {
    /** Longest texts, in characters. */
    public static final int WORDS = 10_000;

    public static final int IDENTITY = 1_000;

    public Told {
        if (words.isBlank() || words.length() > WORDS) {
            throw new IllegalArgumentException("What is told has 1 to " + WORDS + " characters");
        }
        if (way == Way.ANONYMOUS && identity != null || identity != null && identity.length() > IDENTITY) {
            throw new IllegalArgumentException("Who stays anonymous has no name here");
        }
    }
}
