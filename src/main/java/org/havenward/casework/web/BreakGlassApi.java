package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.BreakGlass;
import org.havenward.web.ApiPage;
import org.havenward.web.ApiProblem;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Breaking the glass, and who did, for programs. */
@RestController
@RequestMapping("/api/v1")
class BreakGlassApi {
    private final BreakGlass glass;
    private final ApiSending sending;
    private final Messages messages;

    BreakGlassApi(BreakGlass glass, ApiSending sending, Messages messages) {
        this.glass = glass;
        this.sending = sending;
        this.messages = messages;
    }

    record Made(UUID id) {}

    /** @param caseNumber or {@code studentId}; @param minutes 30, 60, 120, or 180 */
    record AskJson(
            @Nullable String caseNumber,
            @Nullable String studentId,
            @Nullable String reason,
            @Nullable Integer minutes) {}

    record OpenedJson(UUID caseId) {}

    record LineJson(
            UUID id,
            String caseNumber,
            String who,
            String reason,
            boolean refused,
            Instant at,
            Instant until,
            @Nullable Instant endedAt,
            boolean lasts) {
        static LineJson of(BreakGlass.Line line) {
            return new LineJson(
                    line.id(),
                    line.number(),
                    line.who(),
                    line.reason().orEmpty(),
                    line.refused(),
                    line.at(),
                    line.until(),
                    line.endedAt(),
                    line.lasts());
        }
    }

    /** 404 where there is none that the caller may open so, which says nothing of whether there is one. */
    @PostMapping("/break-glass")
    @Needs(Need.BREAK_GLASS)
    OpenedJson open(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @RequestBody AskJson body) {
        var form = new BreakGlassForm(
                body.caseNumber(),
                body.studentId(),
                body.reason(),
                body.minutes() == null ? null : body.minutes().toString(),
                null);
        var nothing = new UUID(0, 0);
        Function<String, UUID> door =
                once -> glass.open(viewer, form.which(), Submission.text(form.reason()), form.length(), once)
                        .map(id -> id.value())
                        .orElse(nothing);
        var opened = sending.send(viewer, form.check(), key, door);
        if (opened.equals(nothing)) {
            throw new ApiProblem(
                    HttpStatus.NOT_FOUND, "nothing-opened", messages.text(viewer.language(), "casework.glass.nothing"));
        }
        return new OpenedJson(opened);
    }

    @GetMapping("/break-glass")
    @Needs(Need.SEE_BREAK_GLASS)
    ApiPage<LineJson> all(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        var page = glass.all(viewer, Submission.id(after).orElse(null), ApiPage.limit(limit));
        List<LineJson> lines = page.items().stream().map(LineJson::of).toList();
        return new ApiPage<>(lines, page.next());
    }

    @PostMapping("/break-glass/{opening}/end")
    @Needs(Need.SEE_BREAK_GLASS)
    Made end(Viewer viewer, @PathVariable String opening, @RequestHeader("Idempotency-Key") String key) {
        var which = Submission.idOrNotFound(opening);
        return new Made(sending.send(viewer, new FormErrors(), key, once -> glass.end(viewer, which, once)));
    }

    @PostMapping("/cases/{id}/break-glass/end")
    @Needs(Need.OPEN_CASE)
    Made close(Viewer viewer, @PathVariable String id, @RequestHeader("Idempotency-Key") String key) {
        var caseId = Submission.caseId(id);
        return new Made(sending.send(viewer, new FormErrors(), key, once -> glass.close(viewer, caseId, once)));
    }
}
