package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.Coordination;
import org.havenward.web.FilterLink;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** The covers of all cases: no text, no student. */
public record CoordinationPage(
        List<Coordination.Cover> covers,
        @Nullable String next,
        boolean begun,
        boolean closedToo,
        @Nullable String done) {
    public List<FilterLink> filters(Shell shell) {
        return List.of(
                new FilterLink(shell.t("casework.filter.open"), "/coordination", null, !closedToo),
                new FilterLink(shell.t("casework.filter.all"), "/coordination?show=all", null, closedToo));
    }

    public @Nullable String nextPath() {
        return next == null ? null : "/coordination?" + (closedToo ? "show=all&" : "") + "after=" + next;
    }

    public @Nullable String firstPath() {
        return begun ? null : "/coordination" + (closedToo ? "?show=all" : "");
    }
}
