package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.concern.CaseDesk;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Links between cases: the coordinator sees both, each case sees neither, and exclusion beats it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class CaseLinksTest extends CaseHouse {
    private static final String WHY = "Both were driven home in the same zanzibar car.";

    @Autowired
    private CaseLinks links;

    @Autowired
    private LinkDesk linkDesk;

    private StudentId leo;
    private CaseId ofMaya;
    private CaseId ofLeo;

    /** Ms. Ortiz leads Maya's case, Ms. Lin leads Leo's. */
    @BeforeEach
    void twoCases() {
        leo = inDistrict(district, () -> student("Leo", "Castillo"));
        ofMaya = aCase();
        var lin = as(backupLin);
        var source = aConcernAbout(leo);
        ofLeo = inDistrict(district, () -> {
            var id = new CaseId(desk.open(lin, source));
            reportsAreMade(id);
            return id;
        });
    }

    private <T> T here(StaffId who, Function<Viewer, T> work) {
        var viewer = as(who);
        return DistrictScope.call(district, () -> work.apply(viewer));
    }

    private UUID suggested(@Nullable StudentId student, String words) {
        return here(counselorOrtiz, viewer -> links.suggest(viewer, ofMaya, student, words, key()));
    }

    private String number(CaseId id) {
        return inDistrict(
                district,
                () -> database.sql("select number from case_file where id = ?")
                        .param(id.value())
                        .query(String.class)
                        .single());
    }

    private UUID linked() {
        var suggestion = suggested(leo, WHY);
        return here(coordinatorHale, viewer -> linkDesk.link(viewer, suggestion, number(ofLeo), key()));
    }

    private List<CaseLinks.Linked> seen(StaffId who, CaseId id) {
        return here(who, viewer -> links.of(viewer, id)).links();
    }

    private void shut(CaseId id, StaffId who) {
        inDistrict(district, () -> gate.exclude(RecordRef.caseFile(id.value(), school), who, counselorOrtiz));
    }

    @Test
    void the_coordinator_links_what_a_counselor_suggests_and_each_case_shows_only_that() {
        var suggestion = suggested(leo, WHY);
        var choice = here(coordinatorHale, viewer -> linkDesk.choice(viewer, suggestion));
        assertThat(choice.suggestion().studentName()).isEqualTo("Leo Castillo");
        assertThat(choice.cases()).extracting(LinkDesk.Cover::id).containsExactly(ofLeo);
        var link = here(coordinatorHale, viewer -> linkDesk.link(viewer, suggestion, number(ofLeo), key()));

        assertThat(seen(counselorOrtiz, ofMaya))
                .extracting(CaseLinks.Linked::coordinator)
                .containsExactly("Ruth Hale");
        assertThat(seen(backupLin, ofLeo)).extracting(CaseLinks.Linked::link).containsExactly(link);
        for (var path : List.of("", "/campus", "/print", "/campus/links/" + link)) {
            assertThat(browser(backupLin).get("/cases/" + ofLeo.value() + path).body())
                    .as(path)
                    .doesNotContain(number(ofMaya), ofMaya.value().toString(), "Maya", "Ortiz", "zanzibar");
            assertThat(browser(counselorOrtiz)
                            .get("/cases/" + ofMaya.value() + path)
                            .body())
                    .as(path)
                    .doesNotContain(number(ofLeo), ofLeo.value().toString(), "Wei Lin");
        }
        assertThat(browser(backupLin).get("/cases/" + ofLeo.value()).body())
                .contains("Linked with another case; ask Ruth Hale (coordinator).");
        assertThat(api(backupLin)
                        .get("/api/v1/cases/" + ofLeo.value() + "/campus/links")
                        .body())
                .contains("Ruth Hale")
                .doesNotContain(ofMaya.value().toString());
        assertThatThrownBy(
                        () -> here(coordinatorHale, viewer -> linkDesk.link(viewer, suggestion, number(ofLeo), key())))
                .hasMessage("casework.link.error.answered");
    }

    @Test
    void messages_go_through_the_coordinator_and_neither_case_reads_the_other_s() {
        var link = linked();
        here(counselorOrtiz, viewer -> links.say(viewer, ofMaya, link, "She fears the quokka car.", key()));
        here(coordinatorHale, viewer -> linkDesk.say(viewer, link, ofLeo, "Please watch the bus loop.", key()));
        assertThat(here(backupLin, viewer -> links.talk(viewer, ofLeo, link)).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.words().orEmpty()).isEqualTo("Please watch the bus loop."));
        assertThat(browser(backupLin)
                        .get("/cases/" + ofLeo.value() + "/campus/links/" + link)
                        .body())
                .contains("Please watch the bus loop.")
                .doesNotContain("quokka");
        var talk = here(coordinatorHale, viewer -> linkDesk.talk(viewer, link));
        assertThat(talk.one().messages()).hasSize(1);
        assertThat(talk.other().messages()).hasSize(1);
        assertThatThrownBy(() -> here(backupLin, viewer -> links.talk(viewer, ofMaya, link)))
                .isInstanceOf(RefusedException.class);
        assertThat(inDistrict(
                        district,
                        () -> database.sql("select string_agg(encode(words, 'escape'), ' ') from case_link_message")
                                .query(String.class)
                                .single()))
                .doesNotContain("quokka", "bus loop");
    }

    @Test
    void who_is_kept_out_of_the_other_case_never_sees_that_there_is_a_link() {
        here(counselorOrtiz, viewer -> team.add(viewer, ofMaya, principalReed, CaseRole.TEAM_MEMBER, key()));
        var link = linked();
        assertThat(seen(principalReed, ofMaya)).hasSize(1);
        shut(ofLeo, principalReed);
        var reed = browser(principalReed);
        var plain = here(principalReed, viewer -> links.of(viewer, ofMaya));
        assertThat(plain.links()).isEmpty();
        assertThat(plain.suggestions()).isEmpty();
        assertThat(reed.get("/cases/" + ofMaya.value() + "/campus/links/" + link)
                        .statusCode())
                .isEqualTo(404);
        for (var path : List.of(
                "/cases/" + ofMaya.value(),
                "/cases/" + ofMaya.value() + "/campus",
                "/cases/" + ofMaya.value() + "/print",
                "/cases?q=zanzibar",
                "/notices?show=all")) {
            assertThat(reed.get(path).body())
                    .as(path)
                    .doesNotContain(
                            "Linked with another",
                            link.toString(),
                            "Ruth Hale",
                            "message about a case",
                            "same zanzibar");
        }
        assertThat(api(principalReed)
                        .get("/api/v1/cases/" + ofMaya.value() + "/campus/links")
                        .body())
                .contains("[]");
        assertThat(api(principalReed)
                        .get("/api/v1/cases/" + ofMaya.value() + "/campus/links/" + link + "/messages")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_lead_who_is_kept_out_of_the_other_case_hears_nothing_and_the_coordinator_is_told_so() {
        shut(ofMaya, backupLin);
        var link = linked();
        assertThat(seen(backupLin, ofLeo)).isEmpty();
        assertThat(browser(backupLin).get("/notices?show=all").body()).doesNotContain("message about a case");
        var talk = here(coordinatorHale, viewer -> linkDesk.talk(viewer, link));
        assertThat(talk.one().leadKnows()).isTrue();
        assertThat(talk.other().leadKnows()).isFalse();
        assertThatThrownBy(() -> here(backupLin, viewer -> links.say(viewer, ofLeo, link, "Who?", key())))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void whoever_suggests_sees_the_same_whether_or_not_there_is_a_case_that_they_are_kept_out_of() {
        shut(ofLeo, counselorOrtiz);
        var nobody = inDistrict(district, () -> student("Ida", "Moreno"));
        var answers = List.of(leo, nobody).stream()
                .map(student -> {
                    var named = suggested(student, "The same car waits for both.");
                    var meant = suggested(null, "I think of " + (student.equals(leo) ? "Leo Castillo" : "Ida Moreno"));
                    return here(counselorOrtiz, viewer -> links.of(viewer, ofMaya)).suggestions().stream()
                            .filter(each -> each.id().equals(named) || each.id().equals(meant))
                            .map(each -> each.looked() + "/" + each.words().gone())
                            .toList();
                })
                .toList();
        assertThat(answers.getFirst()).hasSize(2).isEqualTo(answers.getLast());
        var page = browser(counselorOrtiz)
                .get("/cases/" + ofMaya.value() + "/campus")
                .body();
        assertThat(page).contains("I think of Leo Castillo", "I think of Ida Moreno");
        assertThat(here(coordinatorHale, linkDesk::overview).suggestions()).hasSize(4);
    }

    @Test
    void a_coordinator_who_leads_a_case_and_suggests_is_answered_as_if_there_were_no_case_that_shuts_them_out() {
        here(
                counselorOrtiz,
                viewer -> team.handOver(viewer, ofMaya, counselorOrtiz, coordinatorHale, "She is away.", key()));
        shut(ofLeo, coordinatorHale);
        var suggestion = here(coordinatorHale, viewer -> links.suggest(viewer, ofMaya, leo, WHY, key()));
        assertThat(here(coordinatorHale, linkDesk::overview).suggestions()).hasSize(1);
        assertThat(here(coordinatorHale, viewer -> linkDesk.choice(viewer, suggestion))
                        .cases())
                .isEmpty();
        assertThatThrownBy(
                        () -> here(coordinatorHale, viewer -> linkDesk.link(viewer, suggestion, number(ofLeo), key())))
                .hasMessage("casework.link.error.no_case");
        here(coordinatorHale, viewer -> linkDesk.setAside(viewer, suggestion, key()));
    }

    @Test
    void a_coordinator_who_is_kept_out_of_either_case_sees_neither_suggestion_nor_link() {
        var other = inDistrict(
                district, () -> person("Ivo", "Marsh", "Coordinator", new RoleAt(Role.DISTRICT_COORDINATOR, null)));
        shut(ofLeo, other);
        for (var suggestion : List.of(
                suggested(leo, WHY),
                suggested(null, "It is about castillo, leo: " + WHY),
                suggested(null, "See " + number(ofLeo) + ", " + WHY))) {
            var marsh = browser(other);
            assertThat(marsh.get("/campus-links").body()).doesNotContain(suggestion.toString(), "zanzibar");
            assertThat(marsh.get("/campus-links/suggestions/" + suggestion).statusCode())
                    .isEqualTo(404);
            assertThat(marsh.get("/notices?show=all").body()).doesNotContain("two cases may touch");
            assertThat(api(other).get("/api/v1/campus-links").body()).doesNotContain(suggestion.toString());
            assertThatThrownBy(() -> here(other, viewer -> linkDesk.setAside(viewer, suggestion, key())))
                    .isInstanceOf(RefusedException.class);
        }
        var link = linked();
        assertThat(browser(other).get("/campus-links/" + link).statusCode()).isEqualTo(404);
        assertThat(browser(other).get("/campus-links").body())
                .doesNotContain(link.toString(), number(ofLeo), number(ofMaya));
        assertThat(here(coordinatorHale, linkDesk::overview).links()).hasSize(1);
        var fromElsewhere = suggested(null, "The same house on Fern Road, " + WHY);
        assertThatThrownBy(() -> here(other, viewer -> linkDesk.link(viewer, fromElsewhere, number(ofLeo), key())))
                .hasMessage("casework.link.error.no_case");
        shut(ofMaya, other);
        assertThat(browser(other).get("/campus-links").body()).doesNotContain("Fern Road");
    }

    @Test
    void who_works_at_a_school_from_which_a_case_is_kept_does_not_learn_that_it_is_there() {
        var later = inDistrict(
                district, () -> person("Ada", "Quist", "Counselor", new RoleAt(Role.DESIGNATED_COUNSELOR, school)));
        var link = linked();
        assertThat(seen(backupLin, ofLeo)).hasSize(1);
        assertThat(knowTheCaseOfMaya(later, backupLin, coordinatorHale, counselorOrtiz))
                .containsExactly(later, backupLin, coordinatorHale, counselorOrtiz);
        inDistrict(district, () -> gate.keepFromSchool(RecordRef.caseFile(ofMaya.value(), school)));

        assertThat(knowTheCaseOfMaya(later, backupLin, coordinatorHale, counselorOrtiz))
                .as("the coordinator and its team")
                .containsExactly(coordinatorHale, counselorOrtiz);
        for (var who : List.of(later, backupLin)) {
            CaseDesk.Elsewhere elsewhere = here(who, viewer -> desk.casesElsewhere(viewer, maya));
            assertThat(elsewhere).isEqualTo(CaseDesk.Elsewhere.NONE);
        }
        assertThat(seen(backupLin, ofLeo)).isEmpty();
        assertThat(seen(counselorOrtiz, ofMaya)).hasSize(1);
        assertThat(browser(backupLin)
                        .get("/cases/" + ofLeo.value() + "/campus/links/" + link)
                        .statusCode())
                .isEqualTo(404);
        var talk = here(coordinatorHale, viewer -> linkDesk.talk(viewer, link));
        assertThat(List.of(talk.one(), talk.other()))
                .filteredOn(side -> side.file().id().equals(ofLeo))
                .extracting(LinkDesk.Side::leadKnows)
                .containsExactly(false);
    }

    /** Who is told, when they triage another concern about Maya, that a case was opened meanwhile. */
    private List<StaffId> knowTheCaseOfMaya(StaffId... people) {
        var since = java.time.Instant.now().minusSeconds(600);
        return java.util.Arrays.stream(people)
                .filter(who -> here(who, viewer -> desk.openedMeanwhile(viewer, maya, null, since)))
                .toList();
    }

    @Test
    void a_link_is_undone_and_all_that_was_said_of_it_stays() {
        var link = linked();
        here(coordinatorHale, viewer -> linkDesk.end(viewer, link, key()));
        assertThat(seen(counselorOrtiz, ofMaya)).isEmpty();
        assertThat(seen(backupLin, ofLeo)).isEmpty();
        assertThat(here(coordinatorHale, viewer -> linkDesk.talk(viewer, link))
                        .link()
                        .lasts())
                .isFalse();
        assertThatThrownBy(() -> here(coordinatorHale, viewer -> linkDesk.end(viewer, link, key())))
                .hasMessage("casework.link.error.ended");
        for (var table : List.of(
                "case_link", "case_link_end", "case_link_suggestion", "case_link_answer", "case_link_message")) {
            assertThatThrownBy(() -> inDistrict(
                            district, () -> database.sql("delete from " + table).update()))
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void only_the_lead_suggests_only_the_coordinator_links_and_both_are_in_the_audit() {
        here(counselorOrtiz, viewer -> team.add(viewer, ofMaya, nurseBell, CaseRole.TEAM_MEMBER, key()));
        assertThatThrownBy(() -> here(nurseBell, viewer -> links.suggest(viewer, ofMaya, leo, WHY, key())))
                .isInstanceOf(RefusedException.class);
        var suggestion = suggested(leo, WHY);
        for (var who : List.of(counselorOrtiz, backupLin, principalReed, adminKim)) {
            assertThat(browser(who).get("/campus-links").statusCode()).isEqualTo(403);
            assertThatThrownBy(() -> here(who, viewer -> linkDesk.link(viewer, suggestion, number(ofLeo), key())))
                    .isInstanceOf(RefusedException.class);
        }
        here(coordinatorHale, viewer -> linkDesk.link(viewer, suggestion, number(ofLeo), key()));
        for (var id : List.of(ofMaya, ofLeo)) {
            assertThat(inDistrict(
                            district,
                            () -> database.sql("select action from audit_entry where subject = ? and actor = ?"
                                            + " and purpose = 'COORDINATION'")
                                    .params(id.value(), coordinatorHale.value())
                                    .query(String.class)
                                    .list()))
                    .contains("CHANGED");
        }
    }
}
