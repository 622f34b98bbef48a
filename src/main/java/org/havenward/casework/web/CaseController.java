package org.havenward.casework.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseBeside;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseNotes;
import org.havenward.casework.CasePanel;
import org.havenward.casework.CasePanels;
import org.havenward.casework.CaseReading;
import org.havenward.casework.EntryKind;
import org.havenward.casework.Family;
import org.havenward.casework.FamilyGuard;
import org.havenward.casework.Meetings;
import org.havenward.concern.ConcernId;
import org.havenward.guide.Guide;
import org.havenward.platform.Audience;
import org.havenward.platform.Reaches;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
@Reaches(value = Audience.FAMILY, because = "a printed case can be handed to anyone")
class CaseController {
    private static final int PAGE = 50;
    /** What a page may say was done, after a form. */
    private static final Set<String> DONE = Set.of(
            "note",
            "correction",
            "task",
            "task_done",
            "task_moved",
            "status",
            "closed",
            "reopened",
            "names",
            "found",
            "handed_over",
            "glass",
            "wishes",
            "meeting_plan",
            "meeting_move",
            "meeting_hold",
            "meeting_decline",
            "meeting_interrupt",
            "meeting_call-off",
            "meeting_add",
            "judged_safe",
            "judged_not_safe",
            "judged_safety_unclear",
            "judged_indicated",
            "judged_not_indicated",
            "judged_more_needed",
            "judged_confirmed",
            "judged_not_confirmed",
            "judged_taken_back",
            "judged_said_again");

    private final CaseReading reading;
    private final CaseNotes notes;
    private final Meetings meetings;
    private final CasePanels panels;
    private final CaseBeside beside;
    private final Family family;
    private final Guide guide;
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, CaseController.class.getClassLoader(), "org.havenward.pages");

    CaseController(
            CaseReading reading,
            CaseNotes notes,
            Meetings meetings,
            CasePanels panels,
            CaseBeside beside,
            Family family,
            Guide guide) {
        this.reading = reading;
        this.notes = notes;
        this.meetings = meetings;
        this.panels = panels;
        this.beside = beside;
        this.family = family;
        this.guide = guide;
    }

    @GetMapping("/cases/{id}")
    @Needs(Need.OPEN_CASE)
    ModelAndView open(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String done) {
        var caseId = Submission.caseId(id);
        var group = group(show);
        var opened = reading.open(viewer, caseId, group, after, PAGE);
        return Pages.show(
                "casework/case",
                new CasePage(
                        opened.whole(),
                        opened.entries(),
                        said(viewer, caseId, opened.entries().items()),
                        opened.counts(),
                        group,
                        after == null,
                        notes.draft(viewer, caseId),
                        done != null && DONE.contains(done) ? "casework.done." + done : null,
                        beside.above(viewer, caseId),
                        panels(viewer, caseId, CasePanel.Place.NEXT),
                        panels(viewer, caseId, CasePanel.Place.SIDE),
                        opened.whole().duties().stream()
                                .map(CaseReading.Duty::key)
                                .filter(panels::tellOf)
                                .collect(Collectors.toSet())));
    }

    @GetMapping("/cases/{id}/print")
    @Needs(Need.OPEN_CASE)
    ModelAndView print(Viewer viewer, @PathVariable String id) {
        var caseId = Submission.caseId(id);
        var lines = reading.whole(viewer, caseId);
        var whole = reading.look(viewer, caseId);
        var concerns = whole.concerns().stream()
                .flatMap(joined -> reading.concern(viewer, caseId, joined.id()).stream())
                .map(concern -> new CaseConcernPage(whole.header(), concern, guide))
                .toList();
        return Pages.show(
                "casework/case_print",
                new CasePrintPage(whole, lines, said(viewer, caseId, lines), concerns, family(viewer, caseId)));
    }

    @GetMapping("/cases/{id}/concerns/{concernId}")
    @Needs(Need.OPEN_CASE)
    ModelAndView concern(Viewer viewer, @PathVariable String id, @PathVariable String concernId) {
        var caseId = Submission.caseId(id);
        var concern = reading.concern(viewer, caseId, new ConcernId(Submission.idOrNotFound(concernId)))
                .orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
        return Pages.show(
                "casework/case_concern",
                new CaseConcernPage(reading.look(viewer, caseId).header(), concern, guide));
    }

    /** Paper lies on tables: it says who of the family may see it, and who not. */
    private List<FamilyGuard.Member> family(Viewer viewer, CaseId id) {
        return family.of(viewer, id).stream().map(Family.Member::who).toList();
    }

    /** What was written down about the meetings that these lines tell of. */
    private Map<UUID, Meetings.Entry> said(Viewer viewer, CaseId id, List<CaseReading.Line> lines) {
        return meetings.said(
                viewer,
                id,
                lines.stream()
                        .filter(line -> line.kind() == EntryKind.MEETING)
                        .map(CaseReading.Line::refersTo)
                        .flatMap(Stream::ofNullable)
                        .toList());
    }

    private List<CasePage.Panel> panels(Viewer viewer, CaseId id, CasePanel.Place place) {
        return panels.of(viewer, id, place).stream()
                .map(panel -> new CasePage.Panel(panel, engine))
                .toList();
    }

    static EntryKind.@Nullable Group group(@Nullable String word) {
        return Arrays.stream(EntryKind.Group.values())
                .filter(group -> group.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
