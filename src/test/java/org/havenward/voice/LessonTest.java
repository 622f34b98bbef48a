package org.havenward.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.havenward.Person;
import org.havenward.prevention.Lesson;
import org.havenward.prevention.LessonId;
import org.havenward.prevention.Lessons;
import org.havenward.prevention.NewLesson;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The private answer after a lesson (mission A4): the same for everyone who looks on, and only the social worker reads it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LessonTest extends VoiceHouse {
    private static final Pattern ANSWER = Pattern.compile("/answers/([0-9a-f-]{36})\"");

    @Autowired
    private Lessons lessons;

    @Autowired
    private LessonAnswers answers;

    @Autowired
    private LessonFloods floods;

    @Test
    void the_social_worker_sees_who_came_forward_as_soon_as_each_says_and_nobody_else_does() {
        var lesson = lesson();
        answer(lesson, Map.of("choice", "c1", "soon", "s2", "words", "Where can I read more?"));
        answer(lesson, Map.of("choice", "c3", "soon", "s1", "words", "My friend has a second phone."));
        answer(
                lesson,
                Map.of(
                        "choice",
                        "c2",
                        "meet",
                        "yes",
                        "soon",
                        "s0",
                        "name",
                        "Isolde Finch",
                        "where",
                        "From PE, as if for the nurse"));
        answer(lesson, Map.of("choice", "c0", "words", "It was good."));
        var list = as(Person.COUNSELOR_ORTIZ).get(path(lesson) + "/answers").body();
        assertThat(list)
                .contains("Isolde Finch")
                .contains("From PE, as if for the nurse")
                .contains("My friend has a second phone.")
                .doesNotContain("It was good.");
        assertThat(list.indexOf("Isolde Finch")).isLessThan(list.indexOf("second phone"));
        assertThat(list.indexOf("second phone")).isLessThan(list.indexOf("Where can I read more?"));
        for (var person : new Person[] {Person.BACKUP_LIN, Person.COORDINATOR_HALE, Person.NURSE_BELL}) {
            assertThat(as(person).get(path(lesson) + "/answers").statusCode())
                    .as(person.name())
                    .isEqualTo(404);
        }
        assertThat(as(Person.PRINCIPAL_REED).get(path(lesson) + "/answers").statusCode())
                .isEqualTo(403);
        assertThat(as(Person.PRINCIPAL_REED).get(path(lesson)).body())
                .contains("fewer than 5")
                .doesNotContain("Isolde Finch");
        assertThat(as(Person.COUNSELOR_ORTIZ).get("/").body()).contains("3 students wait to be met");
    }

    @Test
    void identified_becomes_a_concern_with_the_students_own_words() {
        var lesson = lesson();
        answer(
                lesson,
                Map.of(
                        "choice",
                        "c2",
                        "meet",
                        "yes",
                        "soon",
                        "s0",
                        "name",
                        "Tamsin Roe",
                        "words",
                        "He says I owe him."));
        var ortiz = as(Person.COUNSELOR_ORTIZ);
        var settled = ortiz.post(
                path(lesson) + "/answers/" + only(lesson), Map.of("outcome", "IDENTIFIED", "note", "Met in room 4."));
        assertThat(settled.statusCode()).isEqualTo(303);
        var concern = settled.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
        assertThat(ortiz.get("/triage/" + concern).body())
                .contains("A student, after a lesson")
                .contains("He says I owe him.")
                .contains("Met in room 4.")
                .contains("Tamsin Roe");
    }

    @Test
    void identified_twice_and_in_two_windows_at_once_is_one_concern() throws Exception {
        var lesson = lesson();
        answer(lesson, Map.of("choice", "c2", "meet", "yes", "soon", "s0", "words", "I owe him " + UUID.randomUUID()));
        var id = UUID.fromString(only(lesson));
        var ortiz = town().viewer(Person.COUNSELOR_ORTIZ);
        var before = count("select count(*) from concern where origin = 'LESSON'");
        try (var windows = Executors.newFixedThreadPool(4)) {
            var raised = windows.invokeAll(IntStream.range(0, 4)
                    .<Callable<UUID>>mapToObj(window -> () -> town().in(() -> answers.settle(
                                    ortiz,
                                    lesson.id(),
                                    id,
                                    LessonAnswer.Outcome.IDENTIFIED,
                                    "Seen in window " + window,
                                    UUID.randomUUID().toString())
                            .orElseThrow()))
                    .toList());
            var concerns = new java.util.HashSet<UUID>();
            for (var one : raised) {
                concerns.add(one.get());
            }
            assertThat(concerns).hasSize(1);
        }
        assertThat(count("select count(*) from concern where origin = 'LESSON'"))
                .isEqualTo(before + 1);
    }

    @Test
    void a_flood_of_answers_shuts_the_lesson_for_nobody_and_the_health_check_says_so() {
        var lesson = lesson(clock.instant().minus(Duration.ofDays(60)));
        clock.forward(Duration.ofDays(-60)); // so that the house of the other tests stays well
        try {
            town().in(() -> {
                for (var played = 0; played < 90; played++) {
                    answers.answer(
                            lesson.id(),
                            new LessonAnswer(
                                    LessonAnswer.Choice.NOTHING,
                                    false,
                                    LessonAnswer.Soon.ANY_TIME,
                                    "",
                                    "",
                                    "haha " + played,
                                    false),
                            UUID.randomUUID().toString());
                }
                return true;
            });
            answer(lesson, Map.of("choice", "c2", "meet", "yes", "words", "It is true for me."));
            assertThat(floods.check().well()).isFalse();
        } finally {
            clock.back();
        }
        assertThat(town().in(() -> answers.list(town().viewer(Person.COUNSELOR_ORTIZ), lesson.id())))
                .hasSize(1);
        assertThat(floods.check().well()).isTrue();
    }

    @Test
    void nothing_to_say_and_i_want_to_meet_look_alike_to_who_looks_on() {
        var lesson = lesson();
        var nothing = pad(lesson, Map.of("choice", "c0", "soon", "s2", "words", "ok", "name", "", "where", ""));
        var meet = pad(
                lesson,
                Map.of(
                        "choice",
                        "c2",
                        "meet",
                        "yes",
                        "soon",
                        "s0",
                        "words",
                        "I need someone. ".repeat(20),
                        "name",
                        "Isolde Finch",
                        "where",
                        "From PE"));
        assertThat(encoded(nothing)).hasSameSizeAs(encoded(meet));
        var one = fill(publicPath(lesson), nothing);
        var other = fill(publicPath(lesson), meet);
        assertThat(one.statusCode()).isEqualTo(other.statusCode()).isEqualTo(200);
        assertThat(one.body()).isEqualTo(other.body());
        assertThat(names(one)).isEqualTo(names(other));
        var sizes = town().in(
                        () -> database.sql("select distinct length(words) from voice_lesson_answer where lesson_id = ?")
                                .param(lesson.id().value())
                                .query(Integer.class)
                                .list());
        assertThat(sizes).hasSize(1);
    }

    @Test
    void answers_are_open_for_a_set_time_and_sent_twice_are_one() {
        var lesson = lesson();
        var fields = pad(lesson, Map.of("choice", "c1", "words", "once"));
        fill(publicPath(lesson), fields);
        fill(publicPath(lesson), fields);
        assertThat(count("select count(*) from voice_lesson_answer where lesson_id = '"
                        + lesson.id().value() + "'"))
                .isEqualTo(1);
        fields.put("words", "changed, and sent again");
        fill(publicPath(lesson), fields);
        assertThat(count("select count(*) from voice_lesson_answer where lesson_id = '"
                        + lesson.id().value() + "'"))
                .isEqualTo(2);
        clock.forward(Duration.ofHours(3));
        var late = fill(publicPath(lesson), Map.of("choice", "c2", "words", "too late"));
        clock.back();
        assertThat(late.body()).contains("are closed").contains("/tell/" + code());
        assertThat(fill(publicPath(lesson), Map.of("words", "no choice")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void slips_of_paper_are_entered_quickly() {
        var lesson = lesson();
        var ortiz = as(Person.COUNSELOR_ORTIZ);
        assertThat(ortiz.post(path(lesson) + "/answers", Map.of("nothing", "25"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(ortiz.post(
                                path(lesson) + "/answers",
                                Map.of("choice", "c3", "soon", "s1", "words", "A slip about a friend"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(ortiz.post(path(lesson) + "/answers", Map.of()).statusCode()).isEqualTo(422);
        assertThat(ortiz.get(path(lesson) + "/answers").body())
                .contains("A slip about a friend")
                .contains("on paper");
        var funnel = town().in(() -> answers.funnel(town().viewer(Person.COUNSELOR_ORTIZ), lesson.id()));
        assertThat(funnel.responded()).isEqualTo(26);
        assertThat(funnel.cameForward()).isEqualTo(1);
        assertThat(funnel.shown(funnel.cameForward())).isNull();
        assertThat(as(Person.PRINCIPAL_REED).get(path(lesson) + "/slips").body())
                .contains(lesson.code());
    }

    @Test
    void small_counts_and_small_rests_are_not_shown() {
        var funnel = new Funnel(30, 28, 26, 12, 10, 3, 7);
        assertThat(funnel.shown(26)).isNull();
        assertThat(funnel.shown(12)).isEqualTo(12);
        assertThat(funnel.shown(3)).isNull();
        assertThat(funnel.shown(0)).isZero();
        assertThat(funnel.shown(28)).isEqualTo(28);
    }

    @Test
    void a_lesson_is_planned_on_its_page_and_its_poster_leads_to_it() {
        var reed = as(Person.PRINCIPAL_REED);
        assertThat(reed.get("/lessons/new").statusCode()).isEqualTo(200);
        var fields = new HashMap<String, String>();
        fields.put("school", town().school(Person.School.QUAY).value().toString());
        fields.put("title", "Safe online");
        fields.put("worker", town().staff(Person.COUNSELOR_ORTIZ).value().toString());
        fields.put("taught", "many");
        fields.put("day", "2026-12-01");
        fields.put("starts", "09:00");
        fields.put("hours", "48");
        var mend = reed.post("/lessons", fields);
        assertThat(mend.statusCode()).isEqualTo(422);
        assertThat(mend.body()).contains("Write a number from 1").contains("Safe online");
        fields.put("taught", "28");
        var planned = reed.post("/lessons", fields);
        assertThat(planned.statusCode()).isEqualTo(303);
        var page = reed.get(planned.headers().firstValue("Location").orElseThrow());
        assertThat(page.body()).contains("<svg").contains("Elena Ortiz");
        assertThat(reed.get("/posters").body()).contains("/t/" + code()).contains("Quay Middle");
        assertThat(open("/t/" + code()).headers().firstValue("Location")).contains("/tell/" + code());
        assertThat(reed.get("/lessons").body()).contains("Safe online");
    }

    @Test
    void programs_plan_lessons_and_read_counts_but_no_answer_that_is_not_theirs() {
        var reed = program(Person.PRINCIPAL_REED);
        assertThat(reed.postJson("/api/v1/lessons", "{}").statusCode()).isEqualTo(422);
        var planned = reed.postJson("/api/v1/lessons", """
                {"schoolId": "%s", "title": "By a program", "socialWorkerId": "%s", "taught": 28,
                 "opensAt": "%s", "closesAt": "%s"}""".formatted(
                        town().school(Person.School.QUAY).value(),
                        town().staff(Person.COUNSELOR_ORTIZ).value(),
                        clock.instant().minusSeconds(60),
                        clock.instant().plusSeconds(3600)));
        assertThat(planned.statusCode()).as(planned.body()).isEqualTo(201);
        var lesson = lesson();
        answer(lesson, Map.of("choice", "c2", "soon", "s0", "words", "Only for her."));
        assertThat(reed.get("/api/v1/lessons").body()).contains("By a program");
        assertThat(reed.get("/api/v1/lessons/" + lesson.id().value()).body()).contains("\"cameForward\":null");
        assertThat(reed.get("/api/v1/lessons/" + lesson.id().value() + "/answers")
                        .statusCode())
                .isEqualTo(403);
        var mine = program(Person.COUNSELOR_ORTIZ)
                .get("/api/v1/lessons/" + lesson.id().value() + "/answers");
        assertThat(mine.body()).contains("Only for her.");
    }

    private Lesson lesson() {
        return lesson(clock.instant());
    }

    private Lesson lesson(java.time.Instant now) {
        var ortiz = town().viewer(Person.COUNSELOR_ORTIZ);
        return town().in(() -> {
            LessonId id = lessons.plan(
                    ortiz,
                    new NewLesson(
                            town().school(Person.School.QUAY),
                            "Safe online",
                            "Room 12",
                            "Noor Haddad",
                            ortiz.staff(),
                            28,
                            now.minusSeconds(60),
                            now.plusSeconds(7200)),
                    UUID.randomUUID().toString());
            return lessons.find(id).orElseThrow();
        });
    }

    private void answer(Lesson lesson, Map<String, String> fields) {
        var answer = fill(publicPath(lesson), pad(lesson, fields));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("This page looks the same for everyone");
    }

    /** As the page's script sends it. */
    private Map<String, String> pad(Lesson lesson, Map<String, String> fields) {
        var page = open(publicPath(lesson));
        var seed = SEED.matcher(page.body());
        assertThat(seed.find()).isTrue();
        var all = new LinkedHashMap<String, String>();
        all.put("l", "en");
        all.put("seed", seed.group(1));
        fields.forEach(all::put);
        all.put("go", "send");
        all.put("pad", "");
        all.put("pad", "x".repeat(49_152 - encoded(all).length() % 49_152));
        return all;
    }

    private static java.util.Set<String> names(HttpResponse<String> answer) {
        return answer.headers().map().keySet();
    }

    private static String publicPath(Lesson lesson) {
        return "/tell/lesson/" + lesson.code();
    }

    private static String path(Lesson lesson) {
        return "/lessons/" + lesson.id().value();
    }

    private String only(Lesson lesson) {
        var page = as(Person.COUNSELOR_ORTIZ).get(path(lesson) + "/answers").body();
        var found = ANSWER.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
