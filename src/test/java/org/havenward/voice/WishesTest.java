package org.havenward.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.havenward.Person;
import org.havenward.platform.DistrictScope;
import org.havenward.prevention.Lesson;
import org.havenward.prevention.Lessons;
import org.havenward.prevention.NewLesson;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A wish to meet that waits too long is told, once, without a word of it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WishesTest extends VoiceHouse {
    @Autowired
    private Wishes wishes;

    @Autowired
    private Lessons lessons;

    @Autowired
    private LessonAnswers answers;

    @Test
    void a_wish_in_a_conversation_that_nobody_answers_is_told_to_those_who_triage() throws InterruptedException {
        var receipt = tell("I would rather talk. " + UUID.randomUUID());
        var path = "/triage/" + newestConcern();
        come(receipt, "meet", "");
        var answered = tell("Me too. " + UUID.randomUUID());
        var other = "/triage/" + newestConcern();
        come(answered, "meet", "");
        as(Person.COUNSELOR_ORTIZ)
                .post("/triage/" + newestConcern() + "/answers", java.util.Map.of("answer", "Room 4, at lunch."));
        look(Duration.ofDays(1));
        assertThat(told(Person.COUNSELOR_ORTIZ, path)).isZero();
        look(Duration.ofDays(3));
        assertThat(waitFor(Person.COUNSELOR_ORTIZ, path)).isEqualTo(1);
        assertThat(waitFor(Person.COORDINATOR_HALE, path)).isEqualTo(1);
        assertThat(told(Person.TEACHER, path)).isZero();
        assertThat(told(Person.COUNSELOR_ORTIZ, other)).isZero();
        look(Duration.ofDays(4));
        assertThat(told(Person.COUNSELOR_ORTIZ, path)).isEqualTo(1);
    }

    @Test
    void a_wish_after_a_lesson_without_an_outcome_is_told_to_the_social_worker_and_the_coordinator()
            throws InterruptedException {
        var lesson = lesson();
        var wish = new LessonAnswer(
                LessonAnswer.Choice.ABOUT_ME, true, LessonAnswer.Soon.TODAY, "Isolde Finch", "From PE", "", false);
        town().in(() -> answers.answer(lesson.id(), wish, UUID.randomUUID().toString()));
        var path = "/lessons/" + lesson.id().value();
        look(Duration.ofMinutes(20));
        assertThat(told(Person.COUNSELOR_ORTIZ, path + "/answers")).isZero();
        look(Duration.ofMinutes(31));
        assertThat(waitFor(Person.COUNSELOR_ORTIZ, path + "/answers")).isEqualTo(1);
        assertThat(waitFor(Person.COORDINATOR_HALE, path)).isEqualTo(1);
        assertThat(told(Person.PRINCIPAL_REED, path)).isZero();
        look(Duration.ofHours(2));
        assertThat(told(Person.COORDINATOR_HALE, path)).isEqualTo(1);
    }

    private Lesson lesson() {
        var ortiz = town().viewer(Person.COUNSELOR_ORTIZ);
        return town().in(() -> lessons.find(lessons.plan(
                        ortiz,
                        new NewLesson(
                                town().school(Person.School.QUAY),
                                "Safe online",
                                "Room 12",
                                "Noor Haddad",
                                ortiz.staff(),
                                28,
                                clock.instant().minusSeconds(1),
                                clock.instant().plusSeconds(7200)),
                        UUID.randomUUID().toString()))
                .orElseThrow());
    }

    private void look(Duration later) {
        clock.forward(later);
        try {
            DistrictScope.run(town().district(), wishes::look);
        } finally {
            clock.back();
        }
    }

    private long told(Person person, String path) {
        return town().in(() -> database.sql(
                        "select count(*) from notice where person = ? and kind = 'WISH_WAITS' and path = ?")
                .params(town().staff(person).value(), path)
                .query(Long.class)
                .single());
    }

    private long waitFor(Person person, String path) throws InterruptedException {
        for (var tries = 0; tries < 100 && told(person, path) == 0; tries++) {
            Thread.sleep(50);
        }
        return told(person, path);
    }
}
