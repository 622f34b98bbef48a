package org.havenward.concern.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.concern.Drafts;
import org.havenward.district.SchoolCalendar;
import org.havenward.web.ApiPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Concerns that were begun and not sent, for their writer's programs. */
@RestController
@RequestMapping("/api/v1/concern-drafts")
class DraftApi {
    private final Drafts drafts;
    private final DraftText draftText;
    private final SchoolCalendar calendar;

    DraftApi(Drafts drafts, DraftText draftText, SchoolCalendar calendar) {
        this.drafts = drafts;
        this.draftText = draftText;
        this.calendar = calendar;
    }

    record Line(UUID id, Instant begunAt, Instant savedAt) {}

    record Kept(UUID id) {}

    /** @param observedOn and {@code observedTime} as the form has them: a day and a time of day where the district is */
    record Draft(
            UUID id,
            @Nullable String schoolId,
            @Nullable String studentId,
            @Nullable String studentDescription,
            @Nullable String narrative,
            @Nullable String observedOn,
            @Nullable String observedTime,
            @Nullable String place,
            List<String> indicators,
            boolean immediateDanger,
            List<String> involved) {}

    /** One's own, the latest first. */
    @GetMapping
    @Needs(Need.RAISE_CONCERN)
    ApiPage<Line> list(Viewer viewer) {
        return new ApiPage<>(
                drafts.list(viewer).stream()
                        .map(line -> new Line(line.id(), line.begunAt(), line.savedAt()))
                        .toList(),
                null);
    }

    @GetMapping("/{id}")
    @Needs(Need.RAISE_CONCERN)
    Draft one(Viewer viewer, @PathVariable UUID id) {
        var form = drafts.open(viewer, id)
                .flatMap(draftText::read)
                .orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_DISTRICT));
        return new Draft(
                id,
                form.schoolId(),
                form.studentId(),
                form.studentDescription(),
                form.narrative(),
                form.observedDate(),
                form.observedTime(),
                form.place(),
                form.indicators(),
                form.danger(),
                form.involved());
    }

    /** Keeps what there is so far; the same key again is the same draft. */
    @PostMapping
    @Needs(Need.RAISE_CONCERN)
    @Transactional
    ResponseEntity<Kept> begin(
            Viewer viewer, @RequestHeader("Idempotency-Key") String key, @RequestBody ConcernApi.@Nullable Raise body) {
        var name = viewer.staff().value() + "/" + Given.apiKey(key);
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        keep(viewer, id, body);
        return ResponseEntity.status(HttpStatus.CREATED).body(new Kept(id));
    }

    /** Keeps something else in its place. Nothing happens to a draft that was sent, thrown away, or is someone else's. */
    @PostMapping("/{id}")
    @Needs(Need.RAISE_CONCERN)
    @Transactional
    Kept replace(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody ConcernApi.@Nullable Raise body) {
        Given.apiKey(key);
        keep(viewer, id, body);
        return new Kept(id);
    }

    @DeleteMapping("/{id}")
    @Needs(Need.RAISE_CONCERN)
    ResponseEntity<Void> discard(Viewer viewer, @PathVariable UUID id) {
        drafts.discard(viewer, id);
        return ResponseEntity.noContent().build();
    }

    private void keep(Viewer viewer, UUID id, ConcernApi.@Nullable Raise said) {
        if (said == null) {
            return;
        }
        var observed = Given.instant(said.observedAt())
                .map(at -> at.atZone(calendar.zone()))
                .orElse(null);
        var form = new ConcernForm(
                null,
                id.toString(),
                Boolean.TRUE.equals(said.immediateDanger()) ? "yes" : "no",
                said.schoolId(),
                said.studentId(),
                null,
                said.studentDescription(),
                said.narrative(),
                observed == null ? null : observed.toLocalDate().toString(),
                observed == null
                        ? null
                        : observed.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString(),
                said.place(),
                said.indicators(),
                said.involved(),
                null);
        if (!form.empty()) {
            drafts.keep(viewer, id, draftText.write(form, id));
        }
    }
}
