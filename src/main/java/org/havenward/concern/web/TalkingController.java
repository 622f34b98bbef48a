package org.havenward.concern.web;

import java.util.Locale;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.concern.ConcernId;
import org.havenward.concern.ConcernReading;
import org.havenward.voice.Answering;
import org.havenward.voice.ConversationId;
import org.havenward.voice.NothingToUnmaskException;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Answers whoever told a concern, and opens a locked name with a second person. */
@Controller
class TalkingController {
    private final ConcernReading reading;
    private final Answering answering;
    private final TriageController triage;

    TalkingController(ConcernReading reading, Answering answering, TriageController triage) {
        this.reading = reading;
        this.answering = answering;
        this.triage = triage;
    }

    @PostMapping("/triage/{id}/answers")
    @Needs(Need.ANSWER_VOICE)
    ModelAndView answer(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String answer,
            @RequestParam(required = false) @Nullable String onceKey,
            Locale locale) {
        var talk = talk(viewer, id);
        var words = Given.text(answer);
        var errors = check("answer", words);
        if (talk == null) {
            return back(id);
        }
        if (errors.any()) {
            return mend(viewer, id, errors, new TriageController.Typed(words, ""), locale);
        }
        Given.once(Given.key(onceKey), key -> {
            answering.answer(viewer, talk, words, key);
            return id;
        });
        return back(id);
    }

    /** @param step ask · agree · refuse · danger */
    @PostMapping("/triage/{id}/name")
    @Needs(Need.ANSWER_VOICE)
    ModelAndView name(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String onceKey,
            Locale locale) {
        var talk = talk(viewer, id);
        var words = Given.text(reason);
        var errors = check("reason", words);
        if (talk == null) {
            return back(id);
        }
        if (errors.any()) {
            return mend(viewer, id, errors, new TriageController.Typed("", words), locale);
        }
        try {
            Given.once(Given.key(onceKey), key -> {
                switch (Given.text(step)) {
                    case "agree" -> answering.decideOnName(viewer, talk, true, words, key);
                    case "refuse" -> answering.decideOnName(viewer, talk, false, words, key);
                    case "danger" -> answering.openNameInDanger(viewer, talk, words, key);
                    default -> answering.askForName(viewer, talk, words, key);
                }
                return id;
            });
        } catch (NothingToUnmaskException overtaken) {
            var late = new FormErrors().add("reason", "concern.talk.name.overtaken");
            var shown = mend(viewer, id, late, new TriageController.Typed("", words), locale);
            shown.setStatus(HttpStatus.CONFLICT);
            return shown;
        }
        return back(id);
    }

    /** The conversation of a concern that the viewer may triage; null where a member of staff raised it. */
    private @Nullable ConversationId talk(Viewer viewer, UUID id) {
        return reading.open(viewer, new ConcernId(id)).conversation();
    }

    private static FormErrors check(String field, String words) {
        var errors = new FormErrors();
        if (words.isBlank()) {
            errors.add(field, "concern.talk.empty");
        } else if (words.length() > Answering.WORDS) {
            errors.add(field, "concern.talk.long", Answering.WORDS);
        }
        return errors;
    }

    private ModelAndView mend(Viewer viewer, UUID id, FormErrors errors, TriageController.Typed typed, Locale locale) {
        return Pages.mend(
                "concern/triage",
                triage.page(
                        viewer, id, TriageController.Searches.NONE, TriageForm.BLANK, errors, false, typed, locale));
    }

    private static ModelAndView back(UUID id) {
        return ConcernController.seeOther(QueueController.path(id) + "#texts");
    }
}
