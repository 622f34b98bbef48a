package org.havenward.office.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People who work here: found by name, or those with an account.
 *
 * @param cut whether a search found more than is shown
 * @param next the path of the next page; null on the last
 * @param first the path of the first page; null on it
 */
public record PeoplePage(
        String words,
        List<Line> lines,
        boolean cut,
        @Nullable String next,
        @Nullable String first) {
    /**
     * @param email null for who has no account
     * @param left whether they are on the roster no longer, and so do not sign in
     */
    public record Line(
            String name,
            String title,
            String path,
            @Nullable String email,
            boolean left,
            boolean suspended,
            boolean lacksSecondFactor,
            List<RoleLine> roles) {}
}
