package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.BreakGlass;
import org.jspecify.annotations.Nullable;

/** Who broke the glass, for the coordinator and the records officer. */
public record BreakGlassListPage(
        List<BreakGlass.Line> lines,
        @Nullable String next,
        boolean begun,
        @Nullable String done) {
    public @Nullable String nextPath() {
        return next == null ? null : "/break-glass?before=" + next;
    }

    public @Nullable String firstPath() {
        return begun ? null : "/break-glass";
    }
}
