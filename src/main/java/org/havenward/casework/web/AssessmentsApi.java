package org.havenward.casework.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.Assessments;
import org.havenward.casework.CaseJudgments;
import org.havenward.casework.Conclusion;
import org.havenward.casework.instrument.Answer;
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

/** Assessments and their answers, for programs. Nothing adds answers up. */
@RestController
@RequestMapping("/api/v1/cases/{id}/assessments")
class AssessmentsApi {
    private final Assessments assessments;
    private final CaseJudgments judgments;
    private final ApiSending sending;

    AssessmentsApi(Assessments assessments, CaseJudgments judgments, ApiSending sending) {
        this.assessments = assessments;
        this.judgments = judgments;
        this.sending = sending;
    }

    record Made(UUID id) {}

    /** @param instrument the hash of the version to begin with */
    record BeginBody(@Nullable String instrument) {}

    /** @param values choices, or one day, number, or text; left out with {@code skippedBecause} */
    record AnswerBody(
            @Nullable List<String> values,
            @Nullable String note,
            @Nullable String skippedBecause) {
        Answer answer() {
            var given = values == null
                    ? List.<String>of()
                    : values.stream()
                            .map(AnswerBody::clean)
                            .filter(value -> !value.isEmpty())
                            .toList();
            var why = clean(skippedBecause);
            return why.isEmpty() ? new Answer(given, clean(note), false) : new Answer(List.of(), why, true);
        }

        private static String clean(@Nullable String typed) {
            return Submission.text(typed).replace("\r\n", "\n");
        }
    }

    /**
     * @param answers by the question's id
     * @param expectedNewest the newest answer, as far as the caller knows; null for none yet
     */
    record AnswersBody(
            @Nullable Map<String, @Nullable AnswerBody> answers,
            @Nullable String meetingId,
            @Nullable String expectedNewest) {}

    record JudgmentBody(
            @Nullable String conclusion, @Nullable String reasons) {}

    record AssessmentJson(
            UUID id,
            String instrument,
            String instrumentId,
            int version,
            String begunBy,
            Instant begunAt,
            @Nullable Instant lastAnswerAt,
            @Nullable String judgment) {
        static AssessmentJson of(Assessments.Line line) {
            var judgment = line.judgment();
            return new AssessmentJson(
                    line.id(),
                    line.hash(),
                    line.instrument().id(),
                    line.instrument().version(),
                    line.begunBy(),
                    line.begunAt(),
                    line.lastAnswer(),
                    judgment == null ? null : judgment.conclusion().name());
        }
    }

    record AnswerJson(
            UUID id,
            String question,
            List<String> values,
            String note,
            boolean skipped,
            Instant at,
            String by,
            @Nullable UUID meetingId,
            int earlier,
            boolean destroyed) {
        static AnswerJson of(Assessments.Given given) {
            var answer = given.answer();
            return new AnswerJson(
                    given.id(),
                    given.question(),
                    answer == null ? List.of() : answer.values(),
                    answer == null ? "" : answer.note(),
                    answer != null && answer.skipped(),
                    given.at(),
                    given.by(),
                    given.meeting(),
                    given.earlier().size(),
                    answer == null);
        }
    }

    record WholeJson(
            AssessmentJson assessment,
            List<AnswerJson> answers,
            @Nullable UUID newest,
            List<EngagementApi.JudgmentJson> judgments) {}

    @GetMapping
    @Needs(Need.OPEN_CASE)
    ApiPage<AssessmentJson> all(Viewer viewer, @PathVariable String id) {
        List<AssessmentJson> all = assessments.of(viewer, Submission.caseId(id)).stream()
                .map(AssessmentJson::of)
                .toList();
        return new ApiPage<>(all, null);
    }

    @PostMapping
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made begin(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody BeginBody body) {
        var caseId = Submission.caseId(id);
        var errors = new FormErrors();
        var hash = Submission.text(body.instrument());
        if (hash.isEmpty()) {
            errors.add("instrument", "casework.error.instrument_missing");
        }
        return new Made(sending.send(viewer, errors, key, once -> assessments.begin(viewer, caseId, hash, once)));
    }

    @GetMapping("/{assessment}")
    @Needs(Need.OPEN_CASE)
    WholeJson open(Viewer viewer, @PathVariable String id, @PathVariable String assessment) {
        var whole = assessments.open(viewer, Submission.caseId(id), Submission.idOrNotFound(assessment));
        return new WholeJson(
                AssessmentJson.of(whole.line()),
                whole.answers().values().stream().map(AnswerJson::of).toList(),
                whole.newest(),
                whole.judgments().stream().map(EngagementApi.JudgmentJson::of).toList());
    }

    /** Keeps answers: all of them, or none where one is not right. */
    @PostMapping("/{assessment}/answers")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made answer(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String assessment,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody AnswersBody body) {
        var caseId = Submission.caseId(id);
        var assessmentId = Submission.idOrNotFound(assessment);
        var errors = new FormErrors();
        var answers = new LinkedHashMap<String, Answer>();
        var given = body.answers() == null ? Map.<String, @Nullable AnswerBody>of() : body.answers();
        given.forEach((question, answer) -> {
            if (answer != null) {
                answers.put(question, answer.answer());
            }
        });
        if (answers.isEmpty() || answers.size() > 500) {
            errors.add("answers", "casework.error.answers_missing");
        }
        if (body.meetingId() != null && Submission.id(body.meetingId()).isEmpty()) {
            errors.add("meetingId", "casework.cannot.no_meeting");
        }
        return new Made(sending.send(
                viewer,
                errors,
                key,
                once -> assessments.answer(
                        viewer,
                        caseId,
                        assessmentId,
                        answers,
                        Submission.id(body.meetingId()).orElse(null),
                        Submission.id(body.expectedNewest()).orElse(null),
                        "",
                        once)));
    }

    @PostMapping("/{assessment}/judgments")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made judge(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String assessment,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody JudgmentBody body) {
        var caseId = Submission.caseId(id);
        var assessmentId = Submission.idOrNotFound(assessment);
        var form = new JudgmentForm(body.conclusion(), null, null, body.reasons(), null, null);
        return new Made(sending.send(
                viewer,
                form.check(Conclusion.Matter.TRAFFICKING),
                key,
                once -> judgments.onAssessment(
                        viewer,
                        caseId,
                        assessmentId,
                        form.conclusion(Conclusion.Matter.TRAFFICKING).orElseThrow(),
                        form.words(),
                        once)));
    }
}
