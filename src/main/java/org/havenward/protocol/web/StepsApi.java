package org.havenward.protocol.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.protocol.CaseSteps;
import org.havenward.protocol.CaseSteps.Line;
import org.havenward.protocol.CaseVersion;
import org.havenward.protocol.Evaluation;
import org.havenward.protocol.Protocol;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The protocol on a case for programs: the same doors, checks, and words as the pages. */
@RestController
@RequestMapping("/api/v1/cases/{id}/protocol")
class StepsApi {
    private final CaseSteps steps;
    private final CaseVersion versions;
    private final SchoolCalendar calendar;
    private final Messages messages;

    StepsApi(CaseSteps steps, CaseVersion versions, SchoolCalendar calendar, Messages messages) {
        this.steps = steps;
        this.versions = versions;
        this.calendar = calendar;
        this.messages = messages;
    }

    record Made(UUID id) {}

    /** @param versionNumber 0 for the protocol that ships */
    record StandJson(String protocol, int versionNumber, Instant at, boolean lawReviewed, List<ItemJson> items) {}

    /**
     * @param due null where no time is set, or what it runs from has not happened
     * @param seen pass it back with an answer or a mark: what was the newest one when it was read
     * @param doneBy null where it is not done, or a record shows that it is
     */
    record ItemJson(
            String id,
            String kind,
            String phase,
            Evaluation.Status status,
            boolean overdue,
            boolean duty,
            String title,
            String role,
            List<UUID> owners,
            @Nullable Instant due,
            List<String> waitsFor,
            List<String> next,
            List<String> values,
            @Nullable UUID doneBy,
            @Nullable Instant doneAt,
            List<AnswerJson> answers,
            List<MarkJson> marks,
            String seen) {}

    /** @param value null where it can't be opened any more */
    record AnswerJson(
            UUID id, @Nullable String value, @Nullable String note, UUID by, Instant at) {}

    record MarkJson(UUID id, boolean done, @Nullable String note, UUID by, Instant doneAt, Instant at) {}

    record ChangeJson(
            String id,
            Evaluation.@Nullable Status before,
            Evaluation.@Nullable Status after,
            @Nullable Instant dueBefore,
            @Nullable Instant dueAfter) {}

    /** @param seen as read with the question; empty where it had no answer */
    record NewAnswerJson(
            @Nullable String question,
            @Nullable String value,
            @Nullable String note,
            @Nullable String seen) {}

    /**
     * @param done false: that it is not done after all
     * @param doneAtLocal day and time in the district, such as {@code 2026-11-23T15:40}; without it: now
     */
    record NewMarkJson(
            @Nullable String step,
            @Nullable Boolean done,
            @Nullable String note,
            @Nullable String doneAtLocal,
            @Nullable String seen) {}

    /** @param lost what was answered or done and would not count any more */
    record MoveJson(UUID from, UUID to, int toNumber, List<ChangeJson> changes, List<String> kept, List<String> lost) {}

    /** @param move null: the case follows the version in force */
    record LookedJson(@Nullable MoveJson move) {}

    record NewMoveJson(@Nullable String from, @Nullable String to) {}

    @GetMapping
    @Needs(Need.OPEN_CASE)
    StandJson stand(Viewer viewer, @PathVariable String id) {
        var whole = steps.open(viewer, StepTelling.caseId(id));
        return new StandJson(
                whole.protocol().id(),
                whole.versionNumber(),
                whole.now(),
                whole.lawReviewed(),
                whole.lines().stream().map(line -> json(viewer, line)).toList());
    }

    /** What an answer changed, as of now. */
    @GetMapping("/answers/{answer}")
    @Needs(Need.OPEN_CASE)
    List<ChangeJson> changed(Viewer viewer, @PathVariable String id, @PathVariable String answer) {
        var given = StepTelling.id(answer).orElseThrow(StepTelling::notThere);
        steps.open(viewer, StepTelling.caseId(id));
        return steps.changedBy(viewer, StepTelling.caseId(id), given).stream()
                .map(StepsApi::json)
                .toList();
    }

    @PostMapping("/answers")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made answer(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewAnswerJson body) {
        var caseId = StepTelling.caseId(id);
        steps.requireWork(viewer, caseId);
        var form = new StepForm(body.value(), null, body.note(), null, null, body.seen(), null);
        var name = body.question() == null ? "" : body.question();
        var question = steps.open(viewer, caseId).protocol().question(name);
        var errors = question.map(form::checkAnswer)
                .orElseGet(() -> new FormErrors().add("question", "steps.cannot.no_question"));
        return new Made(StepTelling.send(
                messages, viewer, errors, key, once -> steps.answer(viewer, caseId, form.answer(name), once)));
    }

    @PostMapping("/marks")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made mark(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewMarkJson body) {
        var caseId = StepTelling.caseId(id);
        steps.requireWork(viewer, caseId);
        var local =
                body.doneAtLocal() == null ? new String[0] : body.doneAtLocal().split("T", 2);
        var form = new StepForm(
                null,
                null,
                body.note(),
                local.length > 0 ? local[0] : null,
                local.length > 1 ? local[1] : null,
                body.seen(),
                null);
        var name = body.step() == null ? "" : body.step();
        var zone = calendar.zone();
        return new Made(StepTelling.send(
                messages,
                viewer,
                form.checkMark(zone),
                key,
                once -> steps.mark(viewer, caseId, form.mark(name, !Boolean.FALSE.equals(body.done()), zone), once)));
    }

    /** What moving the case to the version in force would change; nothing where it follows that one. */
    @GetMapping("/move")
    @Needs(Need.LEAD_CASE)
    LookedJson move(Viewer viewer, @PathVariable String id) {
        return new LookedJson(versions.look(viewer, StepTelling.caseId(id))
                .map(StepsApi::json)
                .orElse(null));
    }

    @PostMapping("/move")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made move(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewMoveJson body) {
        var caseId = StepTelling.caseId(id);
        versions.look(viewer, caseId);
        return new Made(StepTelling.send(
                messages,
                viewer,
                new FormErrors(),
                key,
                once -> versions.move(
                        viewer, caseId, MoveController.version(body.from()), MoveController.version(body.to()), once)));
    }

    private static ItemJson json(Viewer viewer, Line line) {
        var state = line.state();
        var done = state.done();
        return new ItemJson(
                state.id(),
                state.item() instanceof Protocol.Question ? "question" : "step",
                state.phase(),
                state.status(),
                state.overdue(),
                state.isDuty(),
                state.item().title().in(viewer.language()),
                state.item().role(),
                line.owners().stream().map(StaffId::value).toList(),
                state.due(),
                state.waitsFor(),
                state.next(),
                state.item() instanceof Protocol.Question question ? question.values() : List.of(),
                done == null || done.by().isEmpty() ? null : UUID.fromString(done.by()),
                done == null ? null : done.at(),
                line.answers().stream()
                        .map(answer -> new AnswerJson(
                                answer.id(),
                                answer.value().text(),
                                answer.note().text(),
                                answer.by().value(),
                                answer.at()))
                        .toList(),
                line.marks().stream()
                        .map(mark -> new MarkJson(
                                mark.id(),
                                mark.done(),
                                mark.note().text(),
                                mark.by().value(),
                                mark.doneAt(),
                                mark.at()))
                        .toList(),
                line.seen());
    }

    private static ChangeJson json(Evaluation.Change change) {
        var before = change.before();
        var after = change.after();
        return new ChangeJson(
                change.id(),
                before == null ? null : before.status(),
                after == null ? null : after.status(),
                before == null ? null : before.due(),
                after == null ? null : after.due());
    }

    private static MoveJson json(CaseVersion.Move move) {
        return new MoveJson(
                move.from().id().value(),
                move.to().id().value(),
                move.to().number(),
                Stream.of(move.added(), move.gone(), move.changed())
                        .flatMap(List::stream)
                        .map(StepsApi::json)
                        .toList(),
                move.kept().stream().map(Evaluation.State::id).toList(),
                move.lost().stream().map(Evaluation.State::id).toList());
    }
}
