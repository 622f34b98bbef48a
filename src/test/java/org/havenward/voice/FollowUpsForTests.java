package org.havenward.voice;

import java.util.List;

/** The gentle questions, for tests of other packages. */
public final class FollowUpsForTests {
    private static final FollowUps ALL = new FollowUps();

    private FollowUpsForTests() {}

    public static List<String> questions(String words) {
        return ALL.questions(About.PEER, "en", words);
    }
}
