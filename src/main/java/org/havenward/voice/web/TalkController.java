package org.havenward.voice.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.district.Districts;
import org.havenward.platform.Ids;
import org.havenward.voice.Guesses;
import org.havenward.voice.Limits;
import org.havenward.voice.MessageKind;
import org.havenward.voice.Place;
import org.havenward.voice.Places;
import org.havenward.voice.Receipt;
import org.havenward.voice.Receipts;
import org.havenward.voice.Told;
import org.havenward.voice.Voice;
import org.havenward.voice.Work;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Coming back with the receipt: read, write more, say how contact is safe, ask for a meeting or take that back. */
@Controller
class TalkController {
    private static final Logger LOG = LoggerFactory.getLogger(TalkController.class);

    private final PublicPages pages;
    private final Places places;
    private final Voice voice;
    private final Guesses guesses;
    private final Limits limits;
    private final Work work;
    private final Districts districts;

    TalkController(
            PublicPages pages,
            Places places,
            Voice voice,
            Guesses guesses,
            Limits limits,
            Work work,
            Districts districts) {
        this.pages = pages;
        this.places = places;
        this.voice = voice;
        this.guesses = guesses;
        this.limits = limits;
        this.work = work;
        this.districts = districts;
    }

    @GetMapping("/tell/{code}/words")
    @Needs(Need.NOTHING)
    ModelAndView ask(@PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
        return places.find(code)
                .map(place -> show(request, response, place, "", null, HttpStatus.OK))
                .orElseGet(() -> pages.gone(request, response));
    }

    @PostMapping("/tell/{code}/words")
    @Needs(Need.NOTHING)
    ModelAndView talk(@PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
        var place = places.find(code);
        if (place.isEmpty()) {
            return pages.gone(request, response);
        }
        var typed = TellForm.text(request.getParameter("receipt"));
        try {
            return read(request, response, place.get(), typed);
        } catch (RuntimeException problem) {
            var reference = Ids.next().toString().substring(24);
            LOG.error(
                    "A public page failed [{}]: {}",
                    reference,
                    problem.getClass().getName());
            return show(request, response, place.get(), typed, "error.trouble", HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private ModelAndView read(HttpServletRequest request, HttpServletResponse response, Place place, String typed) {
        var mend = HttpStatus.UNPROCESSABLE_CONTENT;
        if (typed.isBlank() && PublicPages.onlyLanguage(request)) {
            return show(request, response, place, "", null, HttpStatus.OK);
        }
        return switch (Receipts.read(typed)) {
            case Receipts.Read.WrongCount count ->
                show(request, response, place, typed, "again.count", mend, count.words());
            case Receipts.Read.Unknown unknown ->
                show(request, response, place, typed, "again.unknown", mend, unknown.place());
            case Receipts.Read.Mistyped mistyped -> show(request, response, place, typed, "again.mistyped", mend);
            case Receipts.Read.Good good -> open(request, response, place, good.receipt());
        };
    }

    private ModelAndView open(HttpServletRequest request, HttpServletResponse response, Place place, Receipt receipt) {
        if (pages.inDistrict(place.district(), guesses::slow) && !pages.waitAWhile(place.district())) {
            var status = HttpStatus.TOO_MANY_REQUESTS;
            return show(request, response, place, receipt.text(), "error.busy", status);
        }
        var draft = TellForm.text(request.getParameter("words"));
        var kind = PublicPages.onlyLanguage(request) ? null : kind(request.getParameter("kind"));
        String problem = null;
        var arrived = false;
        if (kind != null) {
            var words = kind == MessageKind.MEET || kind == MessageKind.NO_MEET
                    ? pages.frame(request, "").t(kind == MessageKind.MEET ? "talk.meet" : "talk.unmeet")
                    : draft;
            problem = words.isBlank() ? "error.empty" : words.length() > Told.WORDS ? "error.long" : null;
            if (problem == null && !limits.take(place)) {
                problem = "error.busy";
            }
            if (problem == null) {
                var seed = request.getParameter("seed");
                arrived = pages.inDistrict(
                        place.district(),
                        () -> voice.write(receipt, kind, words, work.known(seed).orElseGet(work::fresh)));
            }
        }
        var conversation = pages.inDistrict(place.district(), () -> voice.open(receipt));
        if (conversation.isEmpty()) {
            pages.inDistrict(place.district(), () -> {
                guesses.wrong();
                return true;
            });
            return show(request, response, place, receipt.text(), "again.none", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var frame = pages.frame(request, path(place));
        var status = problem == null
                ? HttpStatus.OK
                : problem.equals("error.busy") ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_CONTENT;
        return PublicPages.show(
                response,
                status,
                "voice/talk",
                new TalkPage(
                        frame,
                        "/tell/" + place.code(),
                        "",
                        receipt.text(),
                        conversation.get(),
                        problem == null ? null : frame.t(problem, Told.WORDS),
                        arrived ? "" : draft,
                        arrived,
                        pages.inDistrict(place.district(), work::fresh),
                        zone(place)));
    }

    private static @Nullable MessageKind kind(@Nullable String name) {
        return TellForm.one(MessageKind.values(), name)
                .filter(kind -> switch (kind) {
                    case MORE, CONTACT, NAME, MEET, NO_MEET -> true;
                    case TOLD, DETAIL, ANSWER -> false;
                })
                .orElse(null);
    }

    private ModelAndView show(
            HttpServletRequest request,
            HttpServletResponse response,
            Place place,
            String typed,
            @Nullable String problem,
            HttpStatus status,
            Object... arguments) {
        var frame = pages.frame(request, path(place));
        return PublicPages.show(
                response,
                status,
                "voice/talk",
                new TalkPage(
                        frame,
                        "/tell/" + place.code(),
                        typed,
                        null,
                        null,
                        problem == null ? null : frame.t(problem, arguments),
                        TellForm.text(request.getParameter("words")),
                        false,
                        "",
                        zone(place)));
    }

    private static String path(Place place) {
        return "/tell/" + place.code() + "/words";
    }

    private ZoneId zone(Place place) {
        return ZoneId.of(pages.reading(place.district(), districts::current).zone());
    }
}
