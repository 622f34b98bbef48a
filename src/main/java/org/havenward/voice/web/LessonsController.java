package org.havenward.voice.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.School;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.Ids;
import org.havenward.prevention.LessonId;
import org.havenward.prevention.Lessons;
import org.havenward.voice.Funnel;
import org.havenward.voice.LessonAnswer;
import org.havenward.voice.LessonAnswers;
import org.havenward.voice.Place;
import org.havenward.voice.Places;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Pages;
import org.havenward.web.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The school's side of lessons: planning, posters and slips, counts, and the social worker's list. */
@Controller
class LessonsController {
    private static final int LINES = 50;

    private final Lessons lessons;
    private final LessonAnswers answers;
    private final Places places;
    private final Gate gate;
    private final Directory directory;
    private final Districts districts;
    private final SiteAddress site;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    LessonsController(
            Lessons lessons,
            LessonAnswers answers,
            Places places,
            Gate gate,
            Directory directory,
            Districts districts,
            SiteAddress site,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        this.lessons = lessons;
        this.answers = answers;
        this.places = places;
        this.gate = gate;
        this.directory = directory;
        this.districts = districts;
        this.site = site;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @GetMapping("/lessons")
    @Needs(Need.PLAN_LESSON)
    ModelAndView list(Viewer viewer, @RequestParam(required = false) @Nullable String before) {
        var found = lessons.list(viewer, instant(before), LINES + 1);
        var shown = found.size() > LINES ? found.subList(0, LINES) : found;
        var names = directory.schools().stream().collect(Collectors.toMap(School::id, School::name));
        var year = year();
        return Pages.show(
                "voice/lessons",
                new LessonsPage(
                        shown.stream()
                                .map(lesson -> new LessonsPage.Line(lesson, names.getOrDefault(lesson.school(), "")))
                                .toList(),
                        lessons.schools(viewer).stream()
                                .map(school -> new LessonsPage.Year(
                                        school.name(),
                                        answers.funnel(viewer, school.id(), year, year.plusSeconds(366L * 86_400))))
                                .filter(line -> line.funnel().taught() > 0)
                                .toList(),
                        found.size() > LINES ? shown.getLast().opensAt().toString() : null));
    }

    /** The school year begins in July: every lesson counts in one. */
    private Instant year() {
        var zone = zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var first = LocalDate.of(today.getMonthValue() < 7 ? today.getYear() - 1 : today.getYear(), 7, 1);
        return first.atStartOfDay(zone).toInstant();
    }

    @GetMapping("/lessons/new")
    @Needs(Need.PLAN_LESSON)
    ModelAndView plan(Viewer viewer) {
        return Pages.show("voice/lesson_new", newPage(viewer, LessonForm.BLANK, new FormErrors()));
    }

    @PostMapping("/lessons")
    @Needs(Need.PLAN_LESSON)
    ModelAndView plan(Viewer viewer, @ModelAttribute LessonForm form) {
        var errors = form.check();
        if (errors.none()) {
            var said = form.lesson(zone());
            var may = lessons.schools(viewer).stream()
                    .anyMatch(school -> school.id().equals(said.school()));
            if (!may) {
                errors.add("school", "voice.lesson.error.school");
            } else if (!lessons.mayMeet(said.socialWorker(), said.school())) {
                errors.add("worker", "voice.lesson.error.worker");
            } else {
                return seeOther("/lessons/"
                        + lessons.plan(viewer, said, key(form.onceKey())).value());
            }
        }
        return Pages.mend("voice/lesson_new", newPage(viewer, form, errors));
    }

    private LessonNewPage newPage(Viewer viewer, LessonForm form, FormErrors errors) {
        var schools = lessons.schools(viewer);
        return new LessonNewPage(
                form,
                errors,
                schools.stream()
                        .map(school -> new Option(school.id().value().toString(), school.name()))
                        .toList(),
                workers(schools));
    }

    private List<Option> workers(List<School> schools) {
        var who = new LinkedHashMap<StaffId, String>();
        for (var school : schools.subList(0, Math.min(schools.size(), 40))) {
            var ref = new RecordRef(RecordKind.SCHOOL, school.id().value(), school.id());
            Stream.of(Role.DESIGNATED_COUNSELOR, Role.BACKUP_COUNSELOR, Role.RESPONSE_TEAM_MEMBER)
                    .flatMap(role -> gate.holders(role, ref).stream())
                    .forEach(staff -> who.putIfAbsent(staff, school.name()));
        }
        var staff = who.isEmpty() ? java.util.Map.<StaffId, StaffMember>of() : directory.staff(who.keySet());
        return staff.values().stream()
                .sorted(java.util.Comparator.comparing(StaffMember::name))
                .map(person -> new Option(
                        person.id().value().toString(), person.name() + ", " + who.getOrDefault(person.id(), "")))
                .toList();
    }

    @GetMapping("/lessons/{id}")
    @Needs(Need.PLAN_LESSON)
    ModelAndView open(Viewer viewer, @PathVariable UUID id) {
        return Pages.show("voice/lesson", page(viewer, id));
    }

    /** Slips to print: the same page on paper. */
    @GetMapping("/lessons/{id}/slips")
    @Needs(Need.PLAN_LESSON)
    ModelAndView slips(Viewer viewer, @PathVariable UUID id) {
        return Pages.show("voice/lesson_slips", page(viewer, id));
    }

    private LessonPage page(Viewer viewer, UUID id) {
        var lesson = lessons.open(viewer, new LessonId(id));
        var address = site.of("/t/" + lesson.code());
        return new LessonPage(
                lesson,
                directory.school(lesson.school()).map(School::name).orElse(""),
                directory.staff(lesson.socialWorker()).map(StaffMember::name).orElse(""),
                answers.funnel(viewer, lesson.id()),
                address,
                Qr.of(address),
                gate.decide(viewer, Need.MEET_AFTER_LESSON, lesson.ref()).allowed(),
                lesson.open(clock.instant()));
    }

    @GetMapping("/lessons/{id}/answers")
    @Needs(Need.MEET_AFTER_LESSON)
    ModelAndView answers(Viewer viewer, @PathVariable UUID id) {
        return Pages.show("voice/lesson_answers", answersPage(viewer, id, blank(), null, new FormErrors()));
    }

    /** Slips of paper, entered. */
    @PostMapping("/lessons/{id}/answers")
    @Needs(Need.MEET_AFTER_LESSON)
    ModelAndView enter(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam org.springframework.util.MultiValueMap<String, String> sent) {
        var lesson = new LessonId(id);
        answers.enter(viewer, lesson);
        var slip = LessonTellForm.of(sent);
        var nothing = sent.getFirst("nothing");
        var many = nothing == null || nothing.isBlank() ? java.util.Optional.of(0) : LessonForm.number(nothing, 0, 500);
        var came = slip.choice() != null && slip.choice() != LessonAnswer.Choice.NOTHING || slip.meet();
        var errors = new FormErrors();
        if (many.isEmpty()) {
            errors.add("nothing", "voice.slips.error.number");
        } else if (!came && many.get() == 0) {
            errors.add("choice", "voice.slips.error.empty");
        } else if (came && slip.problem() != null) {
            errors.add("words", "voice.lesson.error.long", slip.most());
        }
        if (errors.any()) {
            return Pages.mend("voice/lesson_answers", answersPage(viewer, id, slip, nothing, errors));
        }
        answers.enter(viewer, lesson, came ? slip.answer(true) : null, many.orElse(0), key(sent.getFirst("onceKey")));
        return seeOther("/lessons/" + id + "/answers");
    }

    @PostMapping("/lessons/{id}/answers/{answer}")
    @Needs(Need.MEET_AFTER_LESSON)
    ModelAndView settle(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID answer,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable String onceKey) {
        answers.enter(viewer, new LessonId(id));
        var chosen = Stream.of(LessonAnswer.Outcome.values())
                .filter(one -> one.name().equals(outcome))
                .findFirst();
        var words = LessonForm.text(note);
        var errors = new FormErrors();
        if (chosen.isEmpty()) {
            errors.add("outcome-" + answer, "voice.outcome.error.choose");
        } else if (words.length() > LessonAnswer.WORDS) {
            errors.add("outcome-" + answer, "voice.lesson.error.long", LessonAnswer.WORDS);
        }
        if (errors.any()) {
            return Pages.mend("voice/lesson_answers", answersPage(viewer, id, blank(), null, errors));
        }
        return seeOther(answers.settle(viewer, new LessonId(id), answer, chosen.orElseThrow(), words, key(onceKey))
                .map(concern -> "/concerns/" + concern)
                .orElse("/lessons/" + id + "/answers"));
    }

    private LessonAnswersPage answersPage(
            Viewer viewer, UUID id, LessonTellForm slip, @Nullable String nothing, FormErrors errors) {
        var lesson = answers.enter(viewer, new LessonId(id));
        var funnel = gate.decide(viewer, Need.PLAN_LESSON, lesson.ref()).allowed()
                ? answers.funnel(viewer, lesson.id())
                : new Funnel(lesson.taught(), 0, 0, 0, 0, 0, 0);
        return new LessonAnswersPage(lesson, funnel, answers.list(viewer, lesson.id()), slip, nothing, errors);
    }

    /** Posters with the short link and its QR code, for each school where the viewer plans lessons. */
    @GetMapping("/posters")
    @Needs(Need.PLAN_LESSON)
    ModelAndView posters(Viewer viewer) {
        var mine = lessons.schools(viewer).stream().map(School::id).collect(Collectors.toSet());
        var shown = java.util.Objects.requireNonNull(transaction.execute(begun -> Stream.concat(
                        viewer.holdsEverywhere(Role.DISTRICT_COORDINATOR)
                                ? Stream.of(places.ofDistrict())
                                : Stream.<Place>empty(),
                        places.ofSchools().stream()
                                .filter(place -> place.school() != null && mine.contains(place.school())))
                .map(this::poster)
                .toList()));
        return Pages.show("voice/posters", new PostersPage(shown));
    }

    private PostersPage.Poster poster(Place place) {
        var address = site.of("/t/" + place.code());
        return new PostersPage.Poster(place.name(), address, Qr.of(address));
    }

    private static LessonTellForm blank() {
        return LessonTellForm.of(new org.springframework.util.LinkedMultiValueMap<>());
    }

    private ZoneId zone() {
        return ZoneId.of(districts.current().zone());
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.isBlank() || text.length() > 40
                    ? null
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static String key(@Nullable String onceKey) {
        return onceKey == null || onceKey.isBlank() || onceKey.length() > 100
                ? Ids.next().toString()
                : onceKey;
    }

    private static ModelAndView seeOther(String path) {
        var view = new RedirectView(path, true, false, false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
