package org.havenward.voice.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.guide.Guide;
import org.havenward.platform.Ids;
import org.havenward.prevention.Lessons;
import org.havenward.voice.About;
import org.havenward.voice.FollowUps;
import org.havenward.voice.Limits;
import org.havenward.voice.MessageKind;
import org.havenward.voice.Place;
import org.havenward.voice.Places;
import org.havenward.voice.Told;
import org.havenward.voice.Voice;
import org.havenward.voice.Way;
import org.havenward.voice.Work;
import org.havenward.voice.web.TellForm.Step;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Telling someone: for anyone, without a name, a session, or a script. What was typed goes from page to page in the form and
 * never into an address; the answer to what is sent is a page and no redirect, since the receipt may stand in no address.
 */
@Controller
class TellController {
    private static final Logger LOG = LoggerFactory.getLogger(TellController.class);

    private final PublicPages pages;
    private final Places places;
    private final WhoReads readers;
    private final Voice voice;
    private final Work work;
    private final Limits limits;
    private final FollowUps followUps;
    private final Guide guide;
    private final Lessons lessons;

    @SuppressWarnings("TooManyParameters")
    TellController(
            PublicPages pages,
            Places places,
            WhoReads readers,
            Voice voice,
            Work work,
            Limits limits,
            FollowUps followUps,
            Guide guide,
            Lessons lessons) {
        this.pages = pages;
        this.places = places;
        this.readers = readers;
        this.voice = voice;
        this.work = work;
        this.limits = limits;
        this.followUps = followUps;
        this.guide = guide;
        this.lessons = lessons;
    }

    @GetMapping("/tell")
    @Needs(Need.NOTHING)
    ModelAndView begin(HttpServletRequest request, HttpServletResponse response) {
        var districts = places.ofDistricts();
        if (districts.size() != 1) {
            var page = new TellPlacesPage(pages.frame(request, "/tell"), districts);
            return PublicPages.show(response, HttpStatus.OK, "voice/tell_places", page);
        }
        return page(request, response, districts.getFirst(), start(), null, HttpStatus.OK);
    }

    /** The short link of posters: of a school, the district, or a lesson. */
    @GetMapping("/t/{code}")
    @Needs(Need.NOTHING)
    ModelAndView shortLink(@PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
        if (places.find(code).isPresent()) {
            return go(response, "/tell/" + code);
        }
        return Places.looksLikeCode(code) && lessons.coded(code).isPresent()
                ? go(response, "/tell/lesson/" + code)
                : pages.gone(request, response);
    }

    /** Away: whatever the browser kept of this site is dropped on the way to a page that says nothing. */
    @GetMapping("/tell/leave")
    @Needs(Need.NOTHING)
    ModelAndView leave(HttpServletResponse response) {
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return go(response, "/calendar");
    }

    @GetMapping({"/tell/help", "/tell/{code}/help"})
    @Needs(Need.NOTHING)
    ModelAndView help(
            @PathVariable Map<String, String> path, HttpServletRequest request, HttpServletResponse response) {
        var place = Optional.ofNullable(path.get("code")).flatMap(places::find);
        var here = place.map(one -> "/tell/" + one.code()).orElse("/tell");
        var lines = place.map(one -> pages.inDistrict(one.district(), guide::helpLines))
                .orElseGet(guide::helpLines);
        return PublicPages.show(
                response,
                HttpStatus.OK,
                "voice/tell_help",
                new TellHelpPage(pages.frame(request, here + "/help"), here, lines));
    }

    @GetMapping("/tell/{code}")
    @Needs(Need.NOTHING)
    ModelAndView open(@PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
        return places.find(code)
                .map(place -> page(request, response, place, start(), null, HttpStatus.OK))
                .orElseGet(() -> pages.gone(request, response));
    }

    /** What is sent; {@code /tell} itself for the only district. */
    @PostMapping({"/tell", "/tell/{code}"})
    @Needs(Need.NOTHING)
    ModelAndView send(
            @PathVariable Map<String, String> path, HttpServletRequest request, HttpServletResponse response) {
        var code = path.get("code");
        var place = code == null ? onlyDistrict() : places.find(code);
        if (place.isEmpty()) {
            return pages.gone(request, response);
        }
        var form = TellForm.of(sent(request));
        if (PublicPages.onlyLanguage(request)) {
            return page(request, response, place.get(), form, null, HttpStatus.OK);
        }
        try {
            return next(request, response, place.get(), form);
        } catch (RuntimeException problem) {
            var reference = Ids.next().toString().substring(24);
            LOG.error(
                    "A public page failed [{}]: {}",
                    reference,
                    problem.getClass().getName());
            return page(request, response, place.get(), form, "error.trouble", HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private ModelAndView next(HttpServletRequest request, HttpServletResponse response, Place place, TellForm form) {
        return switch (form.step()) {
            case START ->
                page(
                        request,
                        response,
                        place,
                        form.at(form.about() == null ? Step.START : Step.WAY),
                        null,
                        HttpStatus.OK);
            case WAY -> {
                var to = form.back() ? Step.START : form.way() == null ? Step.WAY : Step.WRITE;
                yield page(request, response, place, form.at(to), null, HttpStatus.OK);
            }
            case WRITE ->
                form.back()
                        ? page(request, response, place, form.at(Step.WAY), null, HttpStatus.OK)
                        : tell(request, response, place, form);
            case SENT -> page(request, response, place, form.at(Step.FOLLOW), null, HttpStatus.OK);
            case FOLLOW -> {
                var problem = form.skip() ? null : writeDetails(request, place, form);
                yield problem == null
                        ? page(request, response, place, form.at(Step.DONE), null, HttpStatus.OK)
                        : page(request, response, place, form, problem, status(problem));
            }
            case DONE -> page(request, response, place, start(), null, HttpStatus.OK);
        };
    }

    private ModelAndView tell(HttpServletRequest request, HttpServletResponse response, Place place, TellForm form) {
        var problem = form.problem();
        if (problem != null) {
            return page(request, response, place, form, problem, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var known = pages.inDistrict(place.district(), () -> work.known(form.seed()));
        var worked = known.isPresent() && Work.done(known.get(), form.proof());
        var fits =
                limits.take(place) && (worked || limits.takeSlow(place.code()) && pages.waitAWhile(place.district()));
        if (!fits) {
            return page(request, response, place, form, "error.busy", HttpStatus.TOO_MANY_REQUESTS);
        }
        var words = pages.frame(request, "").words();
        // One transaction for all of it: the page that says "it has arrived" is written after its commit.
        var done = pages.reading(place.district(), () -> {
            var school = place.school() != null ? place.school() : chosenSchool(form);
            var given = voice.tell(new Told(
                    school,
                    form.about() == null ? About.SAW : form.about(),
                    form.wayTaken(),
                    form.elsewhere(),
                    form.urgent(),
                    form.words(),
                    form.identity(),
                    words.language().code(),
                    known.orElseGet(work::fresh)));
            return new Done(form.with(given, work.fresh()), readers.names(place, form.elsewhere(), words));
        });
        var frame = pages.frame(request, "/tell/" + place.code());
        var page = new TellPage(frame, place, done.form(), done.reader(), List.of(), List.of(), "", null);
        return PublicPages.show(response, HttpStatus.OK, "voice/tell", page);
    }

    private record Done(TellForm form, String reader) {}

    private org.havenward.district.@Nullable SchoolId chosenSchool(TellForm form) {
        return form.schoolId()
                .filter(school -> places.ofSchools().stream().anyMatch(place -> school.equals(place.school())))
                .orElse(null);
    }

    /**
     * The answers to the gentle questions, as one message: question and answer, in the language they were asked in.
     *
     * @return what has to be mended before they can arrive; null: they have, or there are none
     */
    private @Nullable String writeDetails(HttpServletRequest request, Place place, TellForm form) {
        var answered = form.answered(followUps.all());
        var contact = form.reached();
        if (answered.isEmpty() && contact.isEmpty()) {
            return null;
        }
        var receipt = form.receipt();
        var problem = form.detailsProblem();
        if (problem != null || receipt == null) {
            return problem == null ? "again.mistyped" : problem;
        }
        if (!limits.take(place)) {
            return "error.busy";
        }
        var words = pages.frame(request, "").words();
        var said = answered.entrySet().stream()
                .map(one -> words.t("q." + one.getKey()) + "\n" + one.getValue())
                .collect(Collectors.joining("\n\n"));
        // One transaction for both: either all of it has arrived, or it is still on the page.
        var arrived = pages.reading(place.district(), () -> {
            var seed = work.known(form.seed()).orElseGet(work::fresh);
            return (said.isEmpty() || voice.write(receipt, MessageKind.DETAIL, said, seed))
                    && (contact.isEmpty() || voice.write(receipt, MessageKind.CONTACT, contact, seed));
        });
        return arrived ? null : "again.none";
    }

    private static HttpStatus status(String problem) {
        return problem.equals("error.busy") ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    private ModelAndView page(
            HttpServletRequest request,
            HttpServletResponse response,
            Place place,
            TellForm form,
            @Nullable String problem,
            HttpStatus status) {
        var path = "/tell/" + place.code();
        var frame = pages.frame(request, path);
        var seeded = form.step() == Step.WRITE && form.seed() == null
                ? form.seeded(pages.inDistrict(place.district(), work::fresh))
                : form;
        var schools = place.school() == null && form.step() == Step.WRITE
                ? pages.reading(place.district(), places::ofSchools)
                : List.<Place>of();
        var about = form.about() == null ? About.SAW : form.about();
        var shown = new TellPage(
                frame,
                place,
                seeded,
                pages.reading(place.district(), () -> readers.names(place, form.elsewhere(), frame.words())),
                form.step() == Step.FOLLOW ? questions(about, frame, form) : List.of(),
                schools,
                TellForm.text(request.getParameter("receipt")),
                problem);
        return PublicPages.show(response, status, "voice/tell", shown);
    }

    /** Those that fit, and those answered already, in whatever language they were asked. */
    private List<String> questions(About about, TellFrame frame, TellForm form) {
        var fit = followUps.questions(about, frame.words().language().code(), form.words());
        return followUps.all().stream()
                .filter(question -> fit.contains(question)
                        || !form.details().getOrDefault(question, "").isBlank())
                .filter(question -> !question.equals("contact")
                        || form.wayTaken() == Way.ANONYMOUS
                        || !form.reached().isEmpty())
                .toList();
    }

    private Optional<Place> onlyDistrict() {
        var all = places.ofDistricts();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.<Place>empty();
    }

    private static TellForm start() {
        return TellForm.of(new LinkedMultiValueMap<>());
    }

    static MultiValueMap<String, String> sent(HttpServletRequest request) {
        var all = new LinkedMultiValueMap<String, String>();
        request.getParameterMap().forEach((name, values) -> all.put(name, List.of(values)));
        return all;
    }

    private static ModelAndView go(HttpServletResponse response, String path) {
        PublicPages.strict(response);
        response.setHeader(HttpHeaders.LOCATION, path);
        response.setStatus(HttpStatus.SEE_OTHER.value());
        return new ModelAndView((viewless, asked, answer) -> {});
    }
}
