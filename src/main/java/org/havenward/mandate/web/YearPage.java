package org.havenward.mandate.web;

import java.util.Arrays;
import java.util.List;
import org.havenward.mandate.LawReviewed;
import org.havenward.mandate.YearFilter;
import org.havenward.mandate.YearOfReports;
import org.havenward.web.FilterLink;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** A school year's reports: the numbers, and the list behind the one that was chosen. */
public record YearPage(YearOfReports.Year year, LawReviewed lawReviewed, int current, boolean begun) {
    public List<FilterLink> numbers(Shell shell) {
        return Arrays.stream(YearFilter.values())
                .map(filter -> new FilterLink(
                        shell.t(filter.key()), path(filter, ""), year.counts().get(filter), filter == year.filter()))
                .toList();
    }

    public List<FilterLink> years(Shell shell) {
        return java.util.stream.IntStream.rangeClosed(0, 3)
                .mapToObj(back -> current - back)
                .map(one -> new FilterLink(
                        shell.t("reports.year.span", String.valueOf(one), String.valueOf(one + 1)),
                        "/reports/year?year=" + one,
                        null,
                        one == year.year()))
                .toList();
    }

    public String csv() {
        return "/reports/year.csv?year=" + year.year() + "&show="
                + year.filter().word();
    }

    public @Nullable String nextPath() {
        return year.next() == null ? null : path(year.filter(), "&after=" + year.next());
    }

    public @Nullable String firstPath() {
        return begun ? null : path(year.filter(), "");
    }

    private String path(YearFilter filter, String rest) {
        return "/reports/year?year=" + year.year() + "&show=" + filter.word() + rest + "#list";
    }
}
