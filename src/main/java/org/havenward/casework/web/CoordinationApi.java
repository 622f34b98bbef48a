package org.havenward.casework.web;

import java.time.Instant;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.Coordination;
import org.havenward.web.ApiPage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The covers of all cases for the coordinator's programs: no text, no student. */
@RestController
@RequestMapping("/api/v1/coordination")
class CoordinationApi {
    private final Coordination coordination;
    private final ApiSending sending;

    CoordinationApi(Coordination coordination, ApiSending sending) {
        this.coordination = coordination;
        this.sending = sending;
    }

    /** @param waitsForLead {@code leadId} then says who led it last */
    record CoverJson(
            UUID id,
            String number,
            UUID schoolId,
            String schoolName,
            String status,
            UUID leadId,
            String lead,
            boolean waitsForLead,
            Instant openedAt) {
        static CoverJson of(Coordination.Cover cover) {
            return new CoverJson(
                    cover.id().value(),
                    cover.number(),
                    cover.school().value(),
                    cover.schoolName(),
                    cover.status().name(),
                    cover.lead().value(),
                    cover.leadName(),
                    !cover.leadThere(),
                    cover.openedAt());
        }
    }

    /** @param expectedLeadId who has it now, as far as the caller knows */
    record LeadJson(
            @Nullable String staffId,
            @Nullable String reasons,
            @Nullable String expectedLeadId) {}

    /** First those that wait for a lead; of each, newest first. With {@code closed=true} the closed ones too. */
    @GetMapping
    @Needs(Need.COORDINATE)
    ApiPage<CoverJson> list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String closed,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        var page = coordination.covers(viewer, "true".equals(closed), after, ApiPage.limit(limit));
        return new ApiPage<>(page.items().stream().map(CoverJson::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    @Needs(Need.COORDINATE)
    CoverJson one(Viewer viewer, @PathVariable String id) {
        return CoverJson.of(coordination.cover(viewer, Submission.caseId(id)));
    }

    /** Makes someone the case's lead, with a reason that its chronology keeps. */
    @PostMapping("/{id}/lead")
    @Needs(Need.COORDINATE)
    CoverJson appoint(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody LeadJson body) {
        var caseId = Submission.caseId(id);
        var form = new TeamForm(null, null, body.staffId(), body.expectedLeadId(), body.reasons(), null, null);
        var errors = form.checkLead();
        if (Submission.staff(form.seen()).isEmpty()) {
            errors.add("expectedLeadId", "casework.error.to_missing");
        }
        sending.send(
                viewer,
                errors,
                key,
                once -> coordination.appoint(
                        viewer,
                        caseId,
                        Submission.staff(form.seen()).orElseThrow(),
                        Submission.staff(form.to()).orElseThrow(),
                        Submission.text(form.reasons()),
                        once));
        return CoverJson.of(coordination.cover(viewer, caseId));
    }
}
