package org.havenward.concern.web;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.concern.ConcernId;
import org.havenward.concern.Concerns;
import org.havenward.concern.Drafts;
import org.havenward.concern.NewConcern;
import org.havenward.guide.BesideConcern;
import org.havenward.guide.Guide;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own concerns: their receipt, where they stand, and adding to them. */
@Controller
class OwnController {
    private static final Concerns.Addition NOTHING = new Concerns.Addition("", false, false);

    private static final int LINES = 25;

    private final Concerns concerns;
    private final Drafts drafts;
    private final Guide guide;

    OwnController(Concerns concerns, Drafts drafts, Guide guide) {
        this.concerns = concerns;
        this.drafts = drafts;
        this.guide = guide;
    }

    @GetMapping("/concerns")
    @Needs(Need.FOLLOW_OWN_CONCERN)
    ModelAndView list(Viewer viewer, @RequestParam(required = false) @Nullable String after) {
        var start = Given.id(after).orElse(null);
        var found = concerns.own(viewer, start, LINES);
        var shown = found.size() > LINES ? found.subList(0, LINES) : found;
        var schools = concerns.schoolNames(
                shown.stream().map(Concerns.OwnLine::school).collect(Collectors.toSet()));
        var lines = shown.stream()
                .map(line -> new OwnListPage.Line(
                        line, concerns.studentName(line.student()), schools.getOrDefault(line.school(), "")))
                .toList();
        var next =
                found.size() > LINES ? "/concerns?after=" + shown.getLast().id().value() : null;
        return Pages.show(
                "concern/own_list",
                new OwnListPage(lines, start == null ? drafts.list(viewer) : List.of(), next, start == null));
    }

    @GetMapping("/concerns/{id}")
    @Needs(Need.FOLLOW_OWN_CONCERN)
    ModelAndView own(Viewer viewer, @PathVariable UUID id, Locale locale) {
        return Pages.show("concern/own", page(viewer, id, NOTHING, new FormErrors(), locale));
    }

    @GetMapping("/concerns/{id}/receipt")
    @Needs(Need.FOLLOW_OWN_CONCERN)
    ModelAndView receipt(Viewer viewer, @PathVariable UUID id, Locale locale) {
        return Pages.show("concern/receipt", page(viewer, id, NOTHING, new FormErrors(), locale));
    }

    @PostMapping("/concerns/{id}/additions")
    @Needs(Need.FOLLOW_OWN_CONCERN)
    ModelAndView add(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String newFact,
            @RequestParam(required = false) @Nullable String danger,
            @RequestParam(required = false) @Nullable String onceKey,
            Locale locale) {
        var addition = new Concerns.Addition(Given.text(text), newFact != null, danger != null);
        var errors = check(text);
        if (errors.any()) {
            return Pages.mend("concern/own", page(viewer, id, addition, errors, locale));
        }
        Given.once(Given.key(onceKey), key -> concerns.add(viewer, new ConcernId(id), addition, key));
        return ConcernController.seeOther("/concerns/" + id);
    }

    static FormErrors check(@Nullable String text) {
        var errors = new FormErrors();
        if (Given.text(text).isBlank()) {
            errors.add("text", "concern.error.addition");
        } else if (Given.text(text).length() > NewConcern.NARRATIVE) {
            errors.add("text", "concern.error.too-long", NewConcern.NARRATIVE);
        }
        return errors;
    }

    private OwnPage page(Viewer viewer, UUID id, Concerns.Addition addition, FormErrors errors, Locale locale) {
        var own = concerns.open(viewer, new ConcernId(id));
        var line = own.line();
        var name = concerns.studentName(line.student());
        return new OwnPage(
                own,
                name.isEmpty() ? Given.text(own.studentDescription()) : name,
                concerns.schoolNames(java.util.Set.of(line.school())).getOrDefault(line.school(), ""),
                own.indicators().stream()
                        .map(indicator -> guide.indicatorText(indicator, locale))
                        .toList(),
                addition.text(),
                addition.newFact(),
                addition.danger(),
                errors,
                BesideConcern.of(guide));
    }
}
