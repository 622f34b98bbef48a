package org.havenward.protocol.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.protocol.CannotChangeVersion;
import org.havenward.protocol.DryRun;
import org.havenward.protocol.OpenedVersion;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolDesk;
import org.havenward.protocol.ProtocolFault;
import org.havenward.protocol.ProtocolVersionId;
import org.havenward.protocol.ShippedLaw;
import org.havenward.web.ApiProblem;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The versions of the protocol, for programs. The same checks as the pages. */
@RestController
@RequestMapping("/api/v1/protocols")
class ProtocolsApi {
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_REMARK = 1_000;

    private final ProtocolDesk desk;
    private final VersionPages pages;
    private final Messages messages;
    private final JsonMapper json;
    private final InstantSource clock;

    ProtocolsApi(ProtocolDesk desk, VersionPages pages, Messages messages, JsonMapper json, InstantSource clock) {
        this.desk = desk;
        this.pages = pages;
        this.messages = messages;
        this.json = json;
        this.clock = clock;
    }

    /** @param status DRAFT, IN_REVIEW, APPROVED, PUBLISHED, or WITHDRAWN */
    record LineJson(
            UUID id, int number, String status, boolean inForce, UUID authorId, Instant madeAt, Instant since) {}

    /**
     * @param edition goes up with each save; a save names the one that it was made from
     * @param text YAML or JSON as it was typed
     * @param problems why the text can't be read; empty where it can
     * @param may what the token's owner may do to it now
     */
    record VersionJson(
            UUID id,
            int number,
            String status,
            boolean inForce,
            int edition,
            String text,
            List<ProblemJson> problems,
            List<StepJson> history,
            List<String> may) {}

    record ProblemJson(int line, String place, String says) {}

    record StepJson(String verb, UUID staffId, Instant at, String remark) {}

    /** @param blocking whether it keeps the version from review */
    record FindingJson(String kind, @Nullable String item, boolean blocking, String says) {}

    record NewText(@Nullable Integer edition, @Nullable String text) {}

    /**
     * @param edition that was read
     * @param verb SUBMIT, RETURN, APPROVE, PUBLISH, or WITHDRAW
     */
    record NewMove(
            @Nullable Integer edition,
            @Nullable String verb,
            @Nullable String remark) {}

    /**
     * @param state two letters; default: the district's
     * @param at such as 2026-03-06T15:10-06:00; default: now
     * @param facts as in docs/protocol-format.md
     * @param answers a mapping, or a list with who and when
     */
    record NewDryRun(
            @Nullable String state,
            @Nullable String at,
            @Nullable JsonNode facts,
            @Nullable JsonNode answers) {}

    record Made(UUID id) {}

    @GetMapping
    @Needs(Need.READ_PROTOCOL)
    List<LineJson> list(Viewer viewer) {
        return desk.lines(viewer).stream()
                .map(line -> new LineJson(
                        line.id().value(),
                        line.number(),
                        line.status().name(),
                        line.inForce(),
                        line.author().value(),
                        line.madeAt(),
                        line.since()))
                .toList();
    }

    @GetMapping("/{id}")
    @Needs(Need.READ_PROTOCOL)
    VersionJson version(Viewer viewer, @PathVariable UUID id) {
        var version = pages.open(viewer, id);
        return new VersionJson(
                id,
                version.number(),
                version.status().name(),
                version.inForce(),
                version.edition(),
                version.text(),
                version.problems().stream().map(ProtocolsApi::problem).toList(),
                version.history().stream()
                        .map(step -> new StepJson(step.verb().name(), step.by().value(), step.at(), step.remark()))
                        .toList(),
                version.may().stream().map(Enum::name).sorted().toList());
    }

    private static ProblemJson problem(ProtocolFault.Problem problem) {
        return new ProblemJson(problem.line(), problem.place(), problem.what());
    }

    /** What the check finds, in the language of the token's owner. */
    @GetMapping("/{id}/check")
    @Needs(Need.READ_PROTOCOL)
    List<FindingJson> check(Viewer viewer, @PathVariable UUID id) {
        var protocol = readable(pages.open(viewer, id));
        return desk.check(viewer, protocol).stream()
                .map(finding -> new FindingJson(
                        finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        finding.item(),
                        finding.kind().blocks(),
                        finding.says(protocol, messages, viewer.language())))
                .toList();
    }

    /** A case that is only thought of; nothing is kept. Answers as {@code havenward protocol dry-run} does. */
    @PostMapping("/{id}/dry-run")
    @Needs(Need.READ_PROTOCOL)
    JsonNode dryRun(Viewer viewer, @PathVariable UUID id, @RequestBody NewDryRun body) {
        var protocol = readable(pages.open(viewer, id));
        var state = body.state() == null ? desk.state(viewer) : body.state();
        if (!new TreeSet<>(ShippedLaw.find().states()).contains(state)) {
            throw wrong("state", "There is no such state. Give two letters, such as TX.");
        }
        try {
            var run = DryRun.of(protocol, state, text(body.facts()), moment(body.at()));
            return json.readTree(run.json(text(body.answers())));
        } catch (ProtocolFault fault) {
            throw wrong("facts", fault.problems().getFirst().toString());
        }
    }

    private static String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? "{}" : node.toString();
    }

    private Instant moment(@Nullable String words) {
        try {
            return words == null
                    ? clock.instant()
                    : java.time.OffsetDateTime.parse(words).toInstant();
        } catch (java.time.format.DateTimeParseException noMoment) {
            var problem = wrong("at", "Give a moment such as 2026-03-06T15:10-06:00.");
            problem.initCause(noMoment);
            throw problem;
        }
    }

    /** A draft that begins as a copy. */
    @PostMapping("/{id}/copies")
    @Needs(Need.EDIT_PROTOCOL)
    @ResponseStatus(HttpStatus.CREATED)
    Made copy(Viewer viewer, @PathVariable UUID id, @RequestHeader("Idempotency-Key") String key) {
        return new Made(
                desk.copy(viewer, new ProtocolVersionId(id), checked(key)).value());
    }

    /** Keeps a draft's text as it is, also where it can't be read yet; what comes back says so. */
    @PutMapping("/{id}/text")
    @Needs(Need.EDIT_PROTOCOL)
    VersionJson save(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewText body) {
        var version = pages.open(viewer, id);
        var text = body.text();
        var edition = body.edition();
        if (text == null || text.length() > ProtocolDesk.LONGEST) {
            throw wrong("text", "Give the text, of at most " + ProtocolDesk.LONGEST + " characters.");
        }
        if (edition == null) {
            throw wrong("edition", "Give the edition that the text was made from.");
        }
        try {
            desk.save(viewer, version.id(), edition, text, checked(key));
        } catch (CannotChangeVersion refused) {
            throw refused(viewer, refused);
        }
        return version(viewer, id);
    }

    @PostMapping("/{id}/moves")
    @Needs(Need.EDIT_PROTOCOL)
    VersionJson move(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewMove body) {
        var version = pages.open(viewer, id);
        var verb = body.verb() == null ? null : ProtocolsController.verb(body.verb());
        var remark = body.remark() == null
                ? ""
                : body.remark().replaceAll("\\p{Cntrl}+", " ").strip();
        var edition = body.edition();
        if (edition == null) {
            throw wrong("edition", "Give the edition that you read.");
        }
        if (verb == null) {
            throw wrong("verb", "Give one of SUBMIT, RETURN, APPROVE, PUBLISH, WITHDRAW.");
        }
        if (remark.length() > LONGEST_REMARK) {
            throw wrong("remark", "Give at most " + LONGEST_REMARK + " characters.");
        }
        try {
            desk.move(viewer, version.id(), edition, verb, remark, checked(key));
        } catch (CannotChangeVersion refused) {
            throw refused(viewer, refused);
        }
        return version(viewer, id);
    }

    private static Protocol readable(OpenedVersion version) {
        var protocol = version.protocol();
        if (protocol == null) {
            throw new ApiProblem(
                    HttpStatus.CONFLICT, "faulty", version.problems().getFirst().toString());
        }
        return protocol;
    }

    private ApiProblem refused(Viewer viewer, CannotChangeVersion refused) {
        return new ApiProblem(
                HttpStatus.CONFLICT,
                refused.refusal().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                messages.text(viewer.language(), refused.refusal().key()));
    }

    private static ApiProblem wrong(String field, String says) {
        return new ApiProblem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "fields",
                "Some fields have to be mended.",
                java.util.Map.of(field, says));
    }

    private static String checked(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "key", "The Idempotency-Key header holds 1 to 200 characters.");
        }
        return key;
    }
}
