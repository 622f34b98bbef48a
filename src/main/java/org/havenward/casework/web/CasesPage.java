package org.havenward.casework.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.havenward.casework.CaseFilter;
import org.havenward.casework.Cases;
import org.havenward.web.FilterLink;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of cases that one may open. */
public record CasesPage(
        List<Cases.Line> lines,
        @Nullable String next,
        boolean begun,
        CaseFilter filter,
        String query,
        Map<CaseFilter, Integer> counts) {
    public boolean searching() {
        return !query.isEmpty();
    }

    public boolean hasNone() {
        return counts.getOrDefault(CaseFilter.ALL, 0) == 0;
    }

    public List<FilterLink> filters(Shell shell) {
        return Arrays.stream(CaseFilter.values())
                .map(each -> new FilterLink(
                        shell.t(each.key()),
                        "/cases?show=" + each.word(),
                        (long) counts.getOrDefault(each, 0),
                        !searching() && each == filter))
                .toList();
    }

    public @Nullable String nextPath() {
        return next == null ? null : path(next);
    }

    public @Nullable String firstPath() {
        return begun ? null : path(null);
    }

    private String path(@Nullable String after) {
        var path = UriComponentsBuilder.fromPath("/cases");
        if (searching()) {
            path.queryParam("q", "{q}");
        } else {
            path.queryParam("show", filter.word());
        }
        if (after != null) {
            path.queryParam("after", after);
        }
        return path.encode().buildAndExpand(query).toUriString();
    }
}
