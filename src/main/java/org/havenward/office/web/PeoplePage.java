package org.havenward.office.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** People who work here: found by name, or those with an account. */
public record PeoplePage(String words, List<Line> lines, boolean cut) {
    /** @param email null for who has no account */
    public record Line(
            String name,
            String title,
            String path,
            @Nullable String email,
            boolean suspended,
            boolean lacksSecondFactor,
            List<RoleLine> roles) {}
}
