package org.havenward.notice.web;

import java.time.Instant;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.notice.Notice;
import org.havenward.notice.Notices;
import org.havenward.web.ApiPage;
import org.havenward.web.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/notices")
class NoticeApi {
    private final Notices notices;

    NoticeApi(Notices notices) {
        this.notices = notices;
    }

    /** One's own notices, newest first. */
    @GetMapping
    @Needs(Need.SIGNED_IN)
    ApiPage<NoticeView> list(
            Viewer viewer,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable String limit) {
        var most = ApiPage.limit(limit);
        var views = notices.inbox(viewer, unread, after, most + 1).stream()
                .map(NoticeView::of)
                .toList();
        return ApiPage.of(views, most, view -> view.id().toString());
    }

    /** Marks a notice as read. */
    @PostMapping("/{id}/read")
    @Needs(Need.SIGNED_IN)
    Read read(Viewer viewer, @PathVariable UUID id, @RequestHeader("Idempotency-Key") String key) {
        return notices.read(viewer, id, key)
                .map(path -> new Read(id, path))
                .orElseThrow(() -> new ApiProblem(HttpStatus.NOT_FOUND, "not-found", "There is no such notice."));
    }

    record NoticeView(
            UUID id,
            String kind,
            boolean urgent,
            String path,
            Instant at,
            @Nullable Instant readAt) {
        static NoticeView of(Notice notice) {
            return new NoticeView(
                    notice.id(),
                    notice.kind().name(),
                    notice.kind().isUrgent(),
                    notice.path(),
                    notice.at(),
                    notice.readAt());
        }
    }

    record Read(UUID id, String path) {}
}
