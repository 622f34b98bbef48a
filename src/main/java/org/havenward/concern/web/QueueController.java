package org.havenward.concern.web;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.concern.QueueFilter;
import org.havenward.concern.Triage;
import org.havenward.concern.TriageInBulk;
import org.havenward.concern.TriageQueue;
import org.havenward.district.SchoolId;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The triage queue, and what is done with several at once. */
@Controller
class QueueController {
    private static final int LINES = 50;

    private final TriageQueue queue;
    private final Triage triage;
    private final TriageInBulk bulk;
    private final InstantSource clock;

    QueueController(TriageQueue queue, Triage triage, TriageInBulk bulk, InstantSource clock) {
        this.queue = queue;
        this.triage = triage;
        this.bulk = bulk;
        this.clock = clock;
    }

    @GetMapping("/triage")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView queue(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String school,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(required = false) @Nullable String routed) {
        var filter = part(part);
        var where = Given.id(school).orElse(null);
        var found = queue.queue(viewer, filter, where == null ? null : new SchoolId(where), after, LINES);
        return Pages.show(
                "concern/queue",
                new QueuePage(
                        found,
                        filter,
                        where == null ? null : where.toString(),
                        after == null,
                        said("concern.queue.done", done)
                                .or(() -> said("concern.queue.routed", routed))
                                .orElse(null),
                        clock.instant(),
                        BulkForm.BLANK,
                        new FormErrors()));
    }

    /** Those that were checked, or all that the chosen part holds, on all of its pages. */
    @PostMapping("/triage/acknowledgments")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView acknowledge(
            Viewer viewer,
            @RequestParam(required = false) @Nullable List<String> ids,
            @RequestParam(required = false) @Nullable String all,
            @RequestParam(required = false) @Nullable String seenAt,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String school,
            @RequestParam(required = false) @Nullable String onceKey) {
        var where = Given.id(school).map(SchoolId::new).orElse(null);
        var key = Given.key(onceKey);
        var chosen = BulkForm.ids(ids);
        var seen = Given.instant(seenAt);
        var done = 0;
        if (all != null && seen.isPresent()) {
            done = bulk.acknowledge(viewer, part(part), where, seen.get(), key);
        } else if (!chosen.isEmpty()) {
            done = triage.acknowledgeAll(viewer, chosen, key);
        }
        return ConcernController.seeOther(path(part, where) + "&done=" + done);
    }

    /** Passes on those that were checked, for one reason. */
    @PostMapping("/triage/routings")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView route(
            Viewer viewer,
            @ModelAttribute BulkForm form,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String school,
            @RequestParam(required = false) @Nullable String onceKey) {
        var where = Given.id(school).map(SchoolId::new).orElse(null);
        var errors = form.check();
        if (errors.any()) {
            var found = queue.queue(viewer, part(part), where, null, LINES);
            return Pages.mend(
                    "concern/queue",
                    new QueuePage(
                            found,
                            part(part),
                            where == null ? null : where.value().toString(),
                            true,
                            null,
                            clock.instant(),
                            form,
                            errors));
        }
        var done = Given.once(Given.key(onceKey), key -> triage.decideAll(viewer, form.chosen(), form.routing(), key));
        return ConcernController.seeOther(path(part, where) + "&routed=" + done);
    }

    private static String path(@Nullable String part, @Nullable SchoolId school) {
        return "/triage?part=" + ConcernWords.key(part(part)) + (school == null ? "" : "&school=" + school.value());
    }

    private static Optional<QueuePage.Said> said(String key, @Nullable String number) {
        return Given.text(number).matches("\\d{1,6}")
                ? Optional.of(new QueuePage.Said(key, Integer.parseInt(Given.text(number))))
                : Optional.empty();
    }

    static QueueFilter part(@Nullable String text) {
        for (var filter : QueueFilter.values()) {
            if (ConcernWords.key(filter).equals(text)) {
                return filter;
            }
        }
        return QueueFilter.WAITING;
    }

    /** The page of one concern. */
    static String path(UUID id) {
        return "/triage/" + id;
    }
}
