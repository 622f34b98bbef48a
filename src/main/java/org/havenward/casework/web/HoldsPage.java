package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.LegalHolds;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** The legal holds, those that were lifted too. */
public record HoldsPage(
        List<LegalHolds.Hold> holds,
        @Nullable String next,
        boolean begun,
        HoldForm form,
        FormErrors errors,
        @Nullable String done) {
    public @Nullable String nextPath() {
        return next == null ? null : "/holds?before=" + next;
    }

    public @Nullable String firstPath() {
        return begun ? null : "/holds";
    }
}
