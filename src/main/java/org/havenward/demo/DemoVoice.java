package org.havenward.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.havenward.access.Viewer;
import org.havenward.concern.ConcernId;
import org.havenward.concern.Outcome;
import org.havenward.concern.Triage;
import org.havenward.demo.DemoPeople.Place;
import org.havenward.platform.Ids;
import org.havenward.prevention.Lessons;
import org.havenward.prevention.NewLesson;
import org.havenward.voice.About;
import org.havenward.voice.Answering;
import org.havenward.voice.ConversationId;
import org.havenward.voice.LessonAnswer;
import org.havenward.voice.LessonAnswers;
import org.havenward.voice.MessageKind;
import org.havenward.voice.Receipt;
import org.havenward.voice.Told;
import org.havenward.voice.Voice;
import org.havenward.voice.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What students and families of the fictional district tell, in every language and state; and a lesson of 28. */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoVoice {
    private final DemoPeople people;
    private final DemoClock clock;
    private final Voice voice;
    private final Answering answering;
    private final Triage triage;
    private final Lessons lessons;
    private final LessonAnswers answers;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    @SuppressWarnings("TooManyParameters")
    DemoVoice(
            DemoPeople people,
            DemoClock clock,
            Voice voice,
            Answering answering,
            Triage triage,
            Lessons lessons,
            LessonAnswers answers,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.people = people;
        this.clock = clock;
        this.voice = voice;
        this.answering = answering;
        this.triage = triage;
        this.lessons = lessons;
        this.answers = answers;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    record All(List<Conversation> conversations, Lesson lesson) {}

    record Conversation(
            String language,
            About about,
            Way way,
            @Nullable String identity,
            int daysAgo,
            String words,
            @Nullable List<String> answers,
            @Nullable List<String> more,
            @Nullable String end,
            @Nullable String question,
            @Nullable String afterward,
            boolean meet,
            boolean unmeet,
            boolean unmask,
            boolean urgent,
            boolean elsewhere,
            int copies) {}

    record Lesson(String title, String place, String presenter, int taught, int daysAgo, List<Answer> answers) {}

    record Answer(
            LessonAnswer.Choice choice,
            boolean meet,
            LessonAnswer.Soon soon,
            String name,
            String where,
            String words) {}

    void live() {
        var all = read();
        var schools = people.schools();
        var turn = 0;
        for (var one : all.conversations()) {
            tell(one, schools.get(turn++ % Math.min(3, schools.size())));
        }
        teach(all.lesson(), schools.getFirst());
    }

    private void tell(Conversation said, Place school) {
        var at = clock.real().minus(Duration.ofDays(said.daysAgo())).minus(Duration.ofHours(2));
        clock.setTo(at);
        var receipt = told(said, school);
        for (var copy = 0; copy < said.copies(); copy++) {
            told(said, school);
        }
        var concern = concernOf();
        var conversation = conversationOf(concern);
        var counselors = people.who(school.id(), "counselor");
        var counselor = people.as(counselors.getFirst());
        at = answer(said, receipt, conversation, counselor, at);
        clock.setTo(at.plus(Duration.ofMinutes(30)));
        if (said.meet()) {
            voice.write(receipt, MessageKind.MEET, "✓", key());
        }
        if (said.unmeet()) {
            voice.write(receipt, MessageKind.NO_MEET, "✓", key());
        }
        if (said.unmask()) {
            answering.askForName(counselor, conversation, "The child may be taken out of the state this week.", key());
            answering.decideOnName(
                    people.as(counselors.get(1)), conversation, true, "Agreed; only we two see it.", key());
        }
        end(said, concern, counselor);
        if (said.afterward() != null) {
            clock.setTo(clock.real().minus(Duration.ofHours(1)));
            voice.write(receipt, MessageKind.MORE, said.afterward(), key());
        }
    }

    private Instant answer(
            Conversation said, Receipt receipt, ConversationId conversation, Viewer counselor, Instant told) {
        var at = told;
        var answersGiven = Objects.requireNonNullElse(said.answers(), List.<String>of());
        var more = Objects.requireNonNullElse(said.more(), List.<String>of());
        for (var turn = 0; turn < answersGiven.size(); turn++) {
            at = at.plus(Duration.ofHours(20));
            clock.setTo(at);
            answering.answer(counselor, conversation, answersGiven.get(turn), key());
            if (turn < more.size()) {
                at = at.plus(Duration.ofHours(3));
                clock.setTo(at);
                voice.write(receipt, MessageKind.MORE, more.get(turn), key());
            }
        }
        return at;
    }

    private void end(Conversation said, ConcernId concern, Viewer counselor) {
        switch (Objects.requireNonNullElse(said.end(), "")) {
            case "CASE" -> triage.decide(counselor, concern, new Outcome.OpenCase(true), null, key());
            case "MORE_ASKED" ->
                triage.decide(
                        counselor, concern, new Outcome.AskMore(Objects.requireNonNull(said.question())), null, key());
            case "ROUTED" ->
                triage.decide(
                        counselor,
                        concern,
                        new Outcome.RouteElsewhere(
                                Outcome.Route.SCHOOL_ADMINISTRATION, "The back gate is watched from now on."),
                        null,
                        key());
            case "NOT_IN_GOOD_FAITH" ->
                triage.decide(
                        counselor,
                        concern,
                        new Outcome.RouteElsewhere(Outcome.Route.NOT_IN_GOOD_FAITH, "Two words, sent as a test."),
                        null,
                        key());
            default -> {}
        }
    }

    private Receipt told(Conversation said, Place school) {
        return voice.tell(new Told(
                        school.id(),
                        said.about(),
                        said.way(),
                        said.elsewhere(),
                        said.urgent(),
                        said.words(),
                        said.identity(),
                        said.language(),
                        key()))
                .receipt();
    }

    private void teach(Lesson lesson, Place school) {
        var at = clock.real().minus(Duration.ofDays(lesson.daysAgo()));
        clock.setTo(at);
        var counselor = people.as(people.who(school.id(), "counselor").getFirst());
        var id = lessons.plan(
                counselor,
                new NewLesson(
                        school.id(),
                        lesson.title(),
                        lesson.place(),
                        lesson.presenter(),
                        counselor.staff(),
                        lesson.taught(),
                        at,
                        at.plus(Duration.ofDays(10))),
                key());
        for (var one : lesson.answers()) {
            var answer =
                    new LessonAnswer(one.choice(), one.meet(), one.soon(), one.name(), one.where(), one.words(), false);
            transaction.executeWithoutResult(begun -> answers.answer(id, answer, key()));
        }
        var nothing =
                new LessonAnswer(LessonAnswer.Choice.NOTHING, false, LessonAnswer.Soon.ANY_TIME, "", "", "ok", false);
        for (var silent = lesson.answers().size(); silent < lesson.taught(); silent++) {
            answers.answer(id, nothing, key());
        }
        clock.setTo(at.plus(Duration.ofHours(4)));
        answers.list(counselor, id).stream()
                .filter(listed -> listed.answer().choice() == LessonAnswer.Choice.INFORMATION)
                .forEach(listed ->
                        answers.settle(counselor, id, listed.id(), LessonAnswer.Outcome.INFORMATION, "", key()));
    }

    private ConcernId concernOf() {
        return new ConcernId(Objects.requireNonNull(transaction.execute(
                begun -> jdbc.sql("select id from concern where conversation_id is not null order by id desc limit 1")
                        .query(UUID.class)
                        .single())));
    }

    private ConversationId conversationOf(ConcernId concern) {
        return new ConversationId(Objects.requireNonNull(
                transaction.execute(begun -> jdbc.sql("select conversation_id from concern where id = :id")
                        .param("id", concern.value())
                        .query(UUID.class)
                        .single())));
    }

    private static String key() {
        return Ids.next().toString();
    }

    private static All read() {
        var yaml = YAMLMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try (var stream = new ClassPathResource("content/demo/voice/conversations.yaml").getInputStream()) {
            return yaml.readValue(stream, All.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The demo's conversations cannot be read", unreadable);
        }
    }
}
