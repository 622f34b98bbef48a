package org.havenward.concern.web;

import java.util.List;
import org.havenward.concern.Concerns;
import org.havenward.concern.Drafts;
import org.jspecify.annotations.Nullable;

/** One's own concerns and drafts. */
public record OwnListPage(
        List<Line> lines,
        List<Drafts.Line> drafts,
        @Nullable String next,
        boolean first) {
    /** @param about the student's name; empty where they were described */
    public record Line(Concerns.OwnLine concern, String about, String schoolName) {}
}
