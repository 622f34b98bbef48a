package org.havenward.concern.web;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.concern.ConcernId;
import org.havenward.concern.QueueFilter;
import org.havenward.concern.Triage;
import org.havenward.concern.TriageQueue;
import org.havenward.district.SchoolId;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The triage queue, and acknowledging several at once. */
@Controller
class QueueController {
    private static final int LINES = 50;

    private final TriageQueue queue;
    private final Triage triage;

    QueueController(TriageQueue queue, Triage triage) {
        this.queue = queue;
        this.triage = triage;
    }

    @GetMapping("/triage")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView queue(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String school,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String done) {
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
                        Given.text(done).matches("\\d{1,6}") ? Integer.valueOf(Given.text(done)) : null));
    }

    /** Those that were checked, or all that the page showed. */
    @PostMapping("/triage/acknowledgments")
    @Needs(Need.TRIAGE_CONCERN)
    ModelAndView acknowledge(
            Viewer viewer,
            @RequestParam(required = false) @Nullable List<String> ids,
            @RequestParam(required = false) @Nullable String all,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String onceKey) {
        var texts = Stream.concat(
                ids == null ? Stream.of() : ids.stream(),
                Arrays.stream(Given.text(all).split(",")));
        var chosen = texts.flatMap(text -> Given.id(text).stream())
                .map(ConcernId::new)
                .toList();
        var done = chosen.isEmpty() ? 0 : triage.acknowledgeAll(viewer, chosen, Given.key(onceKey));
        return ConcernController.seeOther("/triage?part=" + ConcernWords.key(part(part)) + "&done=" + done);
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
