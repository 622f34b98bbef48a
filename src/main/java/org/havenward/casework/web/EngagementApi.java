package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseJudgments;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.Conclusion;
import org.havenward.casework.StudentWishes;
import org.havenward.web.ApiPage;
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

/** What the student asked for, whether they are safe, and judgments, for programs. */
@RestController
@RequestMapping("/api/v1/cases/{id}")
class EngagementApi {
    private final StudentWishes wishes;
    private final CaseJudgments judgments;
    private final ApiSending sending;

    EngagementApi(StudentWishes wishes, CaseJudgments judgments, ApiSending sending) {
        this.wishes = wishes;
        this.judgments = judgments;
        this.sending = sending;
    }

    record Made(UUID id) {}

    /** @param expectedId what was written down last, as far as the caller knows; null for nothing yet */
    record WishesBody(
            @Nullable String wishes,
            @Nullable String knownBy,
            @Nullable String safeContact,
            @Nullable String notSafe,
            @Nullable String expectedId) {}

    record WishesJson(
            UUID id,
            Instant at,
            String by,
            String wishes,
            String knownBy,
            String safeContact,
            String notSafe,
            boolean destroyed) {
        static WishesJson of(StudentWishes.Told told) {
            var words = told.words();
            return new WishesJson(
                    told.id(),
                    told.at(),
                    told.by(),
                    words.wishes(),
                    words.knownBy(),
                    words.safeContact(),
                    words.notSafe(),
                    told.gone());
        }
    }

    /** @param expectedStatus the state the case has, as far as the caller knows; for a confirmation */
    record JudgmentBody(
            @Nullable String conclusion,
            @Nullable String reasons,
            @Nullable List<String> basis,
            @Nullable String support,
            @Nullable String expectedStatus,
            @Nullable String expectedSeen) {
        JudgmentForm form() {
            return new JudgmentForm(conclusion, expectedStatus, basis, reasons, support, null);
        }
    }

    record JudgmentJson(
            UUID id,
            String matter,
            String conclusion,
            List<String> basis,
            @Nullable UUID assessmentId,
            @Nullable String reasons,
            @Nullable String support,
            Instant at,
            String by,
            boolean destroyed) {
        static JudgmentJson of(CaseJudgments.Line line) {
            return new JudgmentJson(
                    line.id(),
                    line.conclusion().matter().name(),
                    line.conclusion().name(),
                    line.basis().stream().map(Enum::name).sorted().toList(),
                    line.assessment(),
                    line.reasons().text(),
                    line.support().text(),
                    line.at(),
                    line.by(),
                    line.reasons().gone());
        }
    }

    /** @param unsafeSince since when someone has said that the student is not safe; null where nobody has */
    /** @param seen to be given back as {@code expectedSeen} with a judgment */
    record SafetyJson(@Nullable Instant unsafeSince, String seen) {}

    /** The newest first; the first one counts. */
    @GetMapping("/wishes")
    @Needs(Need.OPEN_CASE)
    ApiPage<WishesJson> wishes(Viewer viewer, @PathVariable String id) {
        List<WishesJson> all = wishes.all(viewer, Submission.caseId(id)).stream()
                .map(WishesJson::of)
                .toList();
        return new ApiPage<>(all, null);
    }

    @PostMapping("/wishes")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made tell(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody WishesBody body) {
        var caseId = Submission.caseId(id);
        var form = new WishesForm(
                body.wishes(), body.knownBy(), body.safeContact(), body.notSafe(), body.expectedId(), null);
        return new Made(sending.send(
                viewer,
                form.check(),
                key,
                once -> wishes.tell(viewer, caseId, Submission.id(form.seen()).orElse(null), form.words(), once)));
    }

    @GetMapping("/safety")
    @Needs(Need.OPEN_CASE)
    SafetyJson safety(Viewer viewer, @PathVariable String id) {
        var caseId = Submission.caseId(id);
        return new SafetyJson(
                judgments.unsafeSince(viewer, caseId).orElse(null), judgments.saidOfSafety(viewer, caseId));
    }

    /**
     * {@code NOT_SAFE} may say anyone of the team; {@code SAFE} and {@code SAFETY_UNCLEAR} who leads the case, with the
     * {@code seen} of what was read as {@code expectedSeen}.
     */
    @PostMapping("/safety")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made judgeSafety(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody JudgmentBody body) {
        var caseId = Submission.caseId(id);
        var form = body.form();
        return new Made(sending.send(
                viewer,
                form.check(Conclusion.Matter.SAFETY),
                key,
                once -> judgments.onSafety(
                        viewer,
                        caseId,
                        body.expectedSeen(),
                        form.conclusion(Conclusion.Matter.SAFETY).orElseThrow(),
                        form.words(),
                        once)));
    }

    /** All judgments, the newest first. */
    @GetMapping("/judgments")
    @Needs(Need.OPEN_CASE)
    ApiPage<JudgmentJson> judgments(Viewer viewer, @PathVariable String id) {
        List<JudgmentJson> all = judgments.of(viewer, Submission.caseId(id)).stream()
                .map(JudgmentJson::of)
                .toList();
        return new ApiPage<>(all, null);
    }

    /** Confirmed, not confirmed, taken back, or said again. */
    @PostMapping("/confirmation")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made confirm(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody JudgmentBody body) {
        var caseId = Submission.caseId(id);
        var form = body.form();
        var errors = form.check(Conclusion.Matter.CONFIRMATION);
        if (LifeForm.status(body.expectedStatus()).isEmpty()) {
            errors.add("expectedStatus", "casework.error.state_missing");
        }
        return new Made(sending.send(
                viewer,
                errors,
                key,
                once -> judgments.onConfirmation(
                        viewer,
                        caseId,
                        LifeForm.status(body.expectedStatus()).orElse(CaseStatus.CLOSED),
                        form.conclusion(Conclusion.Matter.CONFIRMATION).orElseThrow(),
                        form.readBasis(),
                        form.words(),
                        Submission.text(form.support()),
                        once)));
    }
}
