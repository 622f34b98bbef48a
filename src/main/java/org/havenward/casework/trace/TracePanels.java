package org.havenward.casework.trace;

import java.util.List;
import java.util.Optional;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CasePanel;
import org.havenward.web.DayContributor;
import org.havenward.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** What the case page shows at its side of people and places; what a coordinator's day says of matches. */
@Component
public class TracePanels implements CasePanel, DayContributor {
    private final Traces traces;
    private final Introductions introductions;
    private final Matches matches;

    TracePanels(Traces traces, Introductions introductions, Matches matches) {
        this.traces = traces;
        this.introductions = introductions;
        this.matches = matches;
    }

    public record Beside(CaseId id, List<Traces.Trace> standing, List<Introductions.Introduction> introductions) {}

    @Override
    public int order() {
        return 55;
    }

    @Override
    public Optional<Panel> panel(Viewer viewer, CaseId caseId) {
        return Optional.of(new Panel(
                "casework.trace.panel",
                "casework/traces_beside",
                new Beside(caseId, traces.standing(viewer, caseId), introductions.onPage(viewer, caseId))));
    }

    @Override
    public List<DayItem> dayItems(Viewer viewer) {
        return matches.waiting(viewer).stream()
                .map(match -> new DayItem(null, "casework.match.day", new Object[0], "/matches/" + match.id(), false))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavItem matchesInNavigation() {
            return new NavItem(91, "casework.match.nav", "/matches", Need.COORDINATE);
        }
    }
}
