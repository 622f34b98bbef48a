package org.havenward.casework.web;

import java.util.List;
import java.util.stream.Collectors;
import org.havenward.casework.trace.MatchStep;
import org.havenward.casework.trace.Matches;
import org.havenward.web.FilterLink;
import org.havenward.web.Shell;

/** What two records or more name: for the coordinator. What it is stands on the page of each. */
public record MatchesPage(List<Matches.Match> matches, boolean endedToo) {
    public List<FilterLink> filters(Shell shell) {
        return List.of(
                new FilterLink(shell.t("casework.match.filter.open"), "/matches", null, !endedToo),
                new FilterLink(shell.t("casework.match.filter.all"), "/matches?show=all", null, endedToo));
    }

    public static String title(Shell shell, Matches.Match match) {
        return shell.t(
                match.same() ? "casework.match.same" : "casework.match.alike",
                shell.t(match.kind().key()),
                match.sides().size());
    }

    public static String schools(Matches.Match match) {
        return match.sides().stream().map(Matches.Side::schoolName).distinct().collect(Collectors.joining(" · "));
    }

    public static String stands(Shell shell, Matches.Match match) {
        var step = match.stands();
        return shell.t(step == null ? "casework.match.waits" : step.key());
    }

    public static String tone(Matches.Match match) {
        return match.ended() ? "done" : match.stands() == MatchStep.INTRODUCED ? "plain" : "now";
    }
}
