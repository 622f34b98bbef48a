package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.LegalHolds;
import org.havenward.web.ApiPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Legal holds, for programs. */
@RestController
@RequestMapping("/api/v1/holds")
class HoldsApi {
    private final LegalHolds holds;
    private final ApiSending sending;

    HoldsApi(LegalHolds holds, ApiSending sending) {
        this.holds = holds;
        this.sending = sending;
    }

    record Made(UUID id) {}

    /** @param wholeStudent on all cases of the case's student */
    record NewHoldJson(
            @Nullable String caseNumber,
            @Nullable Boolean wholeStudent,
            @Nullable String reason,
            @Nullable String reference) {}

    record LiftJson(@Nullable String why) {}

    record HoldJson(
            UUID id,
            List<String> caseNumbers,
            boolean wholeStudent,
            String reason,
            String reference,
            String placedBy,
            Instant placedAt,
            @Nullable String liftedBy,
            @Nullable Instant liftedAt,
            String liftedWhy) {
        static HoldJson of(LegalHolds.Hold hold) {
            return new HoldJson(
                    hold.id(),
                    hold.numbers(),
                    hold.wholeStudent(),
                    hold.reason().orEmpty(),
                    hold.reference(),
                    hold.placedBy(),
                    hold.placedAt(),
                    hold.liftedBy(),
                    hold.liftedAt(),
                    hold.liftedWhy().orEmpty());
        }
    }

    @GetMapping
    @Needs(Need.HOLD_RECORDS)
    ApiPage<HoldJson> all(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        var page = holds.all(viewer, Submission.id(after).orElse(null), ApiPage.limit(limit));
        List<HoldJson> found = page.items().stream().map(HoldJson::of).toList();
        return new ApiPage<>(found, page.next());
    }

    @PostMapping
    @Needs(Need.HOLD_RECORDS)
    @ResponseStatus(HttpStatus.CREATED)
    Made place(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @RequestBody NewHoldJson body) {
        var form = new HoldForm(
                body.caseNumber(),
                Boolean.TRUE.equals(body.wholeStudent()) ? "yes" : null,
                body.reason(),
                body.reference(),
                null,
                null);
        return new Made(sending.send(viewer, form.check(), key, once -> holds.place(viewer, form.hold(), once)));
    }

    @PostMapping("/{hold}/lift")
    @Needs(Need.HOLD_RECORDS)
    Made lift(
            Viewer viewer,
            @PathVariable String hold,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody LiftJson body) {
        var which = Submission.idOrNotFound(hold);
        var form = new HoldForm(null, null, null, null, body.why(), null);
        return new Made(sending.send(
                viewer,
                form.checkLifting(),
                key,
                once -> holds.lift(viewer, which, Submission.text(form.why()), once)));
    }
}
