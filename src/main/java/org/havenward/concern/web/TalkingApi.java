package org.havenward.concern.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.concern.ConcernId;
import org.havenward.concern.ConcernReading;
import org.havenward.voice.Answering;
import org.havenward.voice.ConversationId;
import org.havenward.voice.NothingToUnmaskException;
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
import org.springframework.web.bind.annotation.RestController;

/** Conversations with whoever told a concern, for programs. */
@RestController
@RequestMapping("/api/v1/concerns/{id}")
class TalkingApi {
    private final ConcernReading reading;
    private final Answering answering;

    TalkingApi(ConcernReading reading, Answering answering) {
        this.reading = reading;
        this.answering = answering;
    }

    record Message(String kind, String words, @Nullable String by, Instant at) {}

    record NameStep(String step, String by, String reason, Instant at) {}

    /**
     * @param way {@code named}, {@code confidential}, or {@code anonymous}
     * @param name who told it, where that is open; null else
     * @param copies how many sent the same long words
     */
    record Conversation(
            String about,
            String way,
            String language,
            boolean wishesToMeet,
            @Nullable String name,
            long copies,
            List<Message> messages,
            List<NameStep> nameSteps) {}

    record Answer(@Nullable String words) {}

    /** @param step {@code ask}, {@code agree}, {@code refuse}, or {@code danger} */
    record NameOpening(@Nullable String step, @Nullable String reason) {}

    /** The conversation; 409 where a member of staff raised the concern. */
    @GetMapping("/conversation")
    @Needs(Need.ANSWER_VOICE)
    Conversation conversation(Viewer viewer, @PathVariable UUID id) {
        return shown(viewer, talk(viewer, id));
    }

    /** Answers whoever told it. */
    @PostMapping("/conversation/answers")
    @Needs(Need.ANSWER_VOICE)
    Conversation answer(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody Answer answer) {
        var talk = talk(viewer, id);
        var words = words("words", answer.words());
        answering.answer(viewer, talk, words, Given.apiKey(key));
        return shown(viewer, talk);
    }

    /** Opens a locked name: two people and a reason, or one where someone is in danger. */
    @PostMapping("/conversation/name-openings")
    @Needs(Need.ANSWER_VOICE)
    Conversation name(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NameOpening opening) {
        var talk = talk(viewer, id);
        var reason = words("reason", opening.reason());
        try {
            switch (Given.text(opening.step())) {
                case "ask" -> answering.askForName(viewer, talk, reason, Given.apiKey(key));
                case "agree" -> answering.decideOnName(viewer, talk, true, reason, Given.apiKey(key));
                case "refuse" -> answering.decideOnName(viewer, talk, false, reason, Given.apiKey(key));
                case "danger" -> answering.openNameInDanger(viewer, talk, reason, Given.apiKey(key));
                default -> throw Given.unknown("step", Stream.of("ask", "agree", "refuse", "danger"));
            }
        } catch (NothingToUnmaskException overtaken) {
            var problem = new ApiProblem(
                    HttpStatus.CONFLICT,
                    "name-opening",
                    "The name cannot be opened this way: look at what was done so far.");
            problem.initCause(overtaken);
            throw problem;
        }
        return shown(viewer, talk);
    }

    private ConversationId talk(Viewer viewer, UUID id) {
        var talk = reading.open(viewer, new ConcernId(id)).conversation();
        if (talk == null) {
            throw new ApiProblem(
                    HttpStatus.CONFLICT, "no-conversation", "A member of staff raised this concern.", Map.of());
        }
        return talk;
    }

    private static String words(String field, @Nullable String words) {
        var text = Given.text(words);
        if (text.isBlank()) {
            throw ApiProblem.of(new FormErrors().add(field, "concern.talk.empty"));
        }
        if (text.length() > Answering.WORDS) {
            throw ApiProblem.of(new FormErrors().add(field, "concern.talk.long", Answering.WORDS));
        }
        return text;
    }

    private Conversation shown(Viewer viewer, ConversationId id) {
        var talk = answering.open(viewer, id);
        return new Conversation(
                ConcernWords.key(talk.about()),
                ConcernWords.key(talk.way()),
                talk.language(),
                talk.wishesToMeet(),
                talk.identity(),
                talk.copies(),
                talk.messages().stream()
                        .map(message -> new Message(
                                ConcernWords.key(message.kind()),
                                message.words(),
                                message.byName().isEmpty() ? null : message.byName(),
                                message.at()))
                        .toList(),
                talk.unmasking().stream()
                        .map(step ->
                                new NameStep(ConcernWords.key(step.step()), step.byName(), step.reason(), step.at()))
                        .toList());
    }
}
