package org.havenward.casework.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RecordKind;
import org.havenward.access.Viewer;
import org.havenward.casework.trace.Matches;
import org.havenward.web.ApiPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Matches of people and places of concern, for the coordinator's programs. */
@RestController
class MatchesApi {
    private final Matches matches;
    private final ApiSending sending;

    MatchesApi(Matches matches, ApiSending sending) {
        this.matches = matches;
        this.sending = sending;
    }

    record Made(UUID id) {}

    /**
     * @param same whether all of it is the same, not only alike
     * @param stands the last that was done since something was recorded; null where nothing was
     */
    record MatchJson(
            UUID id,
            String kind,
            boolean same,
            Instant newest,
            @Nullable String stands,
            List<SideJson> records) {
        static MatchJson of(Matches.Match match) {
            var stands = match.stands();
            return new MatchJson(
                    match.id(),
                    match.kind().word(),
                    match.same(),
                    match.newest(),
                    stands == null ? null : stands.name(),
                    match.sides().stream().map(SideJson::of).toList());
        }
    }

    record SideJson(
            @Nullable UUID caseId,
            @Nullable UUID concernId,
            @Nullable String number,
            String school,
            String lead) {
        static SideJson of(Matches.Side side) {
            var id = side.record().id();
            var isCase = side.record().kind() == RecordKind.CASE;
            return new SideJson(
                    isCase ? id : null, isCase ? null : id, side.number(), side.schoolName(), side.leadName());
        }
    }

    record OpenedJson(MatchJson match, List<NamedJson> named, List<StepJson> steps) {}

    record NamedJson(UUID recordId, String value, String detail, String by, Instant at) {}

    record StepJson(String step, String words, String by, Instant at) {}

    /** @param step looked_at, dismissed, or outcome; the last two with words */
    record NewStepJson(@Nullable String step, @Nullable String words) {}

    /** @param cases the ids of two cases of the match */
    record NewIntroductionJson(@Nullable List<String> cases) {}

    @GetMapping("/api/v1/matches")
    @Needs(Need.COORDINATE)
    ApiPage<MatchJson> all(Viewer viewer, @RequestParam(required = false) @Nullable String show) {
        List<MatchJson> found = matches.all(viewer, "all".equals(show)).stream()
                .map(MatchJson::of)
                .toList();
        return new ApiPage<>(found, null);
    }

    @GetMapping("/api/v1/matches/{id}")
    @Needs(Need.COORDINATE)
    OpenedJson open(Viewer viewer, @PathVariable String id) {
        var match = matches.open(viewer, Submission.idOrNotFound(id));
        return new OpenedJson(
                MatchJson.of(match),
                match.sides().stream()
                        .flatMap(side -> side.named().stream()
                                .map(named -> new NamedJson(
                                        side.record().id(),
                                        named.value().orEmpty(),
                                        named.detail().orEmpty(),
                                        named.by(),
                                        named.at())))
                        .toList(),
                match.steps().stream()
                        .map(step ->
                                new StepJson(step.kind().name(), step.words().orEmpty(), step.by(), step.at()))
                        .toList());
    }

    @PostMapping("/api/v1/matches/{id}/steps")
    @Needs(Need.COORDINATE)
    @ResponseStatus(HttpStatus.CREATED)
    Made write(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewStepJson body) {
        var match = Submission.idOrNotFound(id);
        var form = new MatchForm(body.step(), body.words(), null, null);
        return new Made(sending.send(
                viewer,
                form.check(),
                key,
                once -> matches.write(viewer, match, form.kind().orElseThrow(), form.said(), once)));
    }

    @PostMapping("/api/v1/matches/{id}/introductions")
    @Needs(Need.COORDINATE)
    @ResponseStatus(HttpStatus.CREATED)
    Made introduce(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewIntroductionJson body) {
        var match = Submission.idOrNotFound(id);
        var form = new MatchForm(null, null, body.cases(), null);
        return new Made(sending.send(
                viewer, form.checkIntroduction(), key, once -> matches.introduce(viewer, match, form.chosen(), once)));
    }
}
