package org.havenward.voice.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.district.Directory;
import org.havenward.district.StaffMember;
import org.havenward.platform.Ids;
import org.havenward.prevention.Lesson;
import org.havenward.prevention.Lessons;
import org.havenward.voice.LessonAnswers;
import org.havenward.voice.Limits;
import org.havenward.voice.Places;
import org.havenward.voice.Work;
import org.havenward.voice.web.LessonTellPage.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The private answer after a lesson: one page, one choice, one tap to send, whatever one answers; and then the same page for
 * everyone, byte for byte.
 */
@Controller
class LessonTellController {
    private static final Logger LOG = LoggerFactory.getLogger(LessonTellController.class);

    private final PublicPages pages;
    private final Lessons lessons;
    private final LessonAnswers answers;
    private final Places places;
    private final Directory directory;
    private final Limits limits;
    private final Work work;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    LessonTellController(
            PublicPages pages,
            Lessons lessons,
            LessonAnswers answers,
            Places places,
            Directory directory,
            Limits limits,
            Work work,
            InstantSource clock) {
        this.pages = pages;
        this.lessons = lessons;
        this.answers = answers;
        this.places = places;
        this.directory = directory;
        this.limits = limits;
        this.work = work;
        this.clock = clock;
    }

    @GetMapping("/tell/lesson/{code}")
    @Needs(Need.NOTHING)
    ModelAndView ask(@PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
        var coded = Places.looksLikeCode(code) ? lessons.coded(code) : java.util.Optional.<Lessons.Coded>empty();
        if (coded.isEmpty()) {
            return pages.gone(request, response);
        }
        var lesson = lesson(coded.get());
        var form = LessonTellForm.of(new LinkedMultiValueMap<>());
        var state = lesson.open(clock.instant()) ? State.ASK : State.CLOSED;
        return show(request, response, coded.get(), lesson, state, form, null, HttpStatus.OK);
    }

    @PostMapping("/tell/lesson/{code}")
    @Needs(Need.NOTHING)
    ModelAndView answer(@PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
        var coded = Places.looksLikeCode(code) ? lessons.coded(code) : java.util.Optional.<Lessons.Coded>empty();
        if (coded.isEmpty()) {
            return pages.gone(request, response);
        }
        var lesson = lesson(coded.get());
        var form = LessonTellForm.of(TellController.sent(request));
        var open = lesson.open(clock.instant());
        if (PublicPages.onlyLanguage(request) || !open) {
            var state = open ? State.ASK : State.CLOSED;
            return show(request, response, coded.get(), lesson, state, form, null, HttpStatus.OK);
        }
        var problem = form.problem();
        if (problem != null) {
            var status = HttpStatus.UNPROCESSABLE_CONTENT;
            return show(request, response, coded.get(), lesson, State.ASK, form, problem, status);
        }
        if (!limits.takeClass(coded.get().district(), code)) {
            var status = HttpStatus.TOO_MANY_REQUESTS;
            return show(request, response, coded.get(), lesson, State.ASK, form, "error.busy", status);
        }
        try {
            var kept = pages.inDistrict(coded.get().district(), () -> {
                var seed = work.known(request.getParameter("seed")).orElseGet(work::fresh);
                return answers.answer(lesson.id(), form.answer(false), seed);
            });
            var state = kept ? State.AFTER : State.CLOSED;
            return show(request, response, coded.get(), lesson, state, form, null, HttpStatus.OK);
        } catch (RuntimeException broken) {
            var reference = Ids.next().toString().substring(24);
            LOG.error(
                    "A public page failed [{}]: {}",
                    reference,
                    broken.getClass().getName());
            var status = HttpStatus.SERVICE_UNAVAILABLE;
            return show(request, response, coded.get(), lesson, State.ASK, form, "error.trouble", status);
        }
    }

    private Lesson lesson(Lessons.Coded coded) {
        return pages.reading(
                coded.district(), () -> lessons.find(coded.lesson()).orElseThrow());
    }

    @SuppressWarnings("TooManyParameters")
    private ModelAndView show(
            HttpServletRequest request,
            HttpServletResponse response,
            Lessons.Coded coded,
            Lesson lesson,
            State state,
            LessonTellForm form,
            @Nullable String problem,
            HttpStatus status) {
        var frame = pages.frame(request, "/tell/lesson/" + lesson.code());
        var reader = pages.reading(
                coded.district(),
                () -> directory
                        .staff(lesson.socialWorker())
                        .map(StaffMember::name)
                        .orElse(""));
        var tell = pages.reading(
                coded.district(),
                () -> places.ofSchools().stream()
                        .filter(place -> lesson.school().equals(place.school()))
                        .map(place -> "/tell/" + place.code())
                        .findFirst()
                        .orElse("/tell"));
        var seed = state == State.ASK ? pages.inDistrict(coded.district(), work::fresh) : "";
        return PublicPages.show(
                response,
                status,
                "voice/tell_lesson",
                new LessonTellPage(frame, state, reader, tell, form, seed, problem));
    }
}
