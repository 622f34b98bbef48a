package org.havenward.casework.web;

import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.havenward.casework.CaseBeside;
import org.havenward.casework.CasePanel;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Cases;
import org.havenward.casework.EntryKind;
import org.havenward.casework.Meetings;
import org.havenward.web.FilterLink;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** A case: who it is about, what is next, its chronology, and its side. */
public record CasePage(
        CaseReading.Whole whole,
        Cases.Page<CaseReading.Line> entries,
        Map<UUID, Meetings.Entry> said,
        Map<EntryKind.Group, Integer> counts,
        EntryKind.@Nullable Group group,
        boolean begun,
        String draft,
        @Nullable String done,
        CaseBeside.Above above,
        List<Panel> next,
        List<Panel> panels,
        Set<String> toldByPanels) {
    private static final int MOST_STEPS = 2;

    public CaseReading.Header header() {
        return whole.header();
    }

    /** Another room's panel, rendered by its own template. */
    public record Panel(CasePanel.Panel panel, TemplateEngine engine) {
        public Content content(Shell shell) {
            return output ->
                    engine.render(panel.template() + ".jte", Map.of("shell", shell, "page", panel.page()), output);
        }

        public String id() {
            return panel.titleKey().replace('.', '-');
        }
    }

    public List<FilterLink> filters(Shell shell) {
        var links = new ArrayList<FilterLink>();
        long all = counts.values().stream().mapToInt(Integer::intValue).sum();
        links.add(new FilterLink(shell.t("casework.group.all"), path("") + "#chronology", all, group == null));
        Arrays.stream(EntryKind.Group.values())
                .filter(each -> counts.getOrDefault(each, 0) > 0 || each == group)
                .forEach(each -> links.add(new FilterLink(
                        shell.t(each.key()),
                        path("?show=" + each.word() + "#chronology"),
                        (long) counts.getOrDefault(each, 0),
                        each == group)));
        return links;
    }

    /** What is due besides what the panels on top say; where they say something, the house need not think of anything. */
    public List<CaseReading.Step> steps() {
        return whole.next().stream()
                .filter(step -> switch (step) {
                    case CaseReading.Step.DutyDue due ->
                        !toldByPanels.contains(due.duty().key());
                    case CaseReading.Step.TaskDue due -> true;
                    case CaseReading.Step.WriteFirstNote first -> next.isEmpty();
                    case CaseReading.Step.PlanATask plan -> next.isEmpty();
                    case CaseReading.Step.MayReopen reopen -> true;
                })
                .limit(next.isEmpty() ? MOST_STEPS : 1)
                .toList();
    }

    public @Nullable String nextPath() {
        return entries.next() == null
                ? null
                : path("?" + (group == null ? "" : "show=" + group.word() + "&") + "after=" + entries.next()
                        + "#chronology");
    }

    public @Nullable String firstPath() {
        return begun ? null : path((group == null ? "" : "?show=" + group.word()) + "#chronology");
    }

    public String path(String rest) {
        return Telling.path(header(), rest);
    }

    public List<CaseReading.Task> openTasks() {
        return whole.tasks().stream().filter(task -> task.doneAt() == null).toList();
    }

    public List<CaseReading.Duty> openDuties() {
        return whole.duties().stream()
                .filter(duty -> duty.settled() == null && !toldByPanels.contains(duty.key()))
                .toList();
    }
}
