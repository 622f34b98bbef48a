package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseFilter;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Cases;
import org.havenward.casework.EntryKind;
import org.havenward.web.ApiPage;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads cases: the list of those that one may open, one of them, and its chronology. */
@RestController
@RequestMapping("/api/v1/cases")
class CasesApi {
    private final Cases cases;
    private final CaseReading reading;
    private final Messages messages;

    CasesApi(Cases cases, CaseReading reading, Messages messages) {
        this.cases = cases;
        this.reading = reading;
        this.messages = messages;
    }

    /** @param student null where the roster does not know them; {@code called} null where nobody does */
    record CaseJson(
            UUID id,
            String number,
            String status,
            @Nullable String called,
            @Nullable UUID studentId,
            UUID schoolId,
            String schoolName,
            String lead,
            Instant openedAt,
            int openTasks,
            @Nullable Instant nextTaskDueAt) {
        static CaseJson of(Cases.Line line) {
            return new CaseJson(
                    line.id().value(),
                    line.number(),
                    line.status().name(),
                    orNull(line.called()),
                    line.student() == null ? null : line.student().value(),
                    line.school().value(),
                    line.schoolName(),
                    line.leadName(),
                    line.openedAt(),
                    line.openTasks(),
                    line.due());
        }
    }

    record MemberJson(UUID staffId, String name, String role, Instant joinedAt) {}

    record TaskJson(
            UUID id,
            @Nullable String title,
            UUID ownerId,
            String owner,
            Instant dueAt,
            boolean late,
            @Nullable Instant doneAt,
            @Nullable String doneBy) {}

    record DutyJson(
            String key,
            String label,
            @Nullable Instant dueAt,
            boolean late,
            @Nullable Instant settledAt) {}

    record ConcernJson(UUID id, Instant raisedAt, Instant joinedAt) {}

    record WholeCaseJson(
            UUID id,
            String number,
            String status,
            @Nullable String statusBeforeClosing,
            @Nullable String outcome,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String called,
            @Nullable String pronouns,
            @Nullable String ownWord,
            @Nullable UUID studentId,
            @Nullable String studentDescription,
            String grade,
            UUID schoolId,
            String schoolName,
            UUID leadId,
            String lead,
            boolean waitsForLead,
            boolean wordsDestroyed,
            List<String> mayMoveTo,
            List<MemberJson> team,
            List<TaskJson> tasks,
            List<DutyJson> obligations,
            List<ConcernJson> concerns) {
        static WholeCaseJson of(CaseReading.Whole whole, Function<String, String> words) {
            var header = whole.header();
            return new WholeCaseJson(
                    header.id().value(),
                    header.number(),
                    header.status().name(),
                    header.before() == null ? null : header.before().name(),
                    header.outcome() == null ? null : header.outcome().name(),
                    header.openedAt(),
                    header.closedAt(),
                    orNull(header.called()),
                    orNull(header.pronouns()),
                    orNull(header.ownWord()),
                    header.student() == null ? null : header.student().value(),
                    orNull(header.description()),
                    header.grade(),
                    header.school().value(),
                    header.schoolName(),
                    header.lead().value(),
                    header.leadName(),
                    !header.leadThere(),
                    header.unreadable(),
                    header.status().mayBecome().stream().map(Enum::name).toList(),
                    whole.team().stream()
                            .map(member -> new MemberJson(
                                    member.who().value(),
                                    member.name(),
                                    member.role().name(),
                                    member.joined()))
                            .toList(),
                    whole.tasks().stream()
                            .map(task -> new TaskJson(
                                    task.id(),
                                    task.title().text(),
                                    task.owner().value(),
                                    task.ownerName(),
                                    task.due(),
                                    task.late(),
                                    task.doneAt(),
                                    task.doneBy()))
                            .toList(),
                    whole.duties().stream()
                            .map(duty -> new DutyJson(
                                    duty.key(), words.apply(duty.labelKey()), duty.due(), duty.late(), duty.settled()))
                            .toList(),
                    whole.concerns().stream()
                            .map(concern ->
                                    new ConcernJson(concern.id().value(), concern.raisedAt(), concern.joinedAt()))
                            .toList());
        }
    }

    /**
     * @param code an outcome, a role on the case, or what is owed; {@code codeText} says it in words
     * @param text null where the entry has no words, or where they are gone for good ({@code destroyed})
     */
    record EntryJson(
            UUID id,
            String kind,
            Instant at,
            @Nullable String by,
            @Nullable String text,
            boolean destroyed,
            @Nullable String person,
            @Nullable String from,
            @Nullable String to,
            @Nullable UUID refersTo,
            @Nullable String task,
            @Nullable String code,
            @Nullable String codeText,
            boolean corrected) {
        static EntryJson of(CaseReading.Line line, Function<String, String> words) {
            return new EntryJson(
                    line.id(),
                    line.kind().name(),
                    line.at(),
                    line.by(),
                    line.words().text(),
                    line.words().gone(),
                    line.person(),
                    line.from() == null ? null : line.from().name(),
                    line.to() == null ? null : line.to().name(),
                    line.refersTo(),
                    line.task().text(),
                    line.code(),
                    line.codeKey() == null ? null : words.apply(line.codeKey()),
                    line.corrected());
        }
    }

    @GetMapping
    @Needs(Need.LIST_CASES)
    ApiPage<CaseJson> list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        var query = Submission.query(q);
        int most = ApiPage.limit(limit);
        var filter = status == null || status.isBlank()
                ? CaseFilter.ALL
                : Submission.known("status", status, CaseFilter.values(), CaseFilter::word);
        var page = q == null || q.isBlank()
                ? cases.list(viewer, filter, after, most)
                : cases.search(viewer, query, after, most);
        return new ApiPage<>(page.items().stream().map(CaseJson::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    @Needs(Need.OPEN_CASE)
    WholeCaseJson open(Viewer viewer, @PathVariable String id) {
        return WholeCaseJson.of(
                reading.look(viewer, Submission.caseId(id)), key -> messages.text(viewer.language(), key));
    }

    @GetMapping("/{id}/chronology")
    @Needs(Need.OPEN_CASE)
    ApiPage<EntryJson> chronology(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        var page = reading.chronology(
                viewer,
                Submission.caseId(id),
                show == null || show.isBlank()
                        ? null
                        : Submission.known("show", show, EntryKind.Group.values(), EntryKind.Group::word),
                after,
                ApiPage.limit(limit));
        return new ApiPage<>(
                page.items().stream()
                        .map(line -> EntryJson.of(line, key -> messages.text(viewer.language(), key)))
                        .toList(),
                page.next());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
