package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.Family;
import org.havenward.casework.FamilyGuard;
import org.havenward.casework.FamilyMemberId;
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

/** The family of a case and who of them may be contacted, for programs. Shut by default. */
@RestController
@RequestMapping("/api/v1/cases/{id}/family")
class FamilyApi {
    private final Family family;
    private final ApiSending sending;

    FamilyApi(Family family, ApiSending sending) {
        this.family = family;
        this.sending = sending;
    }

    record Made(UUID id) {}

    record WordsJson(
            @Nullable String name,
            @Nullable String relation,
            @Nullable String language) {}

    /** @param verdict SAFE, NOT_SAFE, or NOT_KNOWN, which is treated as not safe; @param until a day */
    record JudgmentJson(
            @Nullable String verdict,
            @Nullable String reasons,
            @Nullable String forWhat,
            @Nullable String until) {}

    record Judged(
            UUID id,
            String verdict,
            String reasons,
            String forWhat,
            String by,
            Instant at,
            Instant until,
            boolean lasts) {}

    /** @param refused why contact is not open; null where it is */
    record MemberJson(
            UUID id,
            String name,
            String relation,
            String language,
            boolean mayContact,
            @Nullable String refused,
            @Nullable Instant until,
            List<Judged> judgments) {
        static MemberJson of(Family.Member member) {
            var who = member.who();
            return new MemberJson(
                    who.id().value(),
                    who.name().orEmpty(),
                    who.relation().orEmpty(),
                    who.language().orEmpty(),
                    who.decision().allowed(),
                    who.decision() instanceof FamilyGuard.Refused refused
                            ? refused.reason().name()
                            : null,
                    who.decision() instanceof FamilyGuard.Allowed allowed ? allowed.until() : null,
                    member.judgments().stream()
                            .map(one -> new Judged(
                                    one.id(),
                                    one.verdict().name(),
                                    one.reasons().orEmpty(),
                                    one.forWhat().orEmpty(),
                                    one.by(),
                                    one.at(),
                                    one.until(),
                                    one.lasts()))
                            .toList());
        }
    }

    @GetMapping
    @Needs(Need.OPEN_CASE)
    ApiPage<MemberJson> all(Viewer viewer, @PathVariable String id) {
        List<MemberJson> members = family.of(viewer, Submission.caseId(id)).stream()
                .map(MemberJson::of)
                .toList();
        return new ApiPage<>(members, null);
    }

    @PostMapping
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made add(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody WordsJson body) {
        var caseId = Submission.caseId(id);
        var form = words(body);
        return new Made(
                sending.send(viewer, form.checkWords(), key, once -> family.add(viewer, caseId, form.words(), once)));
    }

    @PostMapping("/{member}/words")
    @Needs(Need.LEAD_CASE)
    Made correct(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String member,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody WordsJson body) {
        var caseId = Submission.caseId(id);
        var who = new FamilyMemberId(Submission.idOrNotFound(member));
        var form = words(body);
        return new Made(sending.send(
                viewer, form.checkWords(), key, once -> family.correct(viewer, caseId, who, form.words(), once)));
    }

    @PostMapping("/{member}/judgments")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made judge(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String member,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody JudgmentJson body) {
        var caseId = Submission.caseId(id);
        var who = new FamilyMemberId(Submission.idOrNotFound(member));
        var form = new FamilyForm(null, null, null, body.verdict(), body.reasons(), body.forWhat(), body.until(), null);
        return new Made(sending.send(
                viewer, form.checkJudgment(), key, once -> family.judge(viewer, caseId, who, form.judgment(), once)));
    }

    private static FamilyForm words(WordsJson body) {
        return new FamilyForm(body.name(), body.relation(), body.language(), null, null, null, null, null);
    }
}
