package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.Campus;
import org.havenward.casework.CampusKind;
import org.havenward.casework.Shares;
import org.havenward.web.ApiPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Campus impact of a case, for programs of its team. */
@RestController
class CampusApi {
    private final Campus campus;
    private final Shares shares;
    private final ApiSending sending;

    CampusApi(Campus campus, Shares shares, ApiSending sending) {
        this.campus = campus;
        this.shares = shares;
        this.sending = sending;
    }

    record Made(UUID id) {}

    /** @param studentId another student of the roster; words or a student are needed */
    record NewFactJson(
            @Nullable String kind,
            @Nullable String studentId,
            @Nullable String words) {}

    record WhyJson(@Nullable String why) {}

    /** @param due the day by whose end it is to be done */
    /** @param studentAgreed asked only where the case is kept from the recipient's school */
    record NewActionJson(
            @Nullable String recipientId,
            @Nullable String words,
            @Nullable String due,
            @Nullable Boolean studentAgreed) {}

    record FactJson(
            UUID id,
            CampusKind kind,
            @Nullable UUID studentId,
            String student,
            String words,
            String by,
            Instant at,
            @Nullable String takenBackBecause,
            @Nullable Instant takenBackAt) {
        static FactJson of(Campus.Fact fact) {
            var student = fact.student();
            var back = fact.takenBack();
            return new FactJson(
                    fact.id(),
                    fact.kind(),
                    student == null ? null : student.value(),
                    fact.studentName(),
                    fact.words().orEmpty(),
                    fact.by(),
                    fact.at(),
                    back == null ? null : back.why().orEmpty(),
                    back == null ? null : back.at());
        }
    }

    @GetMapping("/api/v1/cases/{id}/campus")
    @Needs(Need.OPEN_CASE)
    ApiPage<FactJson> all(Viewer viewer, @PathVariable String id) {
        List<FactJson> found = campus.of(viewer, Submission.caseId(id)).stream()
                .map(FactJson::of)
                .toList();
        return new ApiPage<>(found, null);
    }

    @PostMapping("/api/v1/cases/{id}/campus")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made record(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewFactJson body) {
        var caseId = Submission.caseId(id);
        var form = new CampusForm(body.kind(), body.studentId(), body.words(), null, null, null, null, null);
        return new Made(
                sending.send(viewer, form.checkFact(), key, once -> campus.record(viewer, caseId, form.fact(), once)));
    }

    @PostMapping("/api/v1/cases/{id}/campus/{fact}/take-back")
    @Needs(Need.WORK_ON_CASE)
    Made takeBack(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String fact,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody WhyJson body) {
        var caseId = Submission.caseId(id);
        var which = Submission.idOrNotFound(fact);
        var form = new CampusForm(null, null, null, body.why(), null, null, null, null);
        return new Made(sending.send(
                viewer,
                form.checkWhy(),
                key,
                once -> campus.takeBack(viewer, caseId, which, Submission.text(form.why()), once)));
    }

    /** Asks someone off the team for an action. */
    @PostMapping("/api/v1/cases/{id}/campus/actions")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made ask(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewActionJson body) {
        var caseId = Submission.caseId(id);
        var form = new CampusForm(
                null,
                null,
                body.words(),
                null,
                body.recipientId(),
                body.due(),
                Boolean.TRUE.equals(body.studentAgreed()) ? "yes" : null,
                null);
        return new Made(
                sending.send(viewer, form.checkAction(), key, once -> shares.ask(viewer, caseId, form.action(), once)));
    }
}
