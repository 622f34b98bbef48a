package org.havenward.mandate.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.FamilyGuard;
import org.havenward.mandate.Disclosures;
import org.havenward.mandate.EducationRecord;
import org.havenward.mandate.Inspections;
import org.havenward.mandate.Releases;
import org.havenward.web.ApiPage;
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

/** Disclosures, releases, and requests to inspect, for programs: the same checks and words as the pages. */
@RestController
@RequestMapping("/api/v1/cases/{id}")
class DisclosuresApi {
    private final Disclosures disclosures;
    private final Releases releases;
    private final Inspections inspections;
    private final Messages messages;

    DisclosuresApi(Disclosures disclosures, Releases releases, Inspections inspections, Messages messages) {
        this.disclosures = disclosures;
        this.releases = releases;
        this.inspections = inspections;
        this.messages = messages;
    }

    record Made(UUID id) {}

    /**
     * @param toStudent whether it was told to the student themself
     * @param againstGuard whether it was told already though the family guard refuses: recorded as such
     * @param toldAt a moment (RFC 3339)
     */
    record NewDisclosureJson(
            @Nullable String basis,
            @Nullable String party,
            @Nullable String what,
            @Nullable String why,
            @Nullable String threat,
            @Nullable String releaseId,
            @Nullable String familyMemberId,
            @Nullable Boolean toStudent,
            @Nullable Boolean againstGuard,
            @Nullable String toldAt,
            @Nullable String corrects) {}

    record DisclosureJson(
            UUID id,
            String caseNumber,
            String basis,
            String citation,
            String party,
            String what,
            String why,
            String threat,
            Instant toldAt,
            String by,
            Instant recordedAt,
            @Nullable UUID corrects,
            boolean toStudent,
            boolean againstGuard) {
        static DisclosureJson of(Disclosures.Disclosure one) {
            return new DisclosureJson(
                    one.id(),
                    one.number(),
                    one.basis().name(),
                    one.basis().citation(),
                    one.party().orEmpty(),
                    one.what().orEmpty(),
                    one.why().orEmpty(),
                    one.threat().orEmpty(),
                    one.toldAt(),
                    one.by(),
                    one.recordedAt(),
                    one.corrects(),
                    one.toStudent(),
                    one.againstGuard());
        }
    }

    /** @param giver {@code STUDENT}, or the id of a parent among the case's family */
    record NewReleaseJson(
            @Nullable String giver,
            @Nullable String party,
            @Nullable String scope,
            @Nullable String purpose,
            @Nullable String signedOn,
            @Nullable String until) {}

    record WithdrawalJson(@Nullable String why) {}

    record ReleaseJson(
            UUID id,
            boolean byStudent,
            String party,
            String scope,
            String purpose,
            LocalDate signedOn,
            Instant until,
            String state) {
        static ReleaseJson of(Releases.Release one) {
            return new ReleaseJson(
                    one.id(),
                    one.byStudent(),
                    one.party().orEmpty(),
                    one.scope().orEmpty(),
                    one.purpose().orEmpty(),
                    one.signedOn(),
                    one.until(),
                    one.state().name());
        }
    }

    record NewInspectionJson(
            @Nullable String who,
            @Nullable String how,
            @Nullable String askedOn) {}

    record OutcomeJson(
            @Nullable String outcome,
            @Nullable List<String> shown,
            @Nullable String counsel,
            @Nullable String reasons) {}

    record PartJson(String kind, String side, @Nullable Integer count, String why, String citation) {}

    /** @param refused why nothing may be shown to the parent who asks; null where the guard allows it */
    record InspectionJson(
            UUID id,
            boolean byStudent,
            @Nullable String refused,
            LocalDate askedOn,
            Instant due,
            List<PartJson> parts,
            @Nullable String outcome) {}

    @GetMapping("/disclosures")
    @Needs(Need.OPEN_CASE)
    ApiPage<DisclosureJson> disclosures(Viewer viewer, @PathVariable String id) {
        List<DisclosureJson> found = disclosures.of(viewer, Telling.caseId(id), true).stream()
                .map(DisclosureJson::of)
                .toList();
        return new ApiPage<>(found, null);
    }

    @PostMapping("/disclosures")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made disclose(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewDisclosureJson body) {
        var caseId = Telling.caseId(id);
        var form = new DisclosureForm(
                body.basis(),
                body.party(),
                body.what(),
                body.why(),
                body.threat(),
                body.releaseId(),
                Boolean.TRUE.equals(body.toStudent()) ? DisclosureForm.STUDENT : body.familyMemberId(),
                Boolean.TRUE.equals(body.againstGuard()) ? "yes" : null,
                null,
                null,
                body.corrects(),
                null);
        var errors = form.check();
        var at = moment(body.toldAt());
        if (at == null) {
            errors.add("toldAt", "mandate.disclosure.error.told_missing");
        }
        return new Made(Telling.send(
                messages,
                viewer,
                errors,
                key,
                once -> disclosures.disclose(viewer, caseId, form.told(at == null ? Instant.EPOCH : at), once)));
    }

    private static @Nullable Instant moment(@Nullable String written) {
        try {
            return written == null ? null : Instant.parse(written);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    @GetMapping("/releases")
    @Needs(Need.OPEN_CASE)
    ApiPage<ReleaseJson> releases(Viewer viewer, @PathVariable String id) {
        List<ReleaseJson> found = releases.of(viewer, Telling.caseId(id)).stream()
                .map(ReleaseJson::of)
                .toList();
        return new ApiPage<>(found, null);
    }

    @PostMapping("/releases")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made give(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewReleaseJson body) {
        var caseId = Telling.caseId(id);
        var form = new ReleaseForm(
                body.giver(), body.party(), body.scope(), body.purpose(), body.signedOn(), body.until(), null, null);
        return new Made(Telling.send(
                messages, viewer, form.check(), key, once -> releases.give(viewer, caseId, form.release(), once)));
    }

    @PostMapping("/releases/{release}/withdrawal")
    @Needs(Need.WORK_ON_CASE)
    Made withdraw(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String release,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody WithdrawalJson body) {
        var caseId = Telling.caseId(id);
        var which = Telling.idOrNotFound(release);
        var form = new ReleaseForm(null, null, null, null, null, null, body.why(), null);
        return new Made(Telling.send(
                messages,
                viewer,
                form.checkWithdrawal(),
                key,
                once -> releases.withdraw(viewer, caseId, which, Telling.text(form.why()), once)));
    }

    @GetMapping("/inspections")
    @Needs(Need.OPEN_CASE)
    ApiPage<InspectionJson> inspections(Viewer viewer, @PathVariable String id) {
        List<InspectionJson> found = inspections.of(viewer, Telling.caseId(id)).stream()
                .map(one -> json(viewer, one))
                .toList();
        return new ApiPage<>(found, null);
    }

    private InspectionJson json(Viewer viewer, Inspections.Inspection one) {
        var parent = one.parent();
        return new InspectionJson(
                one.id(),
                one.byStudent(),
                parent != null && parent.decision() instanceof FamilyGuard.Refused refused
                        ? refused.reason().name()
                        : null,
                one.askedOn(),
                one.due(),
                one.record().parts().stream().map(part -> json(viewer, part)).toList(),
                one.decided() == null ? null : one.decided().outcome().name());
    }

    private PartJson json(Viewer viewer, EducationRecord.Part part) {
        return new PartJson(
                part.kind().name(),
                part.side().name(),
                part.count(),
                messages.text(viewer.language(), part.whyKey()),
                part.citation());
    }

    @PostMapping("/inspections")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made ask(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewInspectionJson body) {
        var caseId = Telling.caseId(id);
        var form = new InspectionForm(body.who(), body.how(), body.askedOn(), null, null, null, null, null);
        return new Made(Telling.send(
                messages, viewer, form.check(), key, once -> inspections.ask(viewer, caseId, form.asked(), once)));
    }

    @PostMapping("/inspections/{inspection}/outcome")
    @Needs(Need.LEAD_CASE)
    Made decide(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String inspection,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody OutcomeJson body) {
        var caseId = Telling.caseId(id);
        var which = Telling.idOrNotFound(inspection);
        var form = new InspectionForm(
                null, null, null, body.outcome(), body.shown(), body.counsel(), body.reasons(), null);
        return new Made(Telling.send(
                messages,
                viewer,
                form.checkOutcome(),
                key,
                once -> inspections.decide(viewer, caseId, which, form.decided(), once)));
    }
}
