package org.havenward.office.web;

import java.util.List;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.AuditTrail;
import org.havenward.district.StudentId;
import org.havenward.web.ApiPage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who looked at or changed one record, newest first, for the programs of those who may know. The look is noted too. */
@RestController
@RequestMapping("/api/v1")
class LooksApi {
    private final AuditTrail trail;

    LooksApi(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/concerns/{id}/looks")
    @Needs(Need.SEE_WHO_LOOKED)
    @Transactional
    ApiPage<AuditApi.Entry> concern(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable String limit) {
        return of(viewer, RecordKind.CONCERN, id, after, limit);
    }

    @GetMapping("/cases/{id}/looks")
    @Needs(Need.SEE_WHO_LOOKED)
    @Transactional
    ApiPage<AuditApi.Entry> caseFile(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable String limit) {
        return of(viewer, RecordKind.CASE, id, after, limit);
    }

    /** Everything about a student: themselves, and the concerns and cases that the viewer may know of. */
    @GetMapping("/students/{id}/looks")
    @Needs(Need.SEE_WHO_LOOKED)
    @Transactional
    ApiPage<AuditApi.Entry> student(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable String limit) {
        var most = ApiPage.limit(limit);
        return page(trail.about(viewer, new StudentId(id), most + 1, after), most);
    }

    private ApiPage<AuditApi.Entry> of(
            Viewer viewer, RecordKind kind, UUID id, @Nullable UUID after, @Nullable String limit) {
        var most = ApiPage.limit(limit);
        RecordRef record =
                trail.recordOf(kind, id).orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
        return page(trail.of(viewer, record, most + 1, after), most);
    }

    private static ApiPage<AuditApi.Entry> page(List<AuditTrail.Line> lines, int most) {
        var entries = lines.stream().map(AuditApi.Entry::of).toList();
        return ApiPage.of(entries, most, entry -> entry.id().toString());
    }
}
