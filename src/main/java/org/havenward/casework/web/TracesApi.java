package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.trace.Introductions;
import org.havenward.casework.trace.TraceSubject;
import org.havenward.casework.trace.Traces;
import org.havenward.concern.ConcernId;
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

/** People and places of concern, for programs. Recording answers the same whether or not another record names the same. */
@RestController
class TracesApi {
    private final Traces traces;
    private final Introductions introductions;
    private final ApiSending sending;

    TracesApi(Traces traces, Introductions introductions, ApiSending sending) {
        this.traces = traces;
        this.introductions = introductions;
        this.sending = sending;
    }

    record Made(UUID id) {}

    /**
     * @param kind phone, email, handle, plate, employer, address, or person
     * @param detail the platform of a handle, the state of a plate
     */
    record NewTraceJson(
            @Nullable String kind,
            @Nullable String value,
            @Nullable String detail,
            @Nullable String note) {
        TraceForm form() {
            return new TraceForm(kind, value, detail, note, null, null);
        }
    }

    record WithdrawalJson(@Nullable String reason) {
        TraceForm form() {
            return new TraceForm(null, null, null, null, reason, null);
        }
    }

    /** @param fromConcern whether triage recorded it on a concern of the case */
    record TraceJson(
            UUID id,
            String kind,
            String value,
            String detail,
            String note,
            String by,
            Instant at,
            boolean fromConcern,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBy,
            @Nullable String reason) {
        static TraceJson of(Traces.Trace trace) {
            var withdrawn = trace.withdrawn();
            return new TraceJson(
                    trace.id(),
                    trace.kind().word(),
                    trace.value().orEmpty(),
                    trace.detail().orEmpty(),
                    trace.note().orEmpty(),
                    trace.by(),
                    trace.at(),
                    trace.fromConcern(),
                    withdrawn == null ? null : withdrawn.at(),
                    withdrawn == null ? null : withdrawn.by(),
                    withdrawn == null ? null : withdrawn.reason().text());
        }
    }

    @GetMapping("/api/v1/cases/{id}/traces")
    @Needs(Need.OPEN_CASE)
    ApiPage<TraceJson> onCase(Viewer viewer, @PathVariable String id) {
        return all(viewer, file(id));
    }

    @PostMapping("/api/v1/cases/{id}/traces")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made recordOnCase(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewTraceJson body) {
        return record(viewer, file(id), key, body);
    }

    @PostMapping("/api/v1/cases/{id}/traces/{trace}/withdrawal")
    @Needs(Need.WORK_ON_CASE)
    Made withdrawOnCase(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String trace,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody WithdrawalJson body) {
        return withdraw(viewer, file(id), trace, key, body);
    }

    /** To whom the caller, who leads the case, was introduced. */
    @GetMapping("/api/v1/cases/{id}/introductions")
    @Needs(Need.LEAD_CASE)
    ApiPage<Introductions.Introduction> introductions(Viewer viewer, @PathVariable String id) {
        return new ApiPage<>(introductions.of(viewer, Submission.caseId(id)), null);
    }

    @GetMapping("/api/v1/concerns/{id}/traces")
    @Needs(Need.TRIAGE_CONCERN)
    ApiPage<TraceJson> onConcern(Viewer viewer, @PathVariable String id) {
        return all(viewer, concern(id));
    }

    @PostMapping("/api/v1/concerns/{id}/traces")
    @Needs(Need.TRIAGE_CONCERN)
    @ResponseStatus(HttpStatus.CREATED)
    Made recordOnConcern(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewTraceJson body) {
        return record(viewer, concern(id), key, body);
    }

    @PostMapping("/api/v1/concerns/{id}/traces/{trace}/withdrawal")
    @Needs(Need.TRIAGE_CONCERN)
    Made withdrawOnConcern(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String trace,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody WithdrawalJson body) {
        return withdraw(viewer, concern(id), trace, key, body);
    }

    private ApiPage<TraceJson> all(Viewer viewer, TraceSubject subject) {
        List<TraceJson> found =
                traces.of(viewer, subject).stream().map(TraceJson::of).toList();
        return new ApiPage<>(found, null);
    }

    private Made record(Viewer viewer, TraceSubject subject, String key, NewTraceJson body) {
        var form = body.form();
        return new Made(
                sending.send(viewer, form.check(), key, once -> traces.record(viewer, subject, form.trace(), once)));
    }

    private Made withdraw(Viewer viewer, TraceSubject subject, String trace, String key, WithdrawalJson body) {
        var form = body.form();
        var which = Submission.idOrNotFound(trace);
        return new Made(sending.send(
                viewer,
                form.checkWithdrawal(),
                key,
                once -> traces.withdraw(viewer, subject, which, form.why(), once)));
    }

    private static TraceSubject file(String id) {
        return new TraceSubject.OfCase(Submission.caseId(id));
    }

    private static TraceSubject concern(String id) {
        return new TraceSubject.OfConcern(new ConcernId(Submission.idOrNotFound(id)));
    }
}
