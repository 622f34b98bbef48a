package org.havenward.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.havenward.Person;
import org.havenward.access.Accounts;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Standing;
import org.havenward.concern.ConcernId;
import org.havenward.concern.ConcernReading;
import org.havenward.concern.QueueFilter;
import org.havenward.concern.TriageQueue;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** "Nobody at my school should read this" holds for whoever comes to work there, and for what is written later. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeptFromSchoolTest extends VoiceHouse {
    @Autowired
    private Accounts accounts;

    @Autowired
    private Gate gate;

    @Autowired
    private TriageQueue queue;

    @Autowired
    private ConcernReading reading;

    @Test
    void who_becomes_counselor_or_backup_later_sees_neither_the_concern_nor_its_conversation_nor_a_count() {
        var receipt = tell(elsewhere("The counselor himself does it. " + UUID.randomUUID()));
        var kept = newestConcern();
        tell("Something else, for the counselor. " + UUID.randomUUID());
        var open = newestConcern();
        var before = waiting(Person.COUNSELOR_ORTIZ);
        for (var role : List.of(Role.DESIGNATED_COUNSELOR, Role.BACKUP_COUNSELOR)) {
            var given = town().in(() -> accounts.give(
                    null,
                    town().staff(Person.TEACHER),
                    new RoleAt(role, town().school(Person.School.QUAY)),
                    null,
                    null));
            try {
                var later = town().viewer(Person.TEACHER);
                town().in(() -> {
                    for (var need : List.of(Need.TRIAGE_CONCERN, Need.ANSWER_VOICE, Need.SEE_WHO_LOOKED)) {
                        assertThat(gate.decide(later, need, ref(kept)).allowed())
                                .isFalse();
                        assertThat(gate.decide(later, need, ref(open)).allowed())
                                .isTrue();
                    }
                    assertThat(gate.holders(role, ref(kept))).isEmpty();
                    assertThat(gate.holders(role, ref(open))).contains(later.staff());
                    return true;
                });
                assertThatThrownBy(() -> town().in(() -> answering.open(later, conversationOf(kept))))
                        .isInstanceOf(RefusedException.class);
                assertThat(come(receipt, "more", "It goes on, " + role).body()).contains("It has arrived");
                assertThat(lines(Person.TEACHER)).contains(open).doesNotContain(kept);
                assertThat(waiting(Person.TEACHER)).isEqualTo(before);
            } finally {
                town().in(() -> {
                    accounts.take(null, town().staff(Person.TEACHER), given);
                    return true;
                });
            }
        }
        assertThat(lines(Person.COORDINATOR_HALE)).contains(kept, open);
        assertThat(as(Person.COORDINATOR_HALE).get("/triage/" + kept).body()).contains("It goes on, BACKUP_COUNSELOR");
    }

    @Test
    void its_case_is_kept_from_the_school_too_and_its_words_from_a_counselor_who_is_let_into_the_case() {
        tell(elsewhere("It is about Maya, and the counselor. " + UUID.randomUUID()));
        var kept = newestConcern();
        var hale = as(Person.COORDINATOR_HALE);
        hale.post(
                "/triage/" + kept + "/student",
                Map.of("studentId", town().maya().value().toString()));
        assertThat(hale.post("/triage/" + kept + "/outcome", Map.of("outcome", "open-case", "earlier", "yes"))
                        .statusCode())
                .isEqualTo(303);
        var given = town().in(() -> accounts.give(
                null,
                town().staff(Person.BUS_DRIVER),
                new RoleAt(Role.DESIGNATED_COUNSELOR, town().school(Person.School.QUAY)),
                null,
                null));
        try {
            var later = town().viewer(Person.BUS_DRIVER);
            town().in(() -> {
                var file = RecordRef.caseFile(
                        database.sql("select case_id from case_concern where concern_id = ?")
                                .param(kept)
                                .query(UUID.class)
                                .single(),
                        town().school(Person.School.QUAY));
                assertThat(gate.keptFromSchool(file)).isTrue();
                assertThat(gate.decide(later, Need.BREAK_GLASS, file).allowed()).isFalse();
                gate.admit(file, later.staff(), Standing.TEAM);
                assertThat(gate.decide(later, Need.OPEN_CASE, file).allowed()).isTrue();
                assertThat(reading.forCase(later, new ConcernId(kept), true)).isEmpty();
                assertThat(reading.forCase(town().viewer(Person.COORDINATOR_HALE), new ConcernId(kept), true))
                        .isPresent();
                return true;
            });
        } finally {
            town().in(() -> {
                accounts.take(null, town().staff(Person.BUS_DRIVER), given);
                return true;
            });
        }
    }

    @Test
    void what_was_sent_before_the_box_was_ticked_is_kept_from_the_school_too_whoever_had_read_it() {
        var fields = form("The counselor himself does it. " + UUID.randomUUID());
        var receipt = tell(fields);
        var first = newestConcern();
        as(Person.COUNSELOR_ORTIZ).post("/triage/" + first + "/acknowledgment", Map.of());
        fields.put("elsewhere", "yes");
        var answer = fill("/tell/" + code(), fields);
        var second = newestConcern();
        assertThat(words(answer)).isNotEqualTo(receipt);
        assertThat(answer.body()).contains("Nobody at your school can open what you sent before any more either");
        for (var concern : List.of(first, second)) {
            assertThat(as(Person.COUNSELOR_ORTIZ).get("/triage/" + concern).statusCode())
                    .isEqualTo(404);
            assertThat(as(Person.BACKUP_LIN).get("/triage/" + concern).statusCode())
                    .isEqualTo(404);
            assertThat(as(Person.COORDINATOR_HALE).get("/triage/" + concern).statusCode())
                    .isEqualTo(200);
            assertThat(lines(Person.COORDINATOR_HALE)).contains(concern);
            assertThat(count("select count(*) from concern where status = 'WAITING' and id = '" + concern
                            + "' and coordinator_told_at is not null"))
                    .isEqualTo(1);
        }
        assertThat(come(receipt, "more", "It goes on.").body()).contains("It has arrived");
        assertThat(lines(Person.COUNSELOR_ORTIZ)).doesNotContain(first, second);
        fields.remove("elsewhere");
        assertThat(tell(fields)).isEqualTo(receipt);
        assertThat(as(Person.COUNSELOR_ORTIZ).get("/triage/" + first).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_case_that_came_of_what_was_sent_before_is_kept_too_and_waits_for_a_lead_from_elsewhere() {
        var fields = form("It is about Maya. " + UUID.randomUUID());
        tell(fields);
        var first = newestConcern();
        var ortiz = as(Person.COUNSELOR_ORTIZ);
        ortiz.post(
                "/triage/" + first + "/student",
                Map.of("studentId", town().maya().value().toString()));
        ortiz.post("/triage/" + first + "/outcome", Map.of("outcome", "open-case", "earlier", "yes"));
        var file = town().in(() -> database.sql("select case_id from case_concern where concern_id = ?")
                .param(first)
                .query(UUID.class)
                .single());
        assertThat(ortiz.get("/cases/" + file).statusCode()).isEqualTo(200);
        fields.put("elsewhere", "yes");
        tell(fields);
        assertThat(ortiz.get("/cases/" + file).statusCode()).isEqualTo(404);
        assertThat(count("select count(*) from case_file where id = '" + file + "' and lead_gone_at is not null"))
                .isEqualTo(1);
        assertThat(town().in(() -> gate.keptFromSchool(RecordRef.caseFile(file, town().school(Person.School.QUAY)))))
                .isTrue();
    }

    @Test
    void a_copy_of_others_words_is_kept_by_itself_and_theirs_are_not_and_no_later_copy_is_hidden_with_it() {
        var copied = "These long words are sent by several, and one of us has second thoughts, " + UUID.randomUUID();
        tell(copied);
        var theirs = newestConcern();
        var fields = form(copied);
        tell(fields);
        assertThat(newestConcern()).isEqualTo(theirs);
        fields.put("elsewhere", "yes");
        var concerns = count("select count(*) from concern");
        tell(fields);
        assertThat(count("select count(*) from concern")).isEqualTo(concerns + 2);
        assertThat(lines(Person.COUNSELOR_ORTIZ)).contains(theirs);
        assertThat(as(Person.COUNSELOR_ORTIZ).get("/triage/" + newestConcern()).statusCode())
                .isEqualTo(404);

        var words = "Words that I send first, long enough to be merged with a copy, " + UUID.randomUUID();
        var mine = form(words);
        tell(mine);
        mine.put("elsewhere", "yes");
        tell(mine);
        tell(words);
        assertThat(lines(Person.COUNSELOR_ORTIZ)).contains(newestConcern());
    }

    @Test
    void what_is_sent_many_times_at_the_same_moment_is_there_once_and_kept_where_it_shall_be() throws Exception {
        var fields = form("Sent by a finger that trembles. " + UUID.randomUUID());
        var kept = new java.util.LinkedHashMap<>(fields);
        kept.put("elsewhere", "yes");
        var before = count("select count(*) from concern");
        try (var senders = java.util.concurrent.Executors.newFixedThreadPool(8)) {
            var sent = new java.util.ArrayList<java.util.concurrent.Future<String>>();
            for (var time = 0; time < 8; time++) {
                sent.add(senders.submit(() -> tell(kept)));
            }
            sent.add(senders.submit(() -> tell(fields)));
            for (var one : sent) {
                one.get();
            }
        }
        tell(kept);
        assertThat(count("select count(*) from concern") - before).isEqualTo(2);
        assertThat(count("select count(*) from voice_conversation c join concern n on n.conversation_id = c.id"
                        + " where c.form = (select form from voice_conversation where id = '"
                        + conversationOf(newestConcern()).value() + "') and not exists ("
                        + " select 1 from record_kept_from_school k where k.record_id = n.id)"))
                .isZero();
    }

    @Test
    void the_same_words_sent_by_several_who_keep_them_from_the_school_stay_kept_when_one_says_more() {
        var copied =
                "These words are sent by several, and none of us wants the school to read them, " + UUID.randomUUID();
        tell(elsewhere(copied));
        var mine = tell(elsewhere(copied));
        var concern = newestConcern();
        come(mine, "more", "For me it is true.");
        assertThat(newestConcern()).isEqualTo(concern);
        assertThat(as(Person.COORDINATOR_HALE).get("/triage/" + concern).body()).contains("For me it is true.");
        assertThat(lines(Person.COUNSELOR_ORTIZ)).doesNotContain(concern);
    }

    @Test
    void what_is_of_no_school_is_listed_under_the_districts_name() {
        var fields = form("I do not say which school. " + UUID.randomUUID());
        var district = town().in(places::ofDistrict);
        assertThat(fill("/tell/" + district.code(), fields).statusCode()).isEqualTo(200);
        var concern = newestConcern();
        var hale = town().viewer(Person.COORDINATOR_HALE);
        assertThat(town().in(() -> queue.queue(hale, QueueFilter.WAITING, null, null, 200))
                        .lines())
                .filteredOn(line -> line.id().value().equals(concern))
                .extracting(TriageQueue.Line::schoolName)
                .containsExactly(district.name());
        assertThat(town().in(() -> reading.open(hale, new ConcernId(concern))).schoolName())
                .isEqualTo(district.name());
    }

    private Map<String, String> elsewhere(String words) {
        var fields = form(words);
        fields.put("elsewhere", "yes");
        return fields;
    }

    private RecordRef ref(UUID concern) {
        return RecordRef.concern(concern, town().school(Person.School.QUAY));
    }

    private List<UUID> lines(Person person) {
        var viewer = town().viewer(person);
        return town().in(() -> queue.queue(viewer, QueueFilter.WAITING, null, null, 500)).lines().stream()
                .map(line -> line.id().value())
                .toList();
    }

    private long waiting(Person person) {
        var viewer = town().viewer(person);
        return town().in(() -> queue.queue(viewer, QueueFilter.WAITING, null, null, 1))
                .counts()
                .getOrDefault(QueueFilter.WAITING, 0L);
    }
}
