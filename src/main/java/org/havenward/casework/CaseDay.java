package org.havenward.casework;

import java.util.ArrayList;
import java.util.List;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Viewer;
import org.havenward.web.DayContributor;
import org.havenward.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** What cases put on My day: new ones, tasks and duties by when they are due, and what someone waits for. */
@Component
class CaseDay implements DayContributor {
    private static final int MOST = 200;

    private final Gate gate;
    private final TaskRows tasks;
    private final TeamRows team;
    private final ObligationRows obligations;

    CaseDay(Gate gate, TaskRows tasks, TeamRows team, ObligationRows obligations) {
        this.gate = gate;
        this.tasks = tasks;
        this.team = team;
        this.obligations = obligations;
    }

    @Override
    public List<DayItem> dayItems(Viewer viewer) {
        var visible = gate.visible(viewer, Need.LIST_CASES, RecordKind.CASE, "c.id", "c.school_id");
        var items = new ArrayList<DayItem>();
        for (var unseen : team.unseen(viewer.staff(), visible, MOST)) {
            var text = unseen.lead() ? "casework.day.leads" : "casework.day.joined";
            items.add(new DayItem(unseen.joined(), text, words(unseen.number()), path(unseen.caseId(), ""), false));
        }
        for (var due : obligations.due(viewer.staff(), visible, MOST)) {
            items.add(new DayItem(
                    due.due(), "casework.day.duty", words(due.number()), path(due.caseId(), "#duties"), false));
        }
        for (var due : tasks.due(viewer.staff(), visible, MOST)) {
            items.add(new DayItem(
                    due.due(),
                    due.mine() ? "casework.day.task" : "casework.day.waiting",
                    words(due.number()),
                    path(due.caseId(), "/tasks/" + due.task()),
                    !due.mine()));
        }
        return items;
    }

    private static Object[] words(String number) {
        return new Object[] {number};
    }

    private static String path(CaseId id, String rest) {
        return "/cases/" + id.value() + rest;
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavItem casesInNavigation() {
            return new NavItem(50, "casework.nav.cases", "/cases", Need.LIST_CASES);
        }

        @Bean
        NavItem coordinationInNavigation() {
            return new NavItem(90, "casework.nav.coordination", "/coordination", Need.COORDINATE);
        }
    }
}
