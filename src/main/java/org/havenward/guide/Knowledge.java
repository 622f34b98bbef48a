package org.havenward.guide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Entries of all kinds, in the order in which they were written. */
record Knowledge(
        List<Indicator> indicators,
        List<RiskFactor> riskFactors,
        List<VulnerableGroup> groups,
        List<Term> terms,
        List<HelpLine> helpLines,
        List<Advice> advice) {

    static final Knowledge NONE = of(List.of());

    static Knowledge of(Collection<? extends Entry> entries) {
        return new Knowledge(
                only(Indicator.class, entries),
                only(RiskFactor.class, entries),
                only(VulnerableGroup.class, entries),
                only(Term.class, entries),
                only(HelpLine.class, entries),
                only(Advice.class, entries));
    }

    Knowledge and(Knowledge more) {
        var entries = new ArrayList<>(all());
        entries.addAll(more.all());
        return of(entries);
    }

    List<Entry> all() {
        return Stream.of(indicators, riskFactors, groups, terms, helpLines, advice)
                .<Entry>flatMap(List::stream)
                .toList();
    }

    private static <T extends Entry> List<T> only(Class<T> kind, Collection<? extends Entry> entries) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
