package org.havenward.voice.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.prevention.Lesson;
import org.havenward.prevention.LessonId;
import org.havenward.prevention.Lessons;
import org.havenward.prevention.NewLesson;
import org.havenward.voice.Funnel;
import org.havenward.voice.LessonAnswer;
import org.havenward.voice.LessonAnswers;
import org.havenward.web.ApiPage;
import org.havenward.web.ApiProblem;
import org.havenward.web.FormErrors;
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

/** Lessons and what students answer after them, for programs. */
@RestController
@RequestMapping("/api/v1/lessons")
class LessonApi {
    private static final int LONGEST_KEY = 200;

    private final Lessons lessons;
    private final LessonAnswers answers;

    LessonApi(Lessons lessons, LessonAnswers answers) {
        this.lessons = lessons;
        this.answers = answers;
    }

    /** A lesson to plan; times are ISO 8601 with offset. */
    record Plan(
            @Nullable String schoolId,
            @Nullable String title,
            @Nullable String place,
            @Nullable String presenter,
            @Nullable String socialWorkerId,
            @Nullable Integer taught,
            @Nullable String opensAt,
            @Nullable String closesAt) {}

    record Planned(
            UUID id,
            UUID schoolId,
            String title,
            String place,
            String presenter,
            UUID socialWorkerId,
            String code,
            int taught,
            Instant opensAt,
            Instant closesAt) {
        static Planned of(Lesson lesson) {
            return new Planned(
                    lesson.id().value(),
                    lesson.school().value(),
                    lesson.title(),
                    lesson.place(),
                    lesson.presenter(),
                    lesson.socialWorker().value(),
                    lesson.code(),
                    lesson.taught(),
                    lesson.opensAt(),
                    lesson.closesAt());
        }
    }

    /** Counts; null: too small to show. */
    record Counts(
            long taught,
            @Nullable Long answered,
            @Nullable Long cameForward,
            @Nullable Long met,
            @Nullable Long identified,
            @Nullable Long informationOnly) {
        static Counts of(Funnel funnel) {
            return new Counts(
                    funnel.taught(),
                    funnel.shownResponded(),
                    funnel.shown(funnel.cameForward()),
                    funnel.shown(funnel.met()),
                    funnel.shown(funnel.identified()),
                    funnel.shown(funnel.information()));
        }
    }

    record Whole(Planned lesson, Counts counts) {}

    record Answered(
            UUID id,
            String choice,
            boolean meet,
            String soon,
            String name,
            String where,
            String words,
            boolean onPaper,
            @Nullable String outcome) {}

    /** @param outcome {@code MET}, {@code INFORMATION}, {@code IDENTIFIED}, {@code REFERRED}, {@code NOT_REACHED}, or {@code NOT_IN_GOOD_FAITH} */
    record Settle(@Nullable String outcome, @Nullable String words) {}

    /** @param concernId the concern that it became, where it did */
    record Settled(@Nullable UUID concernId) {}

    /** Newest first. */
    @GetMapping
    @Needs(Need.PLAN_LESSON)
    ApiPage<Planned> list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        var most = ApiPage.limit(limit);
        return ApiPage.of(
                lessons.list(viewer, instant(after), most + 1).stream()
                        .map(Planned::of)
                        .toList(),
                most,
                last -> last.opensAt().toString());
    }

    @PostMapping
    @Needs(Need.PLAN_LESSON)
    @ResponseStatus(HttpStatus.CREATED)
    Planned plan(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @RequestBody Plan plan) {
        var errors = new FormErrors();
        var school = LessonForm.id(plan.schoolId());
        var worker = LessonForm.id(plan.socialWorkerId());
        var opens = instant(plan.opensAt());
        var closes = instant(plan.closesAt());
        var taught = plan.taught();
        if (school.isEmpty()
                || lessons.schools(viewer).stream()
                        .noneMatch(one -> one.id().value().equals(school.get()))) {
            errors.add("schoolId", "voice.lesson.error.school");
        }
        if (LessonForm.text(plan.title()).isBlank()) {
            errors.add("title", "voice.lesson.error.title");
        }
        for (var text : new @Nullable String[] {plan.title(), plan.place(), plan.presenter()}) {
            if (LessonForm.text(text).length() > NewLesson.WORDS) {
                errors.add("title", "voice.lesson.error.long", NewLesson.WORDS);
            }
        }
        if (taught == null || taught < 1 || taught > NewLesson.MOST_TAUGHT) {
            errors.add("taught", "voice.lesson.error.taught", NewLesson.MOST_TAUGHT);
        }
        if (opens == null
                || closes == null
                || !opens.isBefore(closes)
                || closes.isAfter(opens.plus(NewLesson.LONGEST_OPEN))) {
            errors.add("opensAt", "voice.lesson.error.day");
        }
        if (errors.none()
                && (worker.isEmpty()
                        || !lessons.mayMeet(new StaffId(worker.get()), new SchoolId(school.orElseThrow())))) {
            errors.add("socialWorkerId", "voice.lesson.error.worker");
        }
        if (errors.any() || opens == null || closes == null || taught == null) {
            throw ApiProblem.of(errors);
        }
        var id = lessons.plan(
                viewer,
                new NewLesson(
                        new SchoolId(school.orElseThrow()),
                        LessonForm.text(plan.title()),
                        LessonForm.text(plan.place()),
                        LessonForm.text(plan.presenter()),
                        new StaffId(worker.orElseThrow()),
                        taught,
                        opens,
                        closes),
                key(key));
        return Planned.of(lessons.open(viewer, id));
    }

    @GetMapping("/{id}")
    @Needs(Need.PLAN_LESSON)
    Whole open(Viewer viewer, @PathVariable UUID id) {
        var lesson = lessons.open(viewer, new LessonId(id));
        return new Whole(Planned.of(lesson), Counts.of(answers.funnel(viewer, lesson.id())));
    }

    /** Who came forward, as soon as each says: for the lesson's social worker alone. */
    @GetMapping("/{id}/answers")
    @Needs(Need.MEET_AFTER_LESSON)
    List<Answered> answers(Viewer viewer, @PathVariable UUID id) {
        return answers.list(viewer, new LessonId(id)).stream()
                .map(one -> new Answered(
                        one.id(),
                        one.answer().choice().name(),
                        one.answer().meet(),
                        one.answer().soon().name(),
                        one.answer().name(),
                        one.answer().where(),
                        one.answer().words(),
                        one.answer().onPaper(),
                        one.outcome() == null ? null : one.outcome().name()))
                .toList();
    }

    /** What came of an answer. */
    @PostMapping("/{id}/answers/{answer}/outcomes")
    @Needs(Need.MEET_AFTER_LESSON)
    Settled settle(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID answer,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody Settle settle) {
        answers.enter(viewer, new LessonId(id));
        var outcome = Stream.of(LessonAnswer.Outcome.values())
                .filter(one -> one.name().equals(settle.outcome()))
                .findFirst()
                .orElseThrow(() -> ApiProblem.of(new FormErrors().add("outcome", "voice.outcome.error.choose")));
        var words = LessonForm.text(settle.words());
        if (words.length() > LessonAnswer.WORDS) {
            throw ApiProblem.of(new FormErrors().add("words", "voice.lesson.error.long", LessonAnswer.WORDS));
        }
        return new Settled(answers.settle(viewer, new LessonId(id), answer, outcome, words, key(key))
                .orElse(null));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.isBlank() || text.length() > 40
                    ? null
                    : OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static String key(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "key",
                    "The Idempotency-Key header holds 1 to " + LONGEST_KEY + " characters.");
        }
        return key;
    }
}
