package org.havenward.mandate.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.mandate.Law;
import org.havenward.mandate.LawDesk;
import org.havenward.mandate.LawField;
import org.havenward.mandate.LawReview;
import org.havenward.mandate.LawReviewed;
import org.havenward.mandate.LawValue;
import org.havenward.mandate.LawVersion;
import org.havenward.mandate.LawWords;
import org.havenward.mandate.Routing;
import org.havenward.mandate.Suspected;
import org.havenward.web.ApiProblem;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The state's law, whom to call, where a report goes, and the review, for programs. The same checks as the pages. */
@RestController
@RequestMapping("/api/v1/law")
class LawApi {
    private static final int LONGEST_KEY = 200;

    private final LawDesk desk;
    private final Messages messages;
    private final InstantSource clock;

    LawApi(LawDesk desk, Messages messages, InstantSource clock) {
        this.desk = desk;
        this.messages = messages;
        this.clock = clock;
    }

    /** @param open names of the parts that a duty rests on and that wait for a review */
    record LawJson(
            String state,
            String name,
            LocalDate on,
            boolean reviewed,
            List<String> open,
            Map<String, PartJson> fields) {}

    /**
     * @param value as the law files write it
     * @param datedBy law: the day on which it took effect; source: the day from which a source shows it
     * @param confidence high, medium, or low: how good the source is
     * @param review reviewed, lapsed, or unreviewed
     */
    record PartJson(
            JsonNode value,
            String says,
            LocalDate effectiveFrom,
            String datedBy,
            String confidence,
            List<String> sources,
            String review,
            @Nullable LocalDate nextReview) {}

    record FieldJson(String field, List<VersionJson> versions, List<ReviewJson> reviews) {}

    record VersionJson(
            LocalDate effectiveFrom, JsonNode value, String datedBy, String confidence, List<String> sources) {}

    /** @param kind CONFIRMED or CORRECTED */
    record ReviewJson(
            UUID id,
            String kind,
            LocalDate effectiveFrom,
            JsonNode value,
            String source,
            LocalDate lookedOn,
            LocalDate nextReview,
            UUID staffId,
            Instant at) {}

    /**
     * @param effectiveFrom the first day of the version that was looked at
     * @param value what holds, whole; the same as there is: confirmed
     * @param source what was looked at
     */
    record NewReview(
            @Nullable String effectiveFrom,
            @Nullable JsonNode value,
            @Nullable String source,
            @Nullable String lookedOn,
            @Nullable String nextReview) {}

    record Made(UUID id, String kind) {}

    /** @param call null: a local office, whose number the district has not entered */
    record LineJson(String name, @Nullable String call, String says, String use) {}

    /** @param agencies child-protection, law-enforcement, or both */
    record RouteJson(List<String> agencies, String why, String reason, boolean hotlineMayTakeIt) {}

    @GetMapping
    @Needs(Need.READ_LAW)
    LawJson law(Viewer viewer, @RequestParam(required = false) @Nullable String on) {
        var law = desk.law(viewer, on == null ? desk.today(viewer) : day("on", on));
        var words = new LawWords(messages, viewer.language());
        var fields = new LinkedHashMap<String, PartJson>();
        Arrays.stream(LawField.values()).forEach(field -> fields.put(field.id(), part(law.part(field), words)));
        var reviewed = LawReviewed.of(law);
        return new LawJson(
                law.state(),
                law.name().in(viewer.language()),
                law.on(),
                reviewed.whole(),
                reviewed.open().stream().map(LawField::id).toList(),
                fields);
    }

    private static PartJson part(Law.Part part, LawWords words) {
        var version = part.version();
        var review = part.review();
        return new PartJson(
                LawDesk.write(version.value()),
                String.join(" ", words.of(version.value())),
                version.effectiveFrom(),
                version.datedByLaw() ? "law" : "source",
                word(version.confidence()),
                version.sources(),
                word(part.standing()),
                review == null ? null : review.nextReview());
    }

    /** Which lines to call, the one to begin with first. */
    @GetMapping("/hotlines")
    @Needs(Need.READ_LAW)
    List<LineJson> hotlines(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String county,
            @RequestParam(required = false) @Nullable String at) {
        var words = new LawWords(messages, viewer.language());
        return desk.callFirst(viewer, county, at == null ? clock.instant() : moment(at)).stream()
                .map(line -> line(line, words))
                .toList();
    }

    private static LineJson line(LawValue.Line line, LawWords words) {
        return new LineJson(line.name().en(), line.call(), words.line(line), word(line.use()));
    }

    /** Where a report goes. */
    @GetMapping("/route")
    @Needs(Need.READ_LAW)
    RouteJson route(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String suspected,
            @RequestParam(required = false) @Nullable String age,
            @RequestParam(required = false) @Nullable String on) {
        var law = desk.law(viewer, on == null ? desk.today(viewer) : day("on", on));
        var route = Routing.routes(law, suspect(suspected), age == null ? null : years(age));
        return new RouteJson(
                Arrays.stream(org.havenward.mandate.Agency.values())
                        .filter(route.agencies()::contains)
                        .map(LawApi::word)
                        .toList(),
                word(route.why()),
                messages.text(viewer.language(), route.why().key()),
                route.hotlineMayTakeIt());
    }

    @GetMapping("/{field}")
    @Needs(Need.READ_LAW)
    FieldJson field(Viewer viewer, @PathVariable String field) {
        var history = desk.history(viewer, LawController.which(field));
        return new FieldJson(
                history.field().id(),
                history.versions().stream().map(LawApi::version).toList(),
                history.reviews().stream().map(LawApi::review).toList());
    }

    private static VersionJson version(LawVersion version) {
        return new VersionJson(
                version.effectiveFrom(),
                LawDesk.write(version.value()),
                version.datedByLaw() ? "law" : "source",
                word(version.confidence()),
                version.sources());
    }

    private static ReviewJson review(LawReview review) {
        return new ReviewJson(
                review.id(),
                review.kind().name(),
                review.effectiveFrom(),
                LawDesk.write(review.value()),
                review.source(),
                review.lookedOn(),
                review.nextReview(),
                review.by().value(),
                review.at());
    }

    /** Confirms a version, or corrects it, for the district. */
    @PostMapping("/{field}/reviews")
    @Needs(Need.REVIEW_LAW)
    @ResponseStatus(HttpStatus.CREATED)
    Made review(
            Viewer viewer,
            @PathVariable String field,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewReview body) {
        var which = LawController.which(field);
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "key", "The Idempotency-Key header holds 1 to 200 characters.");
        }
        var errors = new org.havenward.web.FormErrors();
        var value =
                body.value() == null ? null : LawDesk.read(which, body.value()).orElse(null);
        var typed = new LinkedHashMap<String, List<String>>();
        put(typed, "source", body.source());
        put(typed, "lookedDate", body.lookedOn());
        put(typed, "nextDate", body.nextReview());
        put(typed, "effectiveDate", body.effectiveFrom());
        if (value == null) {
            errors.add("value", "law.error.value");
        }
        var finding = new LawFieldForm(typed).finding(value, desk.today(viewer), errors);
        if (finding == null) {
            throw ApiProblem.of(errors);
        }
        var made = desk.review(viewer, which, finding, key);
        return new Made(made.id(), made.kind().name());
    }

    private static void put(Map<String, List<String>> typed, String name, @Nullable String value) {
        if (value != null) {
            typed.put(name, List.of(value));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static LocalDate day(String name, String words) {
        try {
            var day = LocalDate.parse(words);
            if (day.getYear() >= 1990 && day.getYear() <= 2100) {
                return day;
            }
        } catch (DateTimeParseException noDay) {
            throw unreadable(name, "a day such as 2026-03-06", noDay);
        }
        throw unreadable(name, "a day from 1990 to 2100", null);
    }

    private static Instant moment(String words) {
        try {
            return java.time.OffsetDateTime.parse(words).toInstant();
        } catch (DateTimeParseException noMoment) {
            throw unreadable("at", "a moment such as 2026-03-06T15:10:00-06:00", noMoment);
        }
    }

    private static Suspected suspect(@Nullable String words) {
        try {
            return words == null ? Suspected.UNKNOWN : Suspected.valueOf(words.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException noSuspect) {
            throw unreadable("suspected", "one of " + Arrays.toString(Suspected.values()), noSuspect);
        }
    }

    private static int years(String words) {
        try {
            var years = Integer.parseInt(words);
            if (years >= 0 && years <= 120) {
                return years;
            }
        } catch (NumberFormatException noNumber) {
            throw unreadable("age", "a number of years", noNumber);
        }
        throw unreadable("age", "a number of years", null);
    }

    private static ApiProblem unreadable(String name, String expected, @Nullable Exception cause) {
        var problem = new ApiProblem(HttpStatus.BAD_REQUEST, "parameter", name + " has to be " + expected + ".");
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }
}
