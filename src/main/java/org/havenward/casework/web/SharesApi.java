package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.Shares;
import org.havenward.web.ApiPage;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sharing by purpose, for programs: what a case's lead shares, and what was shared with the caller. */
@RestController
class SharesApi {
    private final Shares shares;
    private final ApiSending sending;

    SharesApi(Shares shares, ApiSending sending) {
        this.shares = shares;
        this.sending = sending;
    }

    record Made(UUID id) {}

    /**
     * @param until the last day on which it is seen
     * @param studentAgreed asked only where the case is kept from the recipient's school
     */
    record NewShareJson(
            @Nullable String recipientId,
            @Nullable String words,
            @Nullable String purpose,
            @Nullable String until,
            @Nullable Boolean studentAgreed) {}

    record ShareJson(
            UUID id,
            UUID recipientId,
            String recipient,
            String words,
            String purpose,
            String by,
            Instant at,
            Instant until,
            @Nullable Instant readAt,
            boolean lasts,
            @Nullable Instant due,
            @Nullable Instant doneAt) {
        static ShareJson of(Shares.Share share) {
            return new ShareJson(
                    share.id(),
                    share.recipient().value(),
                    share.recipientName(),
                    share.words().orEmpty(),
                    share.purpose().orEmpty(),
                    share.by(),
                    share.at(),
                    share.until(),
                    share.readAt(),
                    share.lasts(),
                    share.asked() == null ? null : share.asked().due(),
                    share.asked() == null ? null : share.asked().doneAt());
        }
    }

    record ReceivedJson(
            UUID id,
            String words,
            String purpose,
            String from,
            Instant at,
            Instant until,
            @Nullable Instant readAt,
            @Nullable Instant due,
            @Nullable Instant doneAt) {
        static ReceivedJson of(Shares.Received share) {
            return new ReceivedJson(
                    share.id(),
                    share.words().orEmpty(),
                    share.purpose().orEmpty(),
                    share.from(),
                    share.at(),
                    share.until(),
                    share.readAt(),
                    share.asked() == null ? null : share.asked().due(),
                    share.asked() == null ? null : share.asked().doneAt());
        }
    }

    @GetMapping("/api/v1/cases/{id}/shares")
    @Needs(Need.OPEN_CASE)
    ApiPage<ShareJson> all(Viewer viewer, @PathVariable String id) {
        List<ShareJson> found = shares.of(viewer, Submission.caseId(id)).stream()
                .map(ShareJson::of)
                .toList();
        return new ApiPage<>(found, null);
    }

    @PostMapping("/api/v1/cases/{id}/shares")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made share(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewShareJson body) {
        var caseId = Submission.caseId(id);
        var form = new ShareForm(
                body.recipientId(),
                body.words(),
                body.purpose(),
                body.until(),
                Boolean.TRUE.equals(body.studentAgreed()) ? "yes" : null,
                null);
        return new Made(
                sending.send(viewer, form.check(), key, once -> shares.share(viewer, caseId, form.share(), once)));
    }

    @PostMapping("/api/v1/cases/{id}/shares/{share}/end")
    @Needs(Need.LEAD_CASE)
    Made end(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String share,
            @RequestHeader("Idempotency-Key") String key) {
        var caseId = Submission.caseId(id);
        var which = Submission.idOrNotFound(share);
        return new Made(sending.send(viewer, new FormErrors(), key, once -> shares.end(viewer, caseId, which, once)));
    }

    @GetMapping("/api/v1/shared-with-me")
    @Needs(Need.RECEIVE_SHARE)
    ApiPage<ReceivedJson> received(Viewer viewer) {
        List<ReceivedJson> found =
                shares.received(viewer).stream().map(ReceivedJson::of).toList();
        return new ApiPage<>(found, null);
    }

    @GetMapping("/api/v1/shared-with-me/{id}")
    @Needs(Need.RECEIVE_SHARE)
    ReceivedJson one(Viewer viewer, @PathVariable String id) {
        return ReceivedJson.of(shares.open(viewer, Submission.idOrNotFound(id)));
    }

    @PostMapping("/api/v1/shared-with-me/{id}/read")
    @Needs(Need.RECEIVE_SHARE)
    Made read(Viewer viewer, @PathVariable String id, @RequestHeader("Idempotency-Key") String key) {
        var share = Submission.idOrNotFound(id);
        return new Made(sending.send(viewer, new FormErrors(), key, once -> shares.acknowledge(viewer, share, once)));
    }

    /** Says that an action is done. */
    @PostMapping("/api/v1/shared-with-me/{id}/done")
    @Needs(Need.RECEIVE_SHARE)
    Made done(Viewer viewer, @PathVariable String id, @RequestHeader("Idempotency-Key") String key) {
        var share = Submission.idOrNotFound(id);
        return new Made(sending.send(viewer, new FormErrors(), key, once -> shares.done(viewer, share, once)));
    }
}
