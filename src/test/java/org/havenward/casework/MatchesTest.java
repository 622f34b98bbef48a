package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.casework.trace.Introductions;
import org.havenward.casework.trace.MatchStep;
import org.havenward.casework.trace.Matches;
import org.havenward.casework.trace.TraceKind;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where two records name the same: for the coordinator alone, who may introduce the two counselors to each other. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class MatchesTest extends TraceHouse {
    @Autowired
    private Introductions introductions;

    @Test
    void the_coordinator_alone_sees_that_two_records_name_the_same() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst();
        assertThat(match.same()).isTrue();
        assertThat(match.waits()).isTrue();
        assertThat(match.sides()).extracting(Matches.Side::schoolName).containsExactly("Harbor High", "Quay Middle");
        var hale = browser(coordinatorHale);
        assertThat(hale.get("/matches").body())
                .contains("/matches/" + match.id(), "Phone number: the same in 2 records")
                .doesNotContain("555", "Rivera", "Castillo", "casework.");
        assertThat(hale.get("/matches/" + match.id()).body())
                .contains(NUMBER, "+1 928 555 0147", "Elena Ortiz, Quay Middle")
                .doesNotContain("She said so.", "Rivera", "Castillo", "casework.");
        assertThat(hale.get("/").body()).contains("/matches/" + match.id());
        assertThat(api(coordinatorHale).get("/api/v1/matches/" + match.id()).body())
                .contains(NUMBER, two.harbor().value().toString())
                .doesNotContain("She said so.");
        for (var who : List.of(counselorOrtiz, nurseBell, principalReed, adminKim)) {
            var browser = browser(who);
            for (var path : List.of("/matches", "/matches/" + match.id())) {
                assertThat(browser.get(path).statusCode()).isEqualTo(403);
                assertThat(api(who).get("/api/v1" + path).statusCode()).isEqualTo(403);
            }
            assertThat(browser.get("/").body()
                            + browser.get("/notices?show=all").body())
                    .doesNotContain("/matches", match.id().toString());
        }
        var ortiz = browser(counselorOrtiz);
        assertThat(ortiz.get("/cases/" + two.quay().value()).body()
                        + ortiz.get("/cases/" + two.quay().value() + "/traces").body()
                        + ortiz.get("/cases?q=555+0147").body())
                .contains(NUMBER)
                .doesNotContain(
                        "Okafor",
                        "Harbor High",
                        "/matches",
                        two.harbor().value().toString());
        assertThat(ortiz.get("/cases/" + two.quay().value() + "/print").body())
                .as("paper lies on tables")
                .doesNotContain(NUMBER);
        assertThat(ortiz.get("/cases/" + two.harbor().value() + "/traces").statusCode())
                .isEqualTo(404);
    }

    @Test
    void who_is_kept_out_of_one_of_two_records_learns_of_no_match() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst().id();
        here(coordinatorHale, viewer -> matches.write(viewer, match, MatchStep.LOOKED_AT, "I will call both.", key()));
        inDistrict(
                district,
                () -> gate.exclude(RecordRef.caseFile(two.harbor().value(), harbor), coordinatorHale, counselorOkafor));
        assertThat(seenBy(coordinatorHale)).isEmpty();
        var hale = browser(coordinatorHale);
        assertThat(hale.get("/matches?show=all").body()).doesNotContain(match.toString(), "Phone number");
        assertThat(hale.get("/matches/" + match).statusCode()).isEqualTo(404);
        assertThat(hale.get("/").body()).doesNotContain("/matches/");
        assertThat(api(coordinatorHale).get("/api/v1/matches?show=all").body()).doesNotContain(match.toString());
        assertThat(api(coordinatorHale)
                        .post("/api/v1/matches/" + match + "/steps", key(), "{\"step\":\"looked_at\"}")
                        .statusCode())
                .isEqualTo(404);
        // Two records remain where a third one names the same; what was done about the hidden one stays hidden.
        var third = here(
                counselorOrtiz,
                viewer -> inDistrict(
                        district, () -> new CaseId(desk.open(viewer, aConcernAbout(student("Noa", "Bright"))))));
        record(counselorOrtiz, third, TraceKind.PHONE, NUMBER);
        var left = seenBy(coordinatorHale).getFirst();
        assertThat(left.sides()).extracting(Matches.Side::schoolName).containsOnly("Quay Middle");
        assertThat(left.steps()).isEmpty();
    }

    @Test
    void two_counselors_are_told_of_each_other_and_of_nothing_else() {
        var two = twoThatMatch();
        here(counselorOrtiz, viewer -> team.add(viewer, two.quay(), nurseBell, CaseRole.NURSE, key()));
        var match = seenBy(coordinatorHale).getFirst().id();
        var hale = browser(coordinatorHale);
        var path = "/matches/" + match;
        assertThat(hale.fill(path, path + "/introductions", Map.of()).body()).contains("Choose two.");
        var chosen = List.of(two.quay(), two.harbor());
        here(coordinatorHale, viewer -> matches.introduce(viewer, match, chosen, key()));
        var page = browser(counselorOrtiz).get("/cases/" + two.quay().value()).body();
        assertThat(page)
                .contains("Grace Okafor, Counselor at Harbor High, has something that touches your case.")
                .doesNotContain("Castillo", two.harbor().value().toString(), "/matches", "casework.");
        assertThat(browser(counselorOkafor)
                        .get("/cases/" + two.harbor().value())
                        .body())
                .contains("Elena Ortiz, Counselor at Quay Middle");
        assertThat(browser(nurseBell).get("/cases/" + two.quay().value()).body())
                .doesNotContain("Okafor");
        assertThat(api(counselorOrtiz)
                        .get("/api/v1/cases/" + two.quay().value() + "/introductions")
                        .body())
                .contains("Grace Okafor")
                .doesNotContain(two.harbor().value().toString());
        assertThatThrownBy(() -> here(coordinatorHale, viewer -> matches.introduce(viewer, match, chosen, key())))
                .hasMessage("casework.match.error.introduced");
        assertThat(seenBy(coordinatorHale).getFirst().stands()).isEqualTo(MatchStep.INTRODUCED);
        assertThat(browser(coordinatorHale).get("/matches/" + match).body())
                .contains("They were introduced.")
                .doesNotContain("Introduce them to each other");
        // Whoever is kept out of the other record later reads of it no more.
        inDistrict(
                district,
                () -> gate.exclude(RecordRef.caseFile(two.harbor().value(), harbor), counselorOrtiz, counselorOkafor));
        assertThat(browser(counselorOrtiz).get("/cases/" + two.quay().value()).body())
                .doesNotContain("Okafor");
    }

    @Test
    void nobody_is_introduced_who_is_kept_out_of_the_other_record() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst().id();
        inDistrict(
                district,
                () -> gate.exclude(RecordRef.caseFile(two.harbor().value(), harbor), counselorOrtiz, counselorOkafor));
        assertThatThrownBy(() -> here(
                        coordinatorHale,
                        viewer -> matches.introduce(viewer, match, List.of(two.quay(), two.harbor()), key())))
                .hasMessage("casework.match.error.kept_out");
        assertThat(list(counselorOkafor, viewer -> introductions.of(viewer, two.harbor())))
                .isEmpty();
    }

    @Test
    void nobody_is_introduced_to_a_counselor_whose_case_is_kept_from_where_they_work() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst().id();
        var chosen = List.of(two.quay(), two.harbor());
        here(coordinatorHale, viewer -> matches.introduce(viewer, match, chosen, key()));
        assertThat(list(counselorOkafor, viewer -> introductions.of(viewer, two.harbor())))
                .hasSize(1);
        inDistrict(
                district,
                () -> gate.keepFromSchool(RecordRef.caseFile(two.quay().value(), school)));
        assertThat(list(counselorOkafor, viewer -> introductions.of(viewer, two.harbor())))
                .isEmpty();
        assertThat(list(counselorOrtiz, viewer -> introductions.of(viewer, two.quay())))
                .isEmpty();

        var again = twoThatMatch();
        inDistrict(
                district,
                () -> gate.keepFromSchool(RecordRef.caseFile(again.quay().value(), school)));
        var another = seenBy(coordinatorHale).getFirst().id();
        assertThatThrownBy(() -> here(
                        coordinatorHale,
                        viewer -> matches.introduce(viewer, another, List.of(again.quay(), again.harbor()), key())))
                .hasMessage("casework.match.error.kept_out");
    }

    @Test
    void a_match_is_dismissed_with_a_reason_and_waits_again_when_another_record_names_the_same() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst().id();
        var hale = browser(coordinatorHale);
        var path = "/matches/" + match;
        assertThat(hale.fill(path, path + "/steps", Map.of("step", "DISMISSED")).body())
                .contains("Say why, or what came of it.");
        assertThat(hale.fill(path, path + "/steps", Map.of("step", "DISMISSED", "words", "A taxi company."))
                        .statusCode())
                .isEqualTo(303);
        assertThat(list(coordinatorHale, viewer -> matches.all(viewer, false))).isEmpty();
        assertThat(hale.get(path).body()).contains("A taxi company.");
        record(counselorOkafor, two.harbor(), TraceKind.PHONE, "928 555 0147");
        assertThat(list(coordinatorHale, viewer -> matches.all(viewer, false)))
                .singleElement()
                .satisfies(again -> assertThat(again.waits()).isTrue());
        assertThatThrownBy(() -> here(counselorOrtiz, viewer -> matches.open(viewer, match)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void reads_and_writes_are_in_the_audit_and_the_log_shows_nobody_that_there_is_a_match() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst().id();
        here(coordinatorHale, viewer -> matches.open(viewer, match));
        assertThat(audited(match)).contains("OPENED COORDINATION");
        assertThat(audited(two.quay().value())).contains("NOTED CASE_WORK", "LISTED COORDINATION");
        var officer = inDistrict(
                district, () -> person("Luis", "Vega", "Records officer", new RoleAt(Role.RECORDS_OFFICER, null)));
        assertThat(browser(officer).get("/audit").body()).doesNotContain(match.toString(), "Match of records");
        assertThat(browser(officer).get("/audit?kind=MATCH").body()).doesNotContain("Ruth Hale");
    }

    private List<String> audited(UUID subject) {
        return inDistrict(
                district,
                () -> database.sql("select action || ' ' || purpose from audit_entry where subject = :id")
                        .param("id", subject)
                        .query(String.class)
                        .list());
    }
}
