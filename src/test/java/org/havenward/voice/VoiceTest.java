package org.havenward.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.havenward.Person;
import org.havenward.access.RefusedException;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Telling someone, coming back, and what the school's side sees of it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VoiceTest extends VoiceHouse {
    @Autowired
    private Limits limits;

    @Autowired
    private Guesses guesses;

    @Autowired
    private ForgetFormsJob forms;

    @Test
    void what_is_told_becomes_a_concern_that_waits_and_the_receipt_is_nowhere() {
        var receipt = tell("A man waits for my friend at the marigold gate.");
        var concern = newestConcern();
        var page = as(Person.COUNSELOR_ORTIZ).get("/triage/" + concern);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("marigold gate")
                .contains("A student, about someone else")
                .contains("They gave no name")
                .doesNotContain(receipt);
        assertThat(as(Person.COUNSELOR_ORTIZ).get("/triage").body()).contains(concern.toString());
        assertThat(as(Person.OTHER_COUNSELOR).get("/triage/" + concern).statusCode())
                .isEqualTo(404);
        assertThat(as(Person.TEACHER).get("/triage/" + concern).statusCode()).isEqualTo(403);
    }

    @Test
    void a_conversation_goes_to_and_fro_and_several_may_answer() {
        var receipt = tell("He takes her phone away.");
        var concern = newestConcern();
        assertThat(as(Person.COUNSELOR_ORTIZ)
                        .post("/triage/" + concern + "/answers", Map.of("answer", "Thank you. Where is this?"))
                        .statusCode())
                .isEqualTo(303);
        var read = come(receipt, "", "");
        assertThat(read.body()).contains("He takes her phone away.").contains("Thank you. Where is this?");
        assertThat(come(receipt, "more", "Behind the gym.").body())
                .contains("It has arrived")
                .contains("Behind the gym.");
        assertThat(status(concern)).isEqualTo("WAITING");
        assertThat(as(Person.BACKUP_LIN)
                        .post("/triage/" + concern + "/answers", Map.of("answer", "I will be there at lunch."))
                        .statusCode())
                .isEqualTo(303);
        assertThat(status(concern)).isEqualTo("BEING_LOOKED_AT");
        assertThat(come(receipt, "", "").body()).contains("I will be there at lunch.");
        assertThat(as(Person.COORDINATOR_HALE).get("/triage/" + concern).body())
                .contains("Wei Lin")
                .contains("Elena Ortiz")
                .contains("Behind the gym.");
    }

    @Test
    void what_is_written_again_escalates_though_someone_had_read_what_came_before() {
        var receipt = tell("Something is wrong at home.");
        var concern = newestConcern();
        as(Person.COUNSELOR_ORTIZ).post("/triage/" + concern + "/acknowledgment", Map.of());
        assertThat(status(concern)).isEqualTo("BEING_LOOKED_AT");
        come(receipt, "more", "It is getting worse.");
        assertThat(status(concern)).isEqualTo("WAITING");
        assertThat(count("select count(*) from concern where id = '" + concern + "' and escalate_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void a_wish_to_meet_can_be_taken_back_and_who_told_can_say_who_they_are() {
        var receipt = tell("I want to talk to someone.");
        var concern = newestConcern();
        assertThat(come(receipt, "meet", "").body()).contains("I no longer want to meet");
        assertThat(as(Person.COUNSELOR_ORTIZ).get("/triage/" + concern).body()).contains("They wish to meet someone.");
        assertThat(come(receipt, "no_meet", "").body()).contains("I would like to meet");
        assertThat(as(Person.COUNSELOR_ORTIZ).get("/triage/" + concern).body())
                .doesNotContain("They wish to meet someone.");
        come(receipt, "name", "Maya from 8B");
        come(receipt, "contact", "In the library, period 3");
        assertThat(as(Person.COUNSELOR_ORTIZ).get("/triage/" + concern).body())
                .contains("Says who they are")
                .contains("Maya from 8B")
                .contains("In the library, period 3");
    }

    @Test
    void what_is_sent_twice_is_told_once_with_one_receipt_and_a_change_is_said_too() {
        var fields = form("The same words, sent twice.");
        var first = tell(fields);
        var concerns = count("select count(*) from concern where conversation_id is not null");
        assertThat(tell(fields)).isEqualTo(first);
        fields.put("words", "The words, changed after going back.");
        assertThat(tell(fields)).isEqualTo(first);
        assertThat(count("select count(*) from concern where conversation_id is not null"))
                .isEqualTo(concerns);
        assertThat(come(first, "", "").body())
                .contains("The same words, sent twice.")
                .contains("The words, changed after going back.");
    }

    @Test
    void whatever_else_changed_before_it_was_sent_again_is_told_by_itself_and_nothing_of_it_is_lost() {
        var changes = Map.of(
                "about", "self",
                "way", "named",
                "name", "Maya from 8B",
                "contact", "In the library",
                "urgent", "yes",
                "l", "es");
        changes.forEach((field, value) -> {
            var fields = form("The same words, with another choice of " + field + ".");
            fields.put("way", field.equals("way") ? "confidential" : "named");
            fields.put("name", "Ines");
            var first = tell(fields);
            var concern = newestConcern();
            fields.put(field, value);
            var answer = fill("/tell/" + code(), fields);
            var second = words(answer);
            assertThat(second).as(field).isNotEqualTo(first);
            assertThat(answer.body())
                    .as(field)
                    .contains(
                            value.equals("es") ? "Ya habías enviado algo aquí" : "You have sent something here before")
                    .doesNotContain("Nobody at your school can open");
            assertThat(newestConcern()).as(field).isNotEqualTo(concern);
            var concerns = count("select count(*) from concern where conversation_id is not null");
            assertThat(tell(fields)).as(field).isEqualTo(second);
            fields.put("words", "Other words in the second conversation.");
            assertThat(tell(fields)).as(field).isEqualTo(second);
            assertThat(count("select count(*) from concern where conversation_id is not null"))
                    .as(field)
                    .isEqualTo(concerns);
            assertThat(come(second, "", "").body()).contains("Other words in the second conversation.");
            assertThat(come(first, "", "").body()).doesNotContain("Other words in the second conversation.");
        });
        var fields = form("The same words, with a name.");
        fields.put("way", "named");
        fields.put("name", "Ines");
        tell(fields);
        fields.put("name", "Ines Marigold");
        tell(fields);
        assertThat(as(Person.COUNSELOR_ORTIZ).get("/triage/" + newestConcern()).body())
                .contains("Ines Marigold");
    }

    @Test
    void that_something_was_sent_before_is_said_in_each_language_and_stays_said_when_it_is_changed() {
        for (var language : new PublicWords().languages()) {
            var fields = form("First. " + language.code());
            fields.put("l", language.code());
            var first = tell(fields);
            fields.put("about", "self");
            fields.put("elsewhere", "yes");
            var answer = fill("/tell/" + code(), fields);
            var speech = new PublicWords().in(language.code()).orElseThrow();
            assertThat(answer.body())
                    .as(language.code())
                    .contains(speech.t("sent.besides"))
                    .contains(speech.t("sent.besides.elsewhere"));
            var again = new HashMap<>(
                    Map.of("step", "sent", "besides", "yes", "elsewhere", "yes", "receipt", first, "to", "en"));
            assertThat(fill("/tell/" + code(), again).body())
                    .contains("You have sent something here before")
                    .contains("name=\"besides\" value=\"yes\"");
        }
    }

    @Test
    void which_conversations_came_of_one_form_is_forgotten_after_a_day() {
        var fields = form("Told with a form that is forgotten.");
        tell(fields);
        var conversation = conversationOf(newestConcern()).value();
        var left = "select count(*) from voice_conversation where form is not null and id = '" + conversation + "'";
        forms.run();
        assertThat(count(left)).isEqualTo(1);
        clock.forward(Duration.ofDays(2));
        forms.run();
        assertThat(count(left))
                .as("by the database's own clock it is not a day")
                .isEqualTo(1);
        clock.back();
        clock.forward(Duration.ofDays(-3));
        tell(form("Told three days ago."));
        clock.back();
        forms.run();
        assertThat(
                        count(
                                "select count(*) from voice_conversation where form is not null and told_at < now() - interval '1 day'"))
                .isZero();
    }

    @Test
    void a_locked_name_is_opened_by_two_people_with_a_reason_or_by_one_in_danger() {
        var fields = form("My uncle takes me to a motel.");
        fields.put("way", "confidential");
        fields.put("name", "Rosalind Zephyr");
        tell(fields);
        var concern = newestConcern();
        var ortiz = as(Person.COUNSELOR_ORTIZ);
        assertThat(ortiz.get("/triage/" + concern).body())
                .contains("The name is locked.")
                .doesNotContain("Rosalind Zephyr");
        assertThat(ortiz.post("/triage/" + concern + "/name", Map.of("step", "ask", "reason", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(ortiz.post("/triage/" + concern + "/name", Map.of("step", "agree", "reason", "I agree with me"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(ortiz.post("/triage/" + concern + "/name", Map.of("step", "ask", "reason", "To find her today"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(ortiz.post("/triage/" + concern + "/name", Map.of("step", "agree", "reason", "I agree with me"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(ortiz.get("/triage/" + concern).body()).doesNotContain("Rosalind Zephyr");
        var lin = as(Person.BACKUP_LIN);
        assertThat(lin.post("/triage/" + concern + "/name", Map.of("step", "agree", "reason", "She needs us"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(ortiz.get("/triage/" + concern).body())
                .contains("Rosalind Zephyr")
                .contains("To find her today")
                .contains("She needs us");

        fields = form("They leave with him tonight.");
        fields.put("way", "confidential");
        fields.put("name", "Quentin Larkspur");
        tell(fields);
        var urgent = newestConcern();
        ortiz.post("/triage/" + urgent + "/name", Map.of("step", "danger", "reason", "Tonight"));
        assertThat(ortiz.get("/triage/" + urgent).body())
                .contains("Quentin Larkspur")
                .contains("Opened it at once");
    }

    @Test
    void what_nobody_at_the_school_shall_read_goes_to_the_coordinator() {
        var fields = form("The counselor himself does it.");
        fields.put("elsewhere", "yes");
        tell(fields);
        var concern = newestConcern();
        assertThat(as(Person.COUNSELOR_ORTIZ).get("/triage/" + concern).statusCode())
                .isEqualTo(404);
        assertThat(as(Person.BACKUP_LIN).get("/triage/" + concern).statusCode()).isEqualTo(404);
        assertThat(as(Person.COORDINATOR_HALE).get("/triage/" + concern).statusCode())
                .isEqualTo(200);
        assertThat(count("select count(*) from concern where id = '" + concern
                        + "' and coordinator_told_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void copies_of_a_long_text_are_one_concern_and_short_ones_never_are() {
        var copied = "This very same text is copied and sent by many who were told to do so, " + UUID.randomUUID();
        tell(copied);
        var concerns = count("select count(*) from concern where conversation_id is not null");
        var mine = tell("  " + copied.toUpperCase(java.util.Locale.ROOT));
        tell(copied);
        assertThat(count("select count(*) from concern where conversation_id is not null"))
                .isEqualTo(concerns);
        assertThat(as(Person.COUNSELOR_ORTIZ).get("/triage/" + newestConcern()).body())
                .contains("The same words were sent 2 more times");
        assertThat(come(mine, "more", "But for me it is true.").statusCode()).isEqualTo(200);
        assertThat(count("select count(*) from concern where conversation_id is not null"))
                .isEqualTo(concerns + 1);
        tell("help me");
        tell("help me");
        assertThat(count("select count(*) from concern where conversation_id is not null"))
                .isEqualTo(concerns + 3);
    }

    @Test
    void the_student_is_found_by_the_counselor_and_it_becomes_a_case() {
        tell("It is about Maya Reyes.");
        var concern = newestConcern();
        var ortiz = as(Person.COUNSELOR_ORTIZ);
        assertThat(ortiz.post(
                                "/triage/" + concern + "/student",
                                Map.of("studentId", town().maya().value().toString()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(ortiz.post("/triage/" + concern + "/outcome", Map.of("outcome", "open-case", "earlier", "yes"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(status(concern)).isEqualTo("IN_CASE");
    }

    @Test
    void not_in_earnest_is_an_outcome_that_keeps_the_record() {
        var receipt = tell("lol");
        var concern = newestConcern();
        as(Person.COUNSELOR_ORTIZ)
                .post(
                        "/triage/" + concern + "/outcome",
                        Map.of("outcome", "route", "to", "not-in-good-faith", "reason", "A joke, the student said."));
        assertThat(status(concern)).isEqualTo("ROUTED");
        assertThat(come(receipt, "", "").body()).contains("lol");
    }

    @Test
    void only_who_triages_reads_or_answers() {
        tell("For the counselor only.");
        var conversation = conversationOf(newestConcern());
        for (var person : new Person[] {
            Person.TEACHER, Person.PRINCIPAL_REED, Person.ADMIN_KIM, Person.OTHER_COUNSELOR, Person.RECORDS_OFFICER_VEGA
        }) {
            assertThatThrownBy(() -> DistrictScope.call(
                            town().district(), () -> answering.open(town().viewer(person), conversation)))
                    .as(person.name())
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void a_mistyped_receipt_is_told_where_and_a_wrong_one_opens_nothing() {
        var receipt = tell("Words to come back to.");
        var words = receipt.split(" ");
        words[3] = "qqqq";
        assertThat(come(String.join(" ", words), "", "").body()).contains("Word 4 is not one of ours");
        assertThat(come("acorn", "", "").body()).contains("these are 1");
        var none = Receipts.of(new byte[] {9, 8, 7, 6, 5, 4, 3, 2}).text();
        var answer = come(none, "", "");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("open nothing here").contains(none);
        assertThat(count("select coalesce(sum(wrong), 0) from voice_guess")).isPositive();
    }

    @Test
    void guessing_is_counted_slowed_and_said_in_the_health_check_without_knowing_who() {
        clock.forward(Duration.ofDays(-40)); // so that the house of the other tests stays well
        try {
            for (var guess = 0; guess < Guesses.ALARM; guess++) {
                assertThat(guesses.check().well()).isTrue();
                DistrictScope.run(town().district(), guesses::wrong);
            }
            assertThat(guesses.check().well()).isFalse();
            assertThat(DistrictScope.call(town().district(), guesses::slow)).isTrue();
        } finally {
            clock.back();
        }
        assertThat(guesses.check().well()).isTrue();
        assertThat(columns("voice_guess")).containsExactlyInAnyOrder("district_id", "hour", "wrong");
    }

    private java.util.List<String> columns(String table) {
        return town().in(() -> database.sql("select column_name from information_schema.columns where table_name = ?")
                .param(table)
                .query(String.class)
                .list());
    }

    @Test
    void programs_read_and_answer_conversations_with_the_same_checks() {
        tell("For a program to read.");
        var path = "/api/v1/concerns/" + newestConcern() + "/conversation";
        var ortiz = program(Person.COUNSELOR_ORTIZ);
        assertThat(ortiz.get(path).body()).contains("For a program to read.").contains("\"way\":\"anonymous\"");
        assertThat(ortiz.postJson(path + "/answers", "{}").statusCode()).isEqualTo(422);
        assertThat(ortiz.postJson(path + "/answers", "{\"words\":\"We read it.\"}")
                        .body())
                .contains("We read it.")
                .contains("Elena Ortiz");
        assertThat(ortiz.postJson(path + "/name-openings", "{\"step\":\"ask\",\"reason\":\"why\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(program(Person.TEACHER).get(path).statusCode()).isEqualTo(403);
        assertThat(program(Person.OTHER_COUNSELOR).get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_language_is_changed_without_losing_what_was_typed() {
        var fields = form("مرحبا, these words stay");
        fields.remove("go");
        fields.put("to", "es");
        var answer = fill("/tell/" + code(), fields);
        assertThat(answer.body())
                .contains("lang=\"es\"")
                .contains("Cuéntalo con tus palabras")
                .contains("these words stay")
                .contains("name=\"l\" value=\"es\"");
        var arabic = fill("/tell/" + code(), Map.of("step", "start", "to", "ar"));
        assertThat(arabic.body()).contains("dir=\"rtl\"");
    }

    @Test
    void nothing_is_compulsory_but_one_box_and_too_much_is_kept() {
        var empty = fill("/tell/" + code(), Map.of("step", "write", "words", "  "));
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("Write something first");
        var long_ = fill("/tell/" + code(), Map.of("step", "write", "words", "x".repeat(10_001)));
        assertThat(long_.statusCode()).isEqualTo(422);
        assertThat(long_.body()).contains("x".repeat(10_001));
        assertThat(fill("/tell/" + code(), Map.of("step", "write", "words", "Just this"))
                        .body())
                .contains("Keep these eight words");
    }

    @Test
    void a_page_takes_so_many_and_more_are_asked_to_wait_with_their_words_kept() {
        var tight = new Limits(clock, 2);
        var page = new Place(town().district(), "bbbbbb", null, "", "");
        var other = new Place(town().district(), "cccccc", null, "", "");
        var taken = 0;
        while (tight.take(page) && taken < 100) {
            taken++;
        }
        assertThat(taken).isEqualTo(6);
        assertThat(tight.take(other)).isTrue();
        clock.forward(Duration.ofMinutes(1));
        assertThat(tight.take(page)).isTrue();
        clock.back();
        assertThat(limits.take(other)).isTrue();
    }

    @Test
    void a_flood_on_all_pages_of_one_district_leaves_the_others() {
        var tight = new Limits(clock, 1);
        var taken = 0;
        for (var number = 0; number < 20; number++) {
            for (var time = 0; time < 3; time++) {
                taken += tight.take(new Place(town().district(), "page" + number, null, "", "")) ? 1 : 0;
            }
        }
        assertThat(taken).isBetween(30, 32);
        assertThat(tight.take(new Place(new DistrictId(UUID.randomUUID()), "elsewhere", null, "", "")))
                .isTrue();
    }

    @Test
    void a_gentle_question_is_not_asked_when_the_words_answer_it() {
        var followUps = new FollowUps();
        assertThat(followUps.questions(About.PEER, "en", "She is afraid. It happens every Monday at the mall."))
                .doesNotContain("danger", "when", "where")
                .contains("who");
        assertThat(followUps.questions(About.SELF, "en", "I need help")).contains("danger", "where", "safe");
        assertThat(followUps.questions(About.PEER, "zh", "…")).hasSize(3);
    }

    @Test
    void the_gentle_answers_stand_in_the_conversation() {
        var fields = form("Someone picks her up.");
        var answer = fill("/tell/" + code(), fields);
        var receipt = words(answer);
        var sent =
                new HashMap<String, String>(Map.of("step", "follow", "receipt", receipt, "go", "say", "about", "peer"));
        sent.put("d_where", "At the north lot");
        sent.put("d_contact", "Leave a note in locker 12");
        assertThat(fill("/tell/" + code(), sent).body()).contains("Thank you for telling");
        assertThat(come(receipt, "", "").body())
                .contains("Where does it happen?")
                .contains("At the north lot")
                .contains("Leave a note in locker 12");
    }

    private String status(UUID concern) {
        return town().in(() -> database.sql("select status from concern where id = ?")
                .param(concern)
                .query(String.class)
                .single());
    }
}
