package org.havenward.concern.web;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.concern.ConcernId;
import org.havenward.concern.ConcernReading;
import org.havenward.concern.ConcernText;
import org.havenward.concern.Concerns;
import org.havenward.concern.Raising;
import org.havenward.concern.TriageQueue;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.guide.Guide;
import org.havenward.guide.Indicator;
import org.havenward.web.ApiPage;
import org.havenward.web.ApiProblem;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Concerns for programs: raising one, one's own, and lists and views for triage. */
@RestController
@RequestMapping("/api/v1/concerns")
class ConcernApi {
    private static final Map<String, String> API_NAMES =
            Map.of("studentWords", "studentId", "observed", "observedAt", "involvedWords", "involved");

    private final Concerns concerns;
    private final Raising raising;
    private final TriageQueue queue;
    private final ConcernReading reading;
    private final Gate gate;
    private final Guide guide;
    private final SchoolCalendar calendar;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    ConcernApi(
            Concerns concerns,
            Raising raising,
            TriageQueue queue,
            ConcernReading reading,
            Gate gate,
            Guide guide,
            SchoolCalendar calendar,
            InstantSource clock) {
        this.concerns = concerns;
        this.raising = raising;
        this.queue = queue;
        this.reading = reading;
        this.gate = gate;
        this.guide = guide;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * A concern to raise.
     *
     * @param schoolId may be left out where the student's school, or the only one, is meant
     * @param studentDescription who it may be, where the name is not known
     * @param observedAt ISO 8601 with offset
     * @param indicators ids of GET /api/v1/guide/indicators
     * @param involved staff who may be involved: shut out at once
     */
    record Raise(
            @Nullable String schoolId,
            @Nullable String studentId,
            @Nullable String studentDescription,
            @Nullable String narrative,
            @Nullable String observedAt,
            @Nullable String place,
            @Nullable List<String> indicators,
            @Nullable Boolean immediateDanger,
            @Nullable List<String> involved) {}

    record Raised(UUID id, String status, Instant receivedAt) {}

    /** One's own concern in a list. */
    record Own(
            UUID id,
            String status,
            Instant receivedAt,
            UUID schoolId,
            @Nullable UUID studentId,
            String receipt,
            boolean moreAsked) {}

    /** A concern in the queue. */
    record Queued(
            UUID id,
            String status,
            Instant receivedAt,
            UUID schoolId,
            @Nullable UUID studentId,
            boolean immediateDanger,
            Instant waitingSince,
            Instant acknowledgeBy,
            boolean overdue,
            String cursor) {}

    record Text(UUID id, String kind, String words, String by, Instant at) {
        static Text of(ConcernText text) {
            return new Text(text.id(), ConcernWords.key(text.kind()), text.words(), text.byName(), text.at());
        }
    }

    /** One's own concern as a whole. */
    record OwnWhole(
            UUID id,
            String status,
            Instant receivedAt,
            UUID schoolId,
            @Nullable UUID studentId,
            @Nullable String studentDescription,
            String receipt,
            boolean moreAsked,
            Instant observedAt,
            @Nullable String place,
            List<String> indicators,
            boolean immediateDanger,
            List<Text> texts) {}

    /** A concern as triage sees it. */
    record TriageWhole(
            UUID id,
            String status,
            Instant receivedAt,
            UUID schoolId,
            @Nullable UUID studentId,
            @Nullable String studentDescription,
            int version,
            boolean immediateDanger,
            Instant acknowledgeBy,
            boolean overdue,
            @Nullable Instant acknowledgedAt,
            Instant observedAt,
            @Nullable String place,
            List<String> indicators,
            List<Text> texts,
            String origin) {}

    /** One transaction for all of it; the answer goes out after its commit. */
    @PostMapping
    @Needs(Need.RAISE_CONCERN)
    @Transactional
    ResponseEntity<Raised> raise(
            Viewer viewer, @RequestHeader("Idempotency-Key") String key, @RequestBody @Nullable Raise body) {
        var said = body == null ? new Raise(null, null, null, null, null, null, null, null, null) : body;
        var observed = instant(said.observedAt());
        var form = new ConcernForm(
                null,
                null,
                Boolean.TRUE.equals(said.immediateDanger()) ? "yes" : "no",
                said.schoolId(),
                said.studentId(),
                null,
                said.studentDescription(),
                said.narrative(),
                null,
                null,
                said.place(),
                said.indicators(),
                said.involved(),
                null);
        var student = form.student().flatMap(id -> raising.student(viewer, id)).orElse(null);
        var known = new ConcernForm.Known(
                clock.instant(),
                calendar.zone(),
                raising.schools(
                        viewer,
                        student,
                        Given.id(said.schoolId()).map(SchoolId::new).orElse(null)),
                guide.indicators().stream().map(Indicator::id).collect(Collectors.toSet()),
                raising.staff(viewer, form.named()).stream()
                        .map(StaffMember::id)
                        .collect(Collectors.toSet()),
                viewer.staff());
        var errors = check(form, said, known, student, observed);
        if (errors.any()) {
            throw ApiProblem.of(errors);
        }
        var raised = concerns.raise(viewer, form.concern(known, student, observed), Given.apiKey(key));
        return ResponseEntity.created(
                        URI.create("/api/v1/concerns/" + raised.id().value()))
                .body(new Raised(raised.id().value(), ConcernWords.key(raised.status()), raised.receivedAt()));
    }

    private static FormErrors check(
            ConcernForm form,
            Raise said,
            ConcernForm.Known known,
            @Nullable Student student,
            @Nullable Instant observed) {
        var errors = new FormErrors();
        if (said.studentId() != null
                && !said.studentId().isBlank()
                && form.student().isEmpty()) {
            errors.add("studentId", "concern.error.api.student-id");
        }
        form.check(known, student, observed)
                .all()
                .forEach((field, problem) ->
                        errors.add(API_NAMES.getOrDefault(field, field), problem.messageKey(), problem.arguments()));
        return errors;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? null
                    : OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** One's own, newest first; with {@code view=triage} the queue, danger first, then who waits longest. */
    @GetMapping
    @Needs(Need.FOLLOW_OWN_CONCERN)
    ApiPage<?> list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        var most = ApiPage.limit(limit);
        if (isTriage(view)) {
            return triage(viewer, part, after, most);
        }
        var own = concerns.own(viewer, Given.id(after).orElse(null), most).stream()
                .map(ConcernApi::own)
                .toList();
        return ApiPage.of(own, most, line -> line.id().toString());
    }

    private ApiPage<Queued> triage(Viewer viewer, @Nullable String part, @Nullable String after, int most) {
        requireTriage(viewer);
        var page = queue.page(viewer, Given.part(part), after, most);
        return new ApiPage<>(page.lines().stream().map(ConcernApi::queued).toList(), page.next());
    }

    /** One's own as its reporter sees it; with {@code view=triage} as triage sees it. */
    @GetMapping("/{id}")
    @Needs(Need.FOLLOW_OWN_CONCERN)
    Object one(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String view) {
        if (isTriage(view)) {
            requireTriage(viewer);
            return whole(reading.open(viewer, new ConcernId(id)));
        }
        return whole(concerns.open(viewer, new ConcernId(id)));
    }

    /** Before any record is looked for: the answer must not say whether it is there, nor whom it names. */
    private void requireTriage(Viewer viewer) {
        if (gate.decide(viewer, Need.TRIAGE_CONCERN) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    private static boolean isTriage(@Nullable String view) {
        if (view == null || view.isBlank() || view.equals("own")) {
            return false;
        }
        if (!view.equals("triage")) {
            throw Given.unknown("view", Stream.of("own", "triage"));
        }
        return true;
    }

    /**
     * @param newFact something that the reporter had not said before; absent: no
     * @param immediateDanger someone is in danger now; absent: no
     */
    record Addition(
            @Nullable String text,
            @Nullable Boolean newFact,
            @Nullable Boolean immediateDanger) {}

    record Added(UUID id) {}

    @PostMapping("/{id}/additions")
    @Needs(Need.FOLLOW_OWN_CONCERN)
    ResponseEntity<Added> add(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody @Nullable Addition body) {
        var text = body == null ? null : body.text();
        var errors = OwnController.check(text);
        if (errors.any()) {
            throw ApiProblem.of(errors);
        }
        var addition = new Concerns.Addition(
                Given.text(text),
                body != null && Boolean.TRUE.equals(body.newFact()),
                body != null && Boolean.TRUE.equals(body.immediateDanger()));
        var added = concerns.add(viewer, new ConcernId(id), addition, Given.apiKey(key));
        return ResponseEntity.status(HttpStatus.CREATED).body(new Added(added));
    }

    private static Own own(Concerns.OwnLine line) {
        return new Own(
                line.id().value(),
                ConcernWords.key(line.status()),
                line.receivedAt(),
                line.school().value(),
                line.student() == null ? null : line.student().value(),
                line.receipt(),
                line.moreAsked());
    }

    static Queued queued(TriageQueue.Line line) {
        return new Queued(
                line.id().value(),
                ConcernWords.key(line.status()),
                line.receivedAt(),
                line.school().value(),
                line.student() == null ? null : line.student().id().value(),
                line.urgent(),
                line.waitingSince(),
                line.acknowledgeBy(),
                line.overdue(),
                line.cursor());
    }

    private static OwnWhole whole(Concerns.OwnConcern own) {
        var line = own.line();
        return new OwnWhole(
                line.id().value(),
                ConcernWords.key(line.status()),
                line.receivedAt(),
                line.school().value(),
                line.student() == null ? null : line.student().value(),
                own.studentDescription(),
                line.receipt(),
                line.moreAsked(),
                own.observedAt(),
                own.place(),
                own.indicators(),
                own.immediateDanger(),
                own.texts().stream().map(Text::of).toList());
    }

    static TriageWhole whole(ConcernReading.Whole whole) {
        return new TriageWhole(
                whole.id().value(),
                ConcernWords.key(whole.status()),
                whole.receivedAt(),
                whole.school().value(),
                whole.student() == null ? null : whole.student().id().value(),
                whole.description(),
                whole.version(),
                whole.urgent(),
                whole.acknowledgeBy(),
                whole.overdue(),
                whole.acknowledgedAt(),
                whole.observedAt(),
                whole.place(),
                whole.indicators(),
                whole.texts().stream().map(Text::of).toList(),
                ConcernWords.key(whole.origin()));
    }
}
