package org.havenward.casework.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.MeetingState;
import org.havenward.casework.Meetings;
import org.havenward.web.ApiPage;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Meetings with the student, for programs. */
@RestController
@RequestMapping("/api/v1/cases/{id}/meetings")
class MeetingsApi {
    private final Meetings meetings;
    private final ApiSending sending;

    MeetingsApi(Meetings meetings, ApiSending sending) {
        this.meetings = meetings;
        this.sending = sending;
    }

    record Made(UUID id) {}

    /**
     * @param step such as {@code PLAN}, {@code HOLD}, or {@code DECLINE}
     * @param expectedState how the meeting stands, as far as the caller knows; not for a new one
     * @param meetsAt when it is or was
     * @param whoId who of the team meets the student
     */
    record StepJson(
            @Nullable String step,
            @Nullable String expectedState,
            @Nullable String meetsAt,
            @Nullable String whoId,
            @Nullable String place,
            @Nullable String others,
            @Nullable String studentWords,
            @Nullable String counselorView,
            @Nullable String corrects) {
        MeetingForm form() {
            return new MeetingForm(
                    step, expectedState, null, null, whoId, place, others, studentWords, counselorView, corrects, null);
        }

        FormErrors check() {
            var errors = form().check(java.time.ZoneOffset.UTC);
            if (meetsAt != null && at() == null) {
                errors.add("meetsAt", "casework.error.meets_unread");
            }
            if (corrects != null && Submission.id(corrects).isEmpty()) {
                errors.add("corrects", "casework.cannot.no_entry");
            }
            return errors;
        }

        @Nullable
        Instant at() {
            try {
                var at = meetsAt == null ? null : Instant.parse(meetsAt.strip());
                return at == null
                                || at.isBefore(Instant.parse("1900-01-01T00:00:00Z"))
                                || at.isAfter(Instant.parse("3000-01-01T00:00:00Z"))
                        ? null
                        : at;
            } catch (DateTimeParseException none) {
                return null;
            }
        }

        Meetings.Said said() {
            var said = form().said(java.time.ZoneOffset.UTC);
            return new Meetings.Said(
                    at(),
                    said.who(),
                    said.place(),
                    said.others(),
                    said.studentWords(),
                    said.counselorView(),
                    said.corrects());
        }
    }

    record MeetingJson(UUID id, String state, Instant meetsAt, UUID whoId, String who, List<String> maySteps) {
        static MeetingJson of(Meetings.Line line) {
            return new MeetingJson(
                    line.id(),
                    line.state().name(),
                    line.meetsAt(),
                    line.who().value(),
                    line.whoName(),
                    line.state().steps().stream().map(Enum::name).toList());
        }
    }

    /** @param destroyed whether it had words that can't be opened any more */
    record EntryJson(
            UUID id,
            String step,
            Instant at,
            String by,
            Instant meetsAt,
            String who,
            @Nullable String place,
            @Nullable String others,
            @Nullable String studentWords,
            @Nullable String counselorView,
            @Nullable UUID corrects,
            boolean destroyed) {
        static EntryJson of(Meetings.Entry entry) {
            return new EntryJson(
                    entry.id(),
                    entry.step().name(),
                    entry.at(),
                    entry.by(),
                    entry.meetsAt(),
                    entry.who(),
                    entry.place().text(),
                    entry.others().text(),
                    entry.studentWords().text(),
                    entry.counselorView().text(),
                    entry.corrects(),
                    entry.studentWords().gone() || entry.counselorView().gone());
        }
    }

    record WholeMeetingJson(MeetingJson meeting, List<EntryJson> entries) {}

    @GetMapping
    @Needs(Need.OPEN_CASE)
    ApiPage<MeetingJson> all(Viewer viewer, @PathVariable String id) {
        List<MeetingJson> all = meetings.of(viewer, Submission.caseId(id)).stream()
                .map(MeetingJson::of)
                .toList();
        return new ApiPage<>(all, null);
    }

    @GetMapping("/{meeting}")
    @Needs(Need.OPEN_CASE)
    WholeMeetingJson open(Viewer viewer, @PathVariable String id, @PathVariable String meeting) {
        var whole = meetings.open(viewer, Submission.caseId(id), Submission.idOrNotFound(meeting));
        return new WholeMeetingJson(
                MeetingJson.of(whole.line()),
                whole.entries().stream().map(EntryJson::of).toList());
    }

    @PostMapping
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made begin(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody StepJson body) {
        var caseId = Submission.caseId(id);
        return new Made(sending.send(
                viewer,
                body.check(),
                key,
                once -> meetings.begin(viewer, caseId, body.form().readStep().orElseThrow(), body.said(), once)));
    }

    @PostMapping("/{meeting}/steps")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made step(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String meeting,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody StepJson body) {
        var caseId = Submission.caseId(id);
        var meetingId = Submission.idOrNotFound(meeting);
        var errors = body.check();
        if (MeetingForm.state(body.expectedState()).isEmpty()) {
            errors.add("expectedState", "casework.error.state_missing");
        }
        return new Made(sending.send(
                viewer,
                errors,
                key,
                once -> meetings.step(
                        viewer,
                        caseId,
                        meetingId,
                        MeetingForm.state(body.expectedState()).orElse(MeetingState.PLANNED),
                        body.form().readStep().orElseThrow(),
                        body.said(),
                        once)));
    }
}
