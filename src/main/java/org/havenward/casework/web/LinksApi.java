package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseLinks;
import org.havenward.casework.LinkDesk;
import org.havenward.web.ApiPage;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Links between cases, for programs: of one case, without the other; and of the coordinator, who sees both covers. */
@RestController
class LinksApi {
    private final CaseLinks links;
    private final LinkDesk desk;
    private final ApiSending sending;

    LinksApi(CaseLinks links, LinkDesk desk, ApiSending sending) {
        this.links = links;
        this.desk = desk;
        this.sending = sending;
    }

    record Made(UUID id) {}

    record NewSuggestionJson(
            @Nullable String studentId, @Nullable String words) {}

    record WordsJson(@Nullable String words) {}

    /** @param number of the other case, such as {@code HW-2026-0042} */
    record NumberJson(@Nullable String number) {}

    /** @param caseId which of the two cases it goes to */
    record ToJson(@Nullable String caseId, @Nullable String words) {}

    record LinkedJson(UUID id, String coordinator, Instant since) {
        static LinkedJson of(CaseLinks.Linked linked) {
            return new LinkedJson(linked.link(), linked.coordinator(), linked.since());
        }
    }

    record MessageJson(UUID id, boolean fromCoordinator, String words, String by, Instant at) {
        static MessageJson of(CaseLinks.Message message) {
            return new MessageJson(
                    message.id(), message.fromCoordinator(), message.words().orEmpty(), message.by(), message.at());
        }
    }

    record CoverJson(UUID caseId, String number, String school, String lead) {
        static CoverJson of(LinkDesk.Cover cover) {
            return new CoverJson(cover.id().value(), cover.number(), cover.schoolName(), cover.leadName());
        }
    }

    record SuggestionJson(UUID id, CoverJson file, String student, String words, String by, Instant at) {
        static SuggestionJson of(LinkDesk.Suggestion one) {
            return new SuggestionJson(
                    one.id(),
                    CoverJson.of(one.file()),
                    one.studentName(),
                    one.words().orEmpty(),
                    one.by(),
                    one.at());
        }
    }

    record LinkJson(
            UUID id,
            CoverJson one,
            CoverJson other,
            String by,
            Instant at,
            @Nullable Instant endedAt) {
        static LinkJson of(LinkDesk.Link link) {
            return new LinkJson(
                    link.id(),
                    CoverJson.of(link.one()),
                    CoverJson.of(link.other()),
                    link.by(),
                    link.at(),
                    link.endedAt());
        }
    }

    record OverviewJson(List<SuggestionJson> suggestions, List<LinkJson> links) {}

    record ChoiceJson(SuggestionJson suggestion, List<CoverJson> cases) {}

    record TalkJson(LinkJson link, List<MessageJson> one, List<MessageJson> other) {}

    @GetMapping("/api/v1/cases/{id}/campus/links")
    @Needs(Need.OPEN_CASE)
    ApiPage<LinkedJson> ofCase(Viewer viewer, @PathVariable String id) {
        List<LinkedJson> found = links.of(viewer, Submission.caseId(id)).links().stream()
                .map(LinkedJson::of)
                .toList();
        return new ApiPage<>(found, null);
    }

    @GetMapping("/api/v1/cases/{id}/campus/links/{link}/messages")
    @Needs(Need.OPEN_CASE)
    ApiPage<MessageJson> messages(Viewer viewer, @PathVariable String id, @PathVariable String link) {
        var talk = links.talk(viewer, Submission.caseId(id), Submission.idOrNotFound(link));
        return new ApiPage<>(messages(talk.messages()), null);
    }

    @PostMapping("/api/v1/cases/{id}/campus/links/{link}/messages")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made say(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String link,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody WordsJson body) {
        var caseId = Submission.caseId(id);
        var which = Submission.idOrNotFound(link);
        var form = new LinkForm(null, body.words(), null, null, null);
        return new Made(sending.send(
                viewer,
                form.checkWords(),
                key,
                once -> links.say(viewer, caseId, which, Submission.text(form.words()), once)));
    }

    @PostMapping("/api/v1/cases/{id}/campus/suggestions")
    @Needs(Need.LEAD_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made suggest(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewSuggestionJson body) {
        var caseId = Submission.caseId(id);
        var form = new LinkForm(body.studentId(), body.words(), null, null, null);
        return new Made(sending.send(
                viewer,
                form.checkWords(),
                key,
                once -> links.suggest(
                        viewer,
                        caseId,
                        CampusForm.chosenStudent(form.student()),
                        Submission.text(form.words()),
                        once)));
    }

    @GetMapping("/api/v1/campus-links")
    @Needs(Need.COORDINATE)
    OverviewJson overview(Viewer viewer) {
        var overview = desk.overview(viewer);
        return new OverviewJson(
                overview.suggestions().stream().map(SuggestionJson::of).toList(),
                overview.links().stream().map(LinkJson::of).toList());
    }

    @GetMapping("/api/v1/campus-links/suggestions/{suggestion}")
    @Needs(Need.COORDINATE)
    ChoiceJson choice(Viewer viewer, @PathVariable String suggestion) {
        var choice = desk.choice(viewer, Submission.idOrNotFound(suggestion));
        return new ChoiceJson(
                SuggestionJson.of(choice.suggestion()),
                choice.cases().stream().map(CoverJson::of).toList());
    }

    @PostMapping("/api/v1/campus-links/suggestions/{suggestion}/link")
    @Needs(Need.COORDINATE)
    Made link(
            Viewer viewer,
            @PathVariable String suggestion,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NumberJson body) {
        var which = Submission.idOrNotFound(suggestion);
        var form = new LinkForm(null, null, body.number(), null, null);
        return new Made(sending.send(
                viewer,
                form.checkNumber(),
                key,
                once -> desk.link(viewer, which, Submission.text(form.number()), once)));
    }

    @PostMapping("/api/v1/campus-links/suggestions/{suggestion}/set-aside")
    @Needs(Need.COORDINATE)
    Made setAside(Viewer viewer, @PathVariable String suggestion, @RequestHeader("Idempotency-Key") String key) {
        var which = Submission.idOrNotFound(suggestion);
        return new Made(sending.send(viewer, new FormErrors(), key, once -> desk.setAside(viewer, which, once)));
    }

    @GetMapping("/api/v1/campus-links/{link}")
    @Needs(Need.COORDINATE)
    TalkJson talk(Viewer viewer, @PathVariable String link) {
        var talk = desk.talk(viewer, Submission.idOrNotFound(link));
        return new TalkJson(
                LinkJson.of(talk.link()),
                messages(talk.one().messages()),
                messages(talk.other().messages()));
    }

    @PostMapping("/api/v1/campus-links/{link}/messages")
    @Needs(Need.COORDINATE)
    @ResponseStatus(HttpStatus.CREATED)
    Made answer(
            Viewer viewer,
            @PathVariable String link,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody ToJson body) {
        var which = Submission.idOrNotFound(link);
        var form = new LinkForm(null, body.words(), null, body.caseId(), null);
        return new Made(sending.send(
                viewer,
                form.checkMessage(),
                key,
                once -> desk.say(viewer, which, form.side(), Submission.text(form.words()), once)));
    }

    @PostMapping("/api/v1/campus-links/{link}/end")
    @Needs(Need.COORDINATE)
    Made end(Viewer viewer, @PathVariable String link, @RequestHeader("Idempotency-Key") String key) {
        var which = Submission.idOrNotFound(link);
        return new Made(sending.send(viewer, new FormErrors(), key, once -> desk.end(viewer, which, once)));
    }

    private static List<MessageJson> messages(List<CaseLinks.Message> found) {
        return found.stream().map(MessageJson::of).toList();
    }
}
