package org.havenward.casework.web;

import java.util.Collection;
import java.util.List;
import org.havenward.access.RecordKind;
import org.havenward.casework.trace.MatchStep;
import org.havenward.casework.trace.Matches;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** One match: what each record says, whom to introduce, and what was done. */
public record MatchPage(
        Matches.Match match,
        MatchForm form,
        FormErrors errors,
        @Nullable String done) {
    public String path(String rest) {
        return "/matches/" + match.id() + rest;
    }

    public List<Option> steps(Shell shell) {
        return MatchForm.STEPS.stream()
                .map(step -> new Option(step.name(), shell.t(step.key()), shell.t(step.key() + ".hint")))
                .toList();
    }

    public boolean mayIntroduce() {
        return match.cases().size() > 1 && !introduced();
    }

    /** Whether the only two there are were introduced, and nothing was recorded since. */
    public boolean introduced() {
        return match.cases().size() == 2 && match.stands() == MatchStep.INTRODUCED;
    }

    public List<Option> cases(Shell shell) {
        return match.cases().stream()
                .map(side -> new Option(
                        side.record().id().toString(),
                        shell.t("casework.match.lead-at", side.leadName(), side.schoolName()),
                        side.number()))
                .toList();
    }

    /** Where there are but two, both are meant. */
    public Collection<String> chosen() {
        var given = form.cases();
        return given != null
                ? given
                : match.cases().size() == 2
                        ? match.cases().stream()
                                .map(side -> side.record().id().toString())
                                .toList()
                        : List.of();
    }

    /** A record as the coordinator sees it from outside. */
    public static String name(Shell shell, Matches.Side side) {
        var number = side.number();
        return number == null ? shell.t("casework.match.concern") : number;
    }

    public static String path(Matches.Side side) {
        return (side.record().kind() == RecordKind.CASE ? "/coordination/" : "/triage/")
                + side.record().id();
    }

    public static String named(Shell shell, Matches.Match match, Matches.Named named) {
        return TracesPage.line(
                shell, Telling.words(shell, named.value()), named.detail().orEmpty(), match.kind());
    }
}
