package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a case means for the campus, and actions asked of people off its team. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class CampusTest extends CaseHouse {
    private static final String ACTION = "Please have someone at the east gate until 3:15 pm.";

    @Autowired
    private Campus campus;

    @Autowired
    private Shares shares;

    @Autowired
    private CampusRows rows;

    private StaffId deskHaddad;
    private StudentId leo;

    @BeforeEach
    void moreExistsHere() {
        inDistrict(district, () -> {
            deskHaddad = person("Noor", "Haddad", "Front desk");
            leo = student("Leo", "Castillo");
        });
    }

    private <T> T here(StaffId who, Function<Viewer, T> work) {
        var viewer = as(who);
        return DistrictScope.call(district, () -> work.apply(viewer));
    }

    private static LocalDate inDays(int days) {
        return LocalDate.now(ZoneId.of("America/Phoenix")).plusDays(days);
    }

    private UUID leoIsNamed(CaseId id) {
        return here(
                counselorOrtiz,
                viewer -> campus.record(
                        viewer,
                        id,
                        new Campus.NewFact(
                                CampusKind.POSSIBLY_RECRUITING, leo, "He hands out rides behind the zanzibar wall."),
                        key()));
    }

    private List<Campus.Fact> facts(CaseId id) {
        return here(counselorOrtiz, viewer -> campus.of(viewer, id));
    }

    @Test
    void the_team_records_what_was_seen_and_takes_back_what_does_not_stand() {
        var id = aCase();
        var fact = leoIsNamed(id);
        here(
                counselorOrtiz,
                viewer -> campus.record(viewer, id, new Campus.NewFact(CampusKind.PLACE, null, "The bus loop"), key()));
        assertThat(facts(id))
                .extracting(Campus.Fact::kind)
                .containsExactly(CampusKind.PLACE, CampusKind.POSSIBLY_RECRUITING);
        assertThat(facts(id).getLast().studentName()).isEqualTo("Leo Castillo");
        assertThat(inDistrict(district, () -> rows.othersSince(id))).isPresent();

        here(counselorOrtiz, viewer -> campus.takeBack(viewer, id, fact, "It was someone else.", key()));
        assertThat(facts(id).getLast())
                .satisfies(taken -> assertThat(taken.stands()).isFalse())
                .satisfies(taken -> assertThat(taken.words().orEmpty()).contains("zanzibar"));
        assertThat(inDistrict(district, () -> rows.othersSince(id))).isEmpty();
        assertThatThrownBy(() -> here(counselorOrtiz, viewer -> campus.takeBack(viewer, id, fact, "Once more.", key())))
                .hasMessage("casework.campus.error.taken_back");
        assertThatThrownBy(() -> inDistrict(
                        district,
                        () -> database.sql("delete from case_campus_fact").update()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void another_student_named_here_is_sealed_and_found_nowhere_by_it() {
        var id = aCase();
        leoIsNamed(id);
        var stored = inDistrict(
                district,
                () -> database.sql("select student, words from case_campus_fact where case_id = ?")
                        .param(id.value())
                        .query((row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1)
                                + new String(row.getBytes(2), StandardCharsets.ISO_8859_1))
                        .single());
        assertThat(stored).doesNotContain(leo.value().toString(), "zanzibar");

        var ortiz = browser(counselorOrtiz);
        assertThat(ortiz.get("/cases/" + id.value() + "/campus").body())
                .contains("Leo Castillo", "zanzibar", "Raise a concern about this student")
                .contains("href=\"/concerns/new\"");
        for (var path : List.of(
                "/cases/" + id.value(),
                "/cases/" + id.value() + "/print",
                "/cases?q=castillo",
                "/cases?q=zanzibar",
                "/notices",
                "/api/v1/cases/" + id.value() + "/chronology")) {
            var body = path.startsWith("/api")
                    ? api(counselorOrtiz).get(path).body()
                    : ortiz.get(path).body();
            assertThat(body.replace("value=\"castillo\"", "").replace("value=\"zanzibar\"", ""))
                    .as(path)
                    .doesNotContain("Castillo", "zanzibar wall");
        }
        var traces = inDistrict(
                district,
                () -> database.sql("select count(*) from audit_entry where subject = ?")
                        .param(leo.value())
                        .query(Integer.class)
                        .single());
        assertThat(traces).isZero();
    }

    @Test
    void only_the_team_works_here_and_who_is_kept_out_gets_the_answer_of_a_case_that_is_not_there() {
        var id = aCase();
        leoIsNamed(id);
        for (var who : List.of(backupLin, deskHaddad, principalReed, coordinatorHale, adminKim)) {
            assertThatThrownBy(() -> here(who, viewer -> campus.of(viewer, id))).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> here(
                            who,
                            viewer -> campus.record(
                                    viewer, id, new Campus.NewFact(CampusKind.PLACE, null, "Gate"), key())))
                    .isInstanceOf(RefusedException.class);
        }
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.TEAM_MEMBER, key()));
        here(
                nurseBell,
                viewer -> campus.record(viewer, id, new Campus.NewFact(CampusKind.TIME, null, "After lunch"), key()));
        assertThatThrownBy(() -> here(
                        nurseBell,
                        viewer -> shares.ask(
                                viewer, id, new Shares.NewAction(deskHaddad, ACTION, inDays(2), false), key())))
                .isInstanceOf(RefusedException.class);
        here(counselorOrtiz, viewer -> team.keepOut(viewer, id, nurseBell, key()));
        assertThat(browser(nurseBell).get("/cases/" + id.value() + "/campus").statusCode())
                .isEqualTo(404);
        assertThat(api(nurseBell).get("/api/v1/cases/" + id.value() + "/campus").statusCode())
                .isEqualTo(404);
    }

    @Test
    void bad_input_is_told_beside_its_field_and_a_double_click_is_one_fact() {
        var id = aCase();
        var ortiz = browser(counselorOrtiz);
        var page = "/cases/" + id.value() + "/campus/new";
        var empty = ortiz.fill(page, "/cases/" + id.value() + "/campus", Map.of("words", "Seen at the gate"));
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("Choose what it is about.", "Seen at the gate");
        var once = key();
        for (int times = 0; times < 2; times++) {
            assertThat(api(counselorOrtiz)
                            .post("/api/v1/cases/" + id.value() + "/campus", once, """
                                    {"kind": "PLACE", "words": "The east gate"}""")
                            .statusCode())
                    .isEqualTo(201);
        }
        assertThat(facts(id)).hasSize(1);
        assertThatThrownBy(() -> here(
                        counselorOrtiz,
                        viewer -> campus.record(
                                viewer, id, new Campus.NewFact(CampusKind.POSSIBLE_VICTIM, maya, ""), key())))
                .hasMessage("casework.campus.error.student");
    }

    @Test
    void whoever_is_asked_for_an_action_sees_its_words_and_nothing_of_the_case_or_the_student() {
        var id = aCase();
        var made = here(
                counselorOrtiz,
                viewer -> shares.ask(viewer, id, new Shares.NewAction(deskHaddad, ACTION, inDays(2), false), key()));
        var haddad = browser(deskHaddad);
        for (var path : List.of("/shared-with-me", "/shared-with-me/" + made)) {
            assertThat(haddad.get(path).body())
                    .contains(ACTION, "Elena Ortiz", "An action is asked of you")
                    .doesNotContain("HW-", id.value().toString(), "Rivera", "A student needs", "casework.");
        }
        assertThat(api(deskHaddad).get("/api/v1/shared-with-me").body())
                .contains(ACTION)
                .doesNotContain(id.value().toString(), "Rivera");
        assertThat(haddad.fill("/shared-with-me/" + made, "/shared-with-me/" + made + "/done", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(here(counselorOrtiz, viewer -> shares.of(viewer, id))
                        .getFirst()
                        .asked())
                .satisfies(asked -> assertThat(asked)
                        .isNotNull()
                        .extracting(Shares.Asked::doneAt)
                        .isNotNull());
        assertThat(browser(counselorOrtiz)
                        .get("/cases/" + id.value() + "/campus")
                        .body())
                .contains(ACTION, "Noor Haddad", "Done ");
    }

    @Test
    void who_is_kept_out_of_the_case_is_not_asked_and_sees_no_more_of_what_they_were_asked() {
        var id = aCase();
        var made = here(
                counselorOrtiz,
                viewer -> shares.ask(viewer, id, new Shares.NewAction(deskHaddad, ACTION, inDays(2), false), key()));
        here(counselorOrtiz, viewer -> team.keepOut(viewer, id, deskHaddad, key()));
        var haddad = browser(deskHaddad);
        assertThat(haddad.get("/shared-with-me/" + made).statusCode()).isEqualTo(404);
        assertThat(haddad.get("/shared-with-me").body()).doesNotContain(ACTION);
        assertThat(haddad.get("/notices?show=all").body()).doesNotContain(made.toString(), "asks you to do something");
        assertThatThrownBy(() -> here(
                        counselorOrtiz,
                        viewer -> shares.ask(
                                viewer, id, new Shares.NewAction(deskHaddad, ACTION, inDays(2), false), key())))
                .hasMessage("casework.cannot.kept_out");
    }
}
