package org.havenward.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.havenward.Person.BACKUP_LIN;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.OTHER_COUNSELOR;
import static org.havenward.Person.PRINCIPAL_REED;
import static org.havenward.Person.TEACHER;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.havenward.Person;
import org.havenward.access.RefusedException;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.ReusedKeyException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Raising a concern and following one's own (B1), with the safety rules that bind it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConcernTest extends ConcernHouse {
    @Test
    void a_bus_driver_raises_a_concern_and_is_told_who_has_it_and_by_when() {
        var driver = as(BUS_DRIVER);

        var sent = driver.post("/concerns/new", form());

        assertThat(sent.statusCode()).isEqualTo(303);
        var receipt = driver.get(path(sent.headers().firstValue("Location").orElseThrow()));
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(receipt.body())
                .contains("We have your concern", COUNSELOR_ORTIZ.fullName(), "has it.", "It is read before")
                .containsPattern("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
    }

    @Test
    void the_form_works_without_scripts_and_each_search_keeps_all_that_was_typed() {
        var driver = as(BUS_DRIVER);

        var page = driver.post(
                "/concerns/new",
                with(form(), Map.of("act", "find", "studentId", "", "studentWords", "rivra", "place", "Stop 9")));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Maya Rivera",
                        "A man in a gray car",
                        "Stop 9",
                        "value=\"" + town().maya().value() + "\"")
                .doesNotContain("Ada Nwosu");
    }

    @Test
    void students_of_other_schools_are_not_found() {
        var page = as(BUS_DRIVER).post("/concerns/new", with(form(), Map.of("act", "find", "studentWords", "Nwosu")));

        assertThat(page.body()).doesNotContain("Ada Nwosu").contains("Nobody found");
    }

    @Test
    void the_button_names_the_counselor_and_not_one_who_was_named_in_the_concern() {
        var driver = as(BUS_DRIVER);

        assertThat(driver.get("/concerns/new?student=" + town().maya().value()).body())
                .contains("Send to " + COUNSELOR_ORTIZ.fullName());
        var named = driver.post(
                "/concerns/new",
                with(
                        form(),
                        Map.of(
                                "act",
                                "find-staff",
                                "involvedWords",
                                "Ortiz",
                                "involved",
                                town().staff(COUNSELOR_ORTIZ).value().toString())));
        assertThat(named.body()).contains("Send to " + BACKUP_LIN.fullName());
    }

    @Test
    void what_has_to_be_mended_stands_beside_its_field_and_everything_is_kept() {
        var page = as(BUS_DRIVER)
                .post(
                        "/concerns/new",
                        with(
                                form(),
                                Map.of(
                                        "studentId", "",
                                        "observedDate", "2999-01-01",
                                        "place", "P".repeat(301),
                                        "studentDescription", "")));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("id=\"studentWords-error\"", "id=\"observed-error\"", "id=\"place-error\"")
                .contains("A man in a gray car", "2999-01-01", "P".repeat(301));
    }

    /** Safety rule 2: a double click is one record. */
    @Test
    void a_double_click_makes_one_concern() throws Exception {
        var key = key();
        var words = "Twice " + key;
        var driver = as(BUS_DRIVER);
        driver.get("/concerns/new");
        var form = with(form(), Map.of("onceKey", key, "narrative", words));

        var sent = atOnce(6, () -> driver.post("/concerns/new", form));

        assertThat(sent).allMatch(answer -> answer.statusCode() == 303);
        assertThat(sent.stream()
                        .map(answer -> answer.headers().firstValue("Location"))
                        .distinct())
                .hasSize(1);
        assertThat(count(town(), "select count(*) from once_only where key = ?", key))
                .isEqualTo(1);
    }

    @Test
    void who_goes_back_changes_what_they_sent_and_sends_it_again_makes_a_concern_of_its_own() {
        var driver = as(BUS_DRIVER);
        var key = UUID.randomUUID().toString();
        var first = driver.post("/concerns/new", with(form(), Map.of("onceKey", key, "narrative", "First words")));
        var changed = with(form(), Map.of("onceKey", key, "narrative", "First words, and more"));
        var second = driver.post("/concerns/new", changed);
        var again = driver.post("/concerns/new", changed);

        assertThat(List.of(first.statusCode(), second.statusCode(), again.statusCode()))
                .containsOnly(303);
        var path = second.headers().firstValue("Location").orElseThrow();
        assertThat(first.headers().firstValue("Location"))
                .isNotEqualTo(second.headers().firstValue("Location"));
        assertThat(again.headers().firstValue("Location").orElseThrow())
                .as("sent twice, it is one")
                .isEqualTo(path);
        assertThat(driver.get(path.substring(path.indexOf("/concerns/")).replace("/receipt", ""))
                        .body())
                .contains("First words, and more");
    }

    @Test
    void a_day_without_a_time_is_the_same_concern_whenever_it_is_sent_and_is_shown_as_a_day() {
        var driver = as(BUS_DRIVER);
        var form = with(form(), Map.of("onceKey", key()));
        var first = driver.post("/concerns/new", form).headers().firstValue("Location");
        clock.forward(java.time.Duration.ofMinutes(2));
        try {
            assertThat(driver.post("/concerns/new", form).headers().firstValue("Location"))
                    .isEqualTo(first);
        } finally {
            clock.back();
        }
        assertThat(driver.get(path(first.orElseThrow()).replace("/receipt", "")).body())
                .containsPattern(
                        "Seen or heard</dt>\\s*<dd[^>]*>\\s*<time class=\"hw-time\" datetime=\"[0-9]{4}-[0-9]{2}-[0-9]{2}\">[^<:]*</time>");
    }

    @Test
    void a_key_that_came_with_other_content_is_refused() {
        var key = key();
        in(() -> concerns.raise(town().viewer(TEACHER), aConcern().said(), key));

        assertThatThrownBy(() -> in(() -> concerns.raise(
                        town().viewer(TEACHER), aConcern().saying("Other").said(), key)))
                .isInstanceOf(ReusedKeyException.class);
    }

    /** Safety rule 3. */
    @Test
    void what_was_written_can_be_added_to_and_never_changed() {
        var id = aConcern().saying("First words").raisedBy(BUS_DRIVER);

        in(() -> concerns.add(town().viewer(BUS_DRIVER), id, new Concerns.Addition("More words", false, false), key()));

        assertThat(ownOf(BUS_DRIVER, id).texts())
                .extracting(ConcernText::words)
                .containsExactly("First words", "More words");
        for (var sql : List.of(
                "update concern_text set words = ''",
                "delete from concern_text",
                "update concern set description = null",
                "update concern set place = null",
                "update concern set reporter = id",
                "delete from concern",
                "update concern_step set code = 'x'",
                "delete from concern_step")) {
            assertThatThrownBy(() -> town().in(() -> database.sql(sql).update()))
                    .as(sql)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
        }
    }

    /** Safety rule 8. */
    @Test
    void the_database_holds_no_readable_word_of_it() {
        var id = aConcern()
                .aboutSomeone("Tall girl with a zebra scarf")
                .saying("Zebra words only")
                .raisedBy(BUS_DRIVER);

        var row = town().in(() -> database.sql(
                        "select c::text || string_agg(t::text, '') from concern c join concern_text t on t.concern_id = c.id"
                                + " where c.id = ? group by c.*")
                .params(id.value())
                .query(String.class)
                .single());
        assertThat(row)
                .doesNotContainIgnoringCase("zebra")
                .doesNotContain(hex("ebra"))
                .doesNotContain("East gate")
                .doesNotContain("sex.travel");
    }

    @Test
    void the_reporter_sees_only_received_being_looked_at_and_closed() {
        var id = aConcern().raisedBy(BUS_DRIVER);
        assertThat(ownOf(BUS_DRIVER, id).line().status()).isEqualTo(ReporterStatus.RECEIVED);

        acknowledge(COUNSELOR_ORTIZ, id);
        assertThat(ownOf(BUS_DRIVER, id).line().status()).isEqualTo(ReporterStatus.BEING_LOOKED_AT);

        decide(COUNSELOR_ORTIZ, id, new Outcome.RouteElsewhere(Outcome.Route.HEALTH, "The nurse has a private plan"));
        var own = ownOf(BUS_DRIVER, id);
        assertThat(own.line().status()).isEqualTo(ReporterStatus.CLOSED);
        assertThat(own.texts()).extracting(ConcernText::kind).doesNotContain(TextKind.REASON);
        assertThat(as(BUS_DRIVER).get("/concerns/" + id.value()).body())
                .contains("Closed")
                .doesNotContain("private plan", "nurse", "Routed");
    }

    @Test
    void a_colleague_does_not_see_that_someone_raised_a_concern() {
        var id = aConcern().raisedBy(BUS_DRIVER);

        assertThat(as(TEACHER).get("/concerns/" + id.value()).statusCode()).isEqualTo(404);
        assertThat(as(TEACHER).get("/concerns").body())
                .doesNotContain(id.value().toString());
        assertThat(as(TEACHER)
                        .post("/concerns/" + id.value() + "/additions", Map.of("text", "x"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(program(TEACHER).get("/api/v1/concerns/" + id.value()).statusCode())
                .isEqualTo(404);
    }

    /** Safety rule 4. */
    @Test
    void an_excluded_principal_counselor_or_coordinator_cannot_see_that_the_concern_exists() {
        var id = aConcern()
                .naming(PRINCIPAL_REED)
                .naming(COUNSELOR_ORTIZ)
                .naming(COORDINATOR_HALE)
                .raisedBy(BUS_DRIVER);
        var text = id.value().toString();

        for (var person : List.of(COUNSELOR_ORTIZ, COORDINATOR_HALE)) {
            assertThat(as(person).get("/triage/" + text).statusCode()).isEqualTo(404);
            assertThat(as(person).get("/triage").body()).doesNotContain(text);
            assertThat(as(person).get("/").body()).doesNotContain(text);
            assertThat(as(person)
                            .post("/triage/" + text + "/acknowledgment", Map.of())
                            .statusCode())
                    .isEqualTo(404);
            assertThat(program(person)
                            .get("/api/v1/concerns?view=triage&limit=200")
                            .body())
                    .doesNotContain(text);
            assertThat(program(person)
                            .get("/api/v1/concerns/" + text + "?view=triage")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(as(PRINCIPAL_REED).get("/triage/" + text).statusCode()).isIn(403, 404);
        assertThat(seenBy(BACKUP_LIN, id).excluded())
                .extracting(ConcernReading.Excluded::name)
                .containsExactlyInAnyOrder(
                        PRINCIPAL_REED.fullName(), COUNSELOR_ORTIZ.fullName(), COORDINATOR_HALE.fullName());
    }

    @Test
    void counts_are_the_same_as_if_an_excluded_concern_were_not_there() {
        var before = waiting(COUNSELOR_ORTIZ);
        aConcern().naming(COUNSELOR_ORTIZ).raisedBy(BUS_DRIVER);

        assertThat(waiting(COUNSELOR_ORTIZ)).isEqualTo(before);
        aConcern().raisedBy(BUS_DRIVER);
        assertThat(waiting(COUNSELOR_ORTIZ)).isEqualTo(before + 1);
    }

    @Test
    void another_school_and_another_district_see_nothing() {
        var id = aConcern().raisedBy(BUS_DRIVER);

        assertThat(as(OTHER_COUNSELOR).get("/triage/" + id.value()).statusCode())
                .isEqualTo(404);
        assertThat(as(elsewhere(), COUNSELOR_ORTIZ).get("/triage/" + id.value()).statusCode())
                .isEqualTo(404);
        assertThat(as(elsewhere(), BUS_DRIVER).get("/concerns/" + id.value()).statusCode())
                .isEqualTo(404);
        assertThat(count(elsewhere(), "select count(*) from concern where id = ?", id.value()))
                .isZero();
        assertThatThrownBy(() -> DistrictScope.run(
                        elsewhere().district(),
                        () -> concerns.raise(
                                town().viewer(BUS_DRIVER), aConcern().said(), key())))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void a_student_of_another_district_or_school_cannot_be_chosen() {
        for (var student : List.of(town().ada(), elsewhere().maya())) {
            var page = as(BUS_DRIVER)
                    .post(
                            "/concerns/new",
                            with(form(), Map.of("studentId", student.value().toString())));
            assertThat(page.statusCode()).isEqualTo(422);
            assertThat(page.body()).contains("not at one of your schools");
        }
    }

    @Test
    void a_draft_is_kept_as_one_types_is_its_writers_alone_and_goes_when_sent() {
        var draft = UUID.randomUUID().toString();
        var driver = as(BUS_DRIVER);
        var typed = with(form(), Map.of("draft", draft, "narrative", "Half a sentence abou"));

        assertThat(driver.post("/concerns/drafts", typed).statusCode()).isEqualTo(204);
        assertThat(driver.get("/concerns").body()).contains("/concerns/new?draft=" + draft);
        assertThat(driver.get("/concerns/new?draft=" + draft).body()).contains("Half a sentence abou");
        assertThat(as(TEACHER).get("/concerns/new?draft=" + draft).body()).doesNotContain("Half a sentence");
        assertThat(as(TEACHER)
                        .post("/concerns/drafts", with(typed, Map.of("narrative", "Overwritten")))
                        .statusCode())
                .isEqualTo(204);
        assertThat(driver.get("/concerns/new?draft=" + draft).body()).contains("Half a sentence abou");

        assertThat(driver.post("/concerns/new", typed).statusCode()).isEqualTo(303);
        assertThat(driver.get("/concerns").body()).doesNotContain(draft);
        // A save that was still on its way does not bring it back.
        driver.post("/concerns/drafts", typed);
        assertThat(driver.get("/concerns").body()).doesNotContain(draft);
        assertThat(count(town(), "select count(*) from concern_draft where words is not null and id = ?::uuid", draft))
                .isZero();
    }

    @Test
    void programs_keep_read_and_throw_away_drafts_of_their_owner_alone() {
        var driver = program(BUS_DRIVER);
        var kept = driver.postJson("/api/v1/concern-drafts", "{\"narrative\": \"Half a sentence by a program\"}");
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
        var path = "/api/v1/concern-drafts/" + kept.body().replaceAll(".*\"id\":\"([0-9a-f-]{36})\".*", "$1");

        assertThat(driver.get(path).body()).contains("Half a sentence by a program");
        assertThat(driver.get("/api/v1/concern-drafts").body()).contains(path.substring(path.lastIndexOf('/') + 1));
        assertThat(program(TEACHER).get(path).statusCode()).isEqualTo(404);
        program(TEACHER).postJson(path, "{\"narrative\": \"Overwritten\"}");
        assertThat(driver.postJson(path, "{\"narrative\": \"A whole sentence\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(driver.get(path).body()).contains("A whole sentence");
        assertThat(driver.send("DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(driver.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void save_for_later_works_without_scripts() {
        var driver = as(TEACHER);
        var draft = UUID.randomUUID().toString();

        var saved =
                driver.post("/concerns/new", with(form(), Map.of("act", "save", "draft", draft, "narrative", "Later")));

        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(driver.get("/concerns").body()).contains(draft);
        assertThat(driver.post("/concerns/drafts/" + draft + "/discard", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(driver.get("/concerns").body()).doesNotContain(draft);
    }

    @Test
    void new_words_about_a_concern_that_was_passed_on_make_it_wait_again() {
        var id = aConcern().raisedBy(BUS_DRIVER);
        decide(COUNSELOR_ORTIZ, id, new Outcome.RouteElsewhere(Outcome.Route.HEALTH, "For the nurse"));

        in(() -> concerns.add(
                town().viewer(BUS_DRIVER), id, new Concerns.Addition("Today it was worse", false, false), key()));

        var whole = seenBy(COUNSELOR_ORTIZ, id);
        assertThat(whole.status()).isEqualTo(ConcernStatus.WAITING);
        assertThat(whole.waitingSince()).isAfter(whole.receivedAt());
        assertThat(whole.acknowledgedBy()).isNull();
        assertThat(whole.texts()).extracting(ConcernText::words).contains("Today it was worse");
    }

    @Test
    void the_api_raises_a_concern_once_and_says_where_it_is() {
        var json = """
                {"schoolId":"%s","studentId":"%s","narrative":"He said he is not paid.","observedAt":"2026-03-02T09:10:00-07:00",
                 "indicators":["sex.travel"],"immediateDanger":false}
                """.formatted(
                        town().school(Person.School.QUAY).value(), town().maya().value());
        var program = program(BUS_DRIVER);

        var raised = program.postJson("/api/v1/concerns", json);

        assertThat(raised.statusCode()).as(raised.body()).isEqualTo(201);
        assertThat(raised.body()).contains("\"status\":\"received\"", "\"receivedAt\"");
        var where = raised.headers().firstValue("Location").orElseThrow();
        assertThat(program.get(where).body()).contains("He said he is not paid.", "\"sex.travel\"");
        assertThat(program.get("/api/v1/concerns").body()).contains(id(where));
        assertThat(program(COUNSELOR_ORTIZ).get(where + "?view=triage").body()).contains("\"status\":\"waiting\"");
        assertThat(program(COUNSELOR_ORTIZ)
                        .postJson(where + "/acknowledgment", "{}")
                        .body())
                .contains("\"status\":\"being-looked-at\"");
        assertThat(program(COUNSELOR_ORTIZ)
                        .postJson(where + "/outcome", "{\"outcome\":\"ask-more\",\"question\":\"Which gate?\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(program.get(where).body()).contains("Which gate?", "\"moreAsked\":true");
        assertThat(program.postJson(where + "/additions", "{\"text\":\"The east one\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void the_api_names_each_field_at_fault() {
        var answer = program(BUS_DRIVER)
                .postJson(
                        "/api/v1/concerns",
                        "{\"studentId\":\"no id\",\"observedAt\":\"yesterday\",\"indicators\":[\"x\"]}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"studentId\"", "\"narrative\"", "\"observedAt\"", "\"indicators\"");
    }

    @Test
    void each_read_and_write_is_in_the_audit() {
        var id = aConcern().raisedBy(BUS_DRIVER);
        ownOf(BUS_DRIVER, id);
        seenBy(COUNSELOR_ORTIZ, id);
        acknowledge(COUNSELOR_ORTIZ, id);
        decide(COUNSELOR_ORTIZ, id, new Outcome.AskMore("When?"));

        var actions = town().in(() -> database.sql("select action from audit_entry where subject = ? order by id")
                .params(id.value())
                .query(String.class)
                .list());
        assertThat(actions).containsExactly("RAISED", "OPENED", "OPENED", "ACKNOWLEDGED", "DECIDED");
    }

    private long waiting(Person person) {
        return DistrictScope.call(
                        town().district(),
                        () -> queue.queue(town().viewer(person), QueueFilter.WAITING, null, null, 50)
                                .counts())
                .getOrDefault(QueueFilter.WAITING, 0L);
    }

    private Map<String, String> form() {
        return Map.of(
                "act", "send",
                "draft", UUID.randomUUID().toString(),
                "immediateDanger", "no",
                "studentId", town().maya().value().toString(),
                "narrative", "A man in a gray car waits at the stop.",
                "observedDate", clock.instant().atZone(PHOENIX).toLocalDate().toString(),
                "observedTime", "",
                "place", "Bus stop");
    }

    private static Map<String, String> with(Map<String, String> form, Map<String, String> changed) {
        var all = new java.util.LinkedHashMap<>(form);
        all.putAll(changed);
        return all;
    }

    private static String path(String location) {
        return location.replaceFirst("^https?://[^/]+", "");
    }

    private static String id(String location) {
        var found = Pattern.compile("[0-9a-f-]{36}").matcher(location);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static <T> List<T> atOnce(int many, Callable<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(many)) {
            var begun = IntStream.range(0, many)
                    .<Future<T>>mapToObj(one -> threads.submit(work))
                    .toList();
            var done = new java.util.ArrayList<T>();
            for (var one : begun) {
                done.add(one.get());
            }
            return done;
        }
    }
}
