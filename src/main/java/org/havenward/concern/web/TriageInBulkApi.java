package org.havenward.concern.web;

import java.util.List;
import java.util.Map;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.concern.IllegalTransition;
import org.havenward.concern.Triage;
import org.havenward.concern.TriageInBulk;
import org.havenward.district.SchoolId;
import org.havenward.web.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Triage of many concerns at once, for programs. What one may not triage is left out. */
@RestController
@RequestMapping("/api/v1/concerns")
class TriageInBulkApi {
    private final Triage triage;
    private final TriageInBulk bulk;

    TriageInBulkApi(Triage triage, TriageInBulk bulk) {
        this.triage = triage;
        this.bulk = bulk;
    }

    /**
     * @param ids the concerns; or none, with {@code seenAt}: all that waited then
     * @param part {@code waiting} or {@code overdue}, with {@code seenAt}
     * @param schoolId where only one school's are meant
     * @param seenAt when the list was read, ISO 8601 with offset: what came later goes on waiting
     */
    record Several(
            @Nullable List<String> ids,
            @Nullable String part,
            @Nullable String schoolId,
            @Nullable String seenAt) {}

    record Done(int count) {}

    @PostMapping("/acknowledgments")
    @Needs(Need.TRIAGE_CONCERN)
    Done acknowledge(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @RequestBody @Nullable Several body) {
        var usable = Given.apiKey(key);
        var said = body == null ? new Several(null, null, null, null) : body;
        var ids = BulkForm.ids(said.ids());
        if (!ids.isEmpty()) {
            return new Done(triage.acknowledgeAll(viewer, ids, usable));
        }
        var seenAt = Given.instant(said.seenAt())
                .orElseThrow(() -> new ApiProblem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "fields",
                        "Give the concerns' ids, or seenAt.",
                        Map.of("ids", "Give ids, or seenAt for all that waited then.")));
        var school = Given.id(said.schoolId()).map(SchoolId::new).orElse(null);
        return new Done(bulk.acknowledge(viewer, Given.part(said.part()), school, seenAt, usable));
    }

    /**
     * @param outcome {@code route} (with {@code to} and {@code reason}) or {@code join-case} (with {@code caseId})
     */
    record Decision(
            @Nullable List<String> ids,
            @Nullable String outcome,
            @Nullable String caseId,
            @Nullable String to,
            @Nullable String reason) {}

    @PostMapping("/outcomes")
    @Needs(Need.TRIAGE_CONCERN)
    Done decide(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @RequestBody @Nullable Decision body) {
        var said = body == null ? new Decision(null, null, null, null, null) : body;
        var form = new TriageForm(said.outcome(), said.caseId(), null, null, said.to(), said.reason(), null, null);
        var errors = form.check();
        if (!TriageForm.ROUTE.equals(said.outcome()) && !TriageForm.JOIN.equals(said.outcome())) {
            errors.add("outcome", "concern.error.api.one-of", TriageForm.ROUTE + ", " + TriageForm.JOIN);
        }
        var ids = BulkForm.ids(said.ids());
        if (ids.isEmpty()) {
            errors.add("ids", "concern.error.choose-concerns");
        }
        if (errors.any()) {
            throw ApiProblem.of(errors);
        }
        try {
            return new Done(triage.decideAll(viewer, ids, form.decided(), Given.apiKey(key)));
        } catch (IllegalTransition late) {
            var problem = new ApiProblem(
                    HttpStatus.CONFLICT, "decided", "Someone else was first with one of them. Look at them again.");
            problem.initCause(late);
            throw problem;
        }
    }
}
