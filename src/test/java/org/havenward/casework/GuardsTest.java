package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.Need;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.KeyHeldException;
import org.havenward.platform.KeyId;
import org.havenward.platform.Vault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The guards of a case: family contact, sharing by purpose, broken glass, and legal holds. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class GuardsTest extends CaseHouse {
    private static final String WORDS = "Please let Maya leave class when she asks.";

    @Autowired
    private Family family;

    @Autowired
    private FamilyGuard guard;

    @Autowired
    private Shares shares;

    @Autowired
    private BreakGlass glass;

    @Autowired
    private BreakGlassEnds ends;

    @Autowired
    private LegalHolds holds;

    @Autowired
    private Holds held;

    @Autowired
    private Vault vault;

    private StaffId teacherHaddad;
    private StaffId officerVega;

    @BeforeEach
    void moreExistsHere() {
        inDistrict(district, () -> {
            teacherHaddad = person("Noor", "Haddad", "Teacher");
            officerVega = person("Luis", "Vega", "Records officer", new RoleAt(Role.RECORDS_OFFICER, null));
        });
    }

    @AfterEach
    void theClockIsRightAgain() {
        clock.back();
    }

    private <T> T here(StaffId who, Function<Viewer, T> work) {
        var viewer = as(who);
        return DistrictScope.call(district, () -> work.apply(viewer));
    }

    private <T> List<T> list(StaffId who, Function<Viewer, List<T>> work) {
        return here(who, work);
    }

    private static LocalDate inDays(int days) {
        return LocalDate.now(ZoneId.of("America/Phoenix")).plusDays(days);
    }

    // ---- family

    private FamilyMemberId mother(CaseId id) {
        return new FamilyMemberId(here(
                counselorOrtiz,
                viewer -> family.add(viewer, id, new Family.Words("Rosa Rivera", "mother", "Spanish"), key())));
    }

    private void judge(CaseId id, FamilyMemberId who, FamilyVerdict verdict, int days) {
        here(
                counselorOrtiz,
                viewer -> family.judge(
                        viewer,
                        id,
                        who,
                        new Family.Verdict(verdict, "Maya said so.", "calls about pick-up", inDays(days)),
                        key()));
    }

    private FamilyGuard.Decision asked(CaseId id, FamilyMemberId who) {
        return inDistrict(district, () -> guard.mayContact(who, id));
    }

    @Test
    void nobody_of_the_family_may_be_contacted_until_the_counselor_judged_so_and_only_for_a_time() {
        var id = aCase();
        var rosa = mother(id);
        assertThat(asked(id, rosa)).isEqualTo(new FamilyGuard.Refused(FamilyGuard.Reason.NEVER_JUDGED));
        judge(id, rosa, FamilyVerdict.NOT_KNOWN, 10);
        assertThat(asked(id, rosa)).isEqualTo(new FamilyGuard.Refused(FamilyGuard.Reason.NOT_KNOWN));
        judge(id, rosa, FamilyVerdict.SAFE, 10);
        assertThat(asked(id, rosa).allowed()).isTrue();
        clock.forward(Duration.ofDays(12));
        assertThat(asked(id, rosa)).isEqualTo(new FamilyGuard.Refused(FamilyGuard.Reason.ENDED));
        clock.back();
        judge(id, rosa, FamilyVerdict.NOT_SAFE, 10);
        assertThat(asked(id, rosa)).isEqualTo(new FamilyGuard.Refused(FamilyGuard.Reason.NOT_SAFE));
        assertThat(here(counselorOrtiz, viewer -> family.one(viewer, id, rosa)).judgments())
                .extracting(Family.Judgment::verdict)
                .containsExactly(FamilyVerdict.NOT_SAFE, FamilyVerdict.SAFE, FamilyVerdict.NOT_KNOWN);
    }

    @Test
    void the_guard_knows_a_person_in_their_own_case_alone_and_nobody_whose_words_are_deleted() {
        var id = aCase();
        var rosa = mother(id);
        judge(id, rosa, FamilyVerdict.SAFE, 10);
        var other = inDistrict(district, () -> student("Leo", "Castillo"));
        var elsewhere = new CaseId(here(
                counselorOrtiz, viewer -> inDistrict(district, () -> desk.open(viewer, aConcernAbout(other)))));
        assertThat(asked(elsewhere, rosa)).isEqualTo(new FamilyGuard.Refused(FamilyGuard.Reason.NOT_OF_THIS_CASE));
        inDistrict(district, () -> vault.destroy(keyOf(id)));
        assertThat(asked(id, rosa)).isEqualTo(new FamilyGuard.Refused(FamilyGuard.Reason.NOT_OF_THIS_CASE));
    }

    @Test
    void only_the_lead_judges_and_a_judgment_of_safe_says_what_for_and_until_when() {
        var id = aCase();
        var rosa = mother(id);
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        var verdict = new Family.Verdict(FamilyVerdict.SAFE, "I think so.", "calls", inDays(3));
        assertThatThrownBy(() -> here(nurseBell, viewer -> family.judge(viewer, id, rosa, verdict, key())))
                .isInstanceOf(RefusedException.class);
        assertThat(list(nurseBell, viewer -> family.of(viewer, id))).hasSize(1);
        var browser = browser(counselorOrtiz);
        var path = "/cases/" + id.value() + "/family/" + rosa.value();
        var answer = browser.fill(path, path + "/judgment", Map.of("verdict", "SAFE", "reasons", "Kept what I typed"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Say what contact is safe for.", "Give a day", "Kept what I typed")
                .doesNotContain("casework.");
        assertThat(browser.fill(
                                path,
                                path + "/judgment",
                                Map.of(
                                        "verdict",
                                        "SAFE",
                                        "reasons",
                                        "She said so",
                                        "forWhat",
                                        "calls",
                                        "untilDate",
                                        inDays(300).toString()))
                        .body())
                .contains("Choose a day within 180 days.");
    }

    @Test
    void family_words_are_sealed_and_never_changed() {
        var id = aCase();
        var rosa = mother(id);
        judge(id, rosa, FamilyVerdict.SAFE, 10);
        here(
                counselorOrtiz,
                viewer -> family.correct(viewer, id, rosa, new Family.Words("Rosa R.", "aunt", ""), key()));
        assertThat(here(counselorOrtiz, viewer -> family.one(viewer, id, rosa))
                        .who()
                        .relation()
                        .text())
                .isEqualTo("aunt");
        assertThat(rows(
                        "select count(*) from case_family_words w join case_family_member m on m.id = w.member_id"
                                + " where m.case_id = ?",
                        id))
                .isEqualTo(2);
        assertThat(inDistrict(
                        district,
                        () -> database.sql("select name from case_family_words limit 1")
                                .query(byte[].class)
                                .single()))
                .asString()
                .doesNotContain("Rosa");
        for (var table : List.of("case_family_words", "case_family_judgment", "case_family_member")) {
            assertThatThrownBy(() -> inDistrict(
                            district, () -> database.sql("delete from " + table).update()))
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void paper_says_whom_of_the_family_it_may_not_reach() {
        var id = aCase();
        var rosa = mother(id);
        var ortiz = browser(counselorOrtiz);
        assertThat(ortiz.get("/cases/" + id.value() + "/print").body())
                .contains(
                        "Before this paper leaves your hands", "Nobody of the family has been judged safe to contact.");
        judge(id, rosa, FamilyVerdict.SAFE, 10);
        assertThat(ortiz.get("/cases/" + id.value() + "/print").body())
                .contains("Rosa Rivera: Judged safe through")
                .doesNotContain("Nobody of the family has been judged");
    }

    // ---- shares

    private UUID share(CaseId id, StaffId with) {
        return here(
                counselorOrtiz,
                viewer -> shares.share(viewer, id, new Shares.NewShare(with, WORDS, "class", inDays(5), false), key()));
    }

    @Test
    void a_teacher_sees_the_accommodation_and_nothing_of_the_case() {
        var id = aCase();
        var made = share(id, teacherHaddad);
        var haddad = browser(teacherHaddad);
        var page = haddad.get("/shared-with-me/" + made);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(WORDS, "Elena Ortiz", "A student needs this")
                .doesNotContain("HW-", id.value().toString(), maya.value().toString(), "Rivera", "casework.");
        assertThat(haddad.get("/cases/" + id.value()).statusCode()).isIn(403, 404);
        assertThat(haddad.fill("/shared-with-me/" + made, "/shared-with-me/" + made + "/read", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(list(counselorOrtiz, viewer -> shares.of(viewer, id)))
                .singleElement()
                .satisfies(one -> assertThat(one.readAt()).isNotNull());
        assertThat(api(teacherHaddad).get("/api/v1/shared-with-me").body())
                .contains(WORDS)
                .doesNotContain(id.value().toString());
    }

    @Test
    void who_works_at_a_school_that_shall_not_know_gets_words_only_where_the_student_agreed() {
        var id = aCase();
        inDistrict(district, () -> gate.keepFromSchool(RecordRef.caseFile(id.value(), school)));
        assertThatThrownBy(() -> share(id, teacherHaddad)).hasMessage("casework.share.error.kept_from_school");
        var browser = browser(counselorOrtiz);
        var page = "/cases/" + id.value() + "/shares";
        var typed = new java.util.HashMap<>(Map.of(
                "name",
                "Haddad",
                "recipient",
                teacherHaddad.value().toString(),
                "words",
                WORDS,
                "purpose",
                "class",
                "untilDate",
                inDays(5).toString()));
        assertThat(browser.get(page + "?name=Haddad").body()).doesNotContain("studentAgreed");
        var refused = browser.fill(page + "?name=Haddad", page, typed);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("asked that nobody at their school knows", "name=\"studentAgreed\"", WORDS);
        assertThat(list(teacherHaddad, shares::received)).isEmpty();
        typed.put("studentAgreed", "yes");
        assertThat(browser.fill(page + "?name=Haddad", page, typed).statusCode())
                .isEqualTo(303);
        assertThat(list(teacherHaddad, shares::received)).hasSize(1);
        assertThat(browser.get("/cases/" + id.value()).body()).contains("for a purpose; the student agreed");

        var asked = "{\"recipientId\":\"" + teacherHaddad.value() + "\",\"words\":\"" + WORDS + "\",\"due\":\""
                + inDays(2) + "\"";
        var path = "/api/v1/cases/" + id.value() + "/campus/actions";
        var answer = api(counselorOrtiz).post(path, key(), asked + "}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("studentAgreed");
        assertThat(api(counselorOrtiz)
                        .post(path, key(), asked + ",\"studentAgreed\":true}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(list(teacherHaddad, shares::received)).hasSize(2);
    }

    @Test
    void a_share_is_for_one_person_and_ends_by_itself_or_by_hand() {
        var id = aCase();
        var made = share(id, teacherHaddad);
        assertThat(browser(busDriver).get("/shared-with-me/" + made).statusCode())
                .isEqualTo(404);
        assertThat(list(busDriver, shares::received)).isEmpty();
        clock.forward(Duration.ofDays(7));
        assertThat(list(teacherHaddad, shares::received)).isEmpty();
        assertThatThrownBy(() -> here(teacherHaddad, viewer -> shares.open(viewer, made)))
                .isInstanceOf(RefusedException.class);
        clock.back();
        assertThat(list(teacherHaddad, shares::received)).hasSize(1);
        here(counselorOrtiz, viewer -> shares.end(viewer, id, made, key()));
        assertThat(list(teacherHaddad, shares::received)).isEmpty();
        assertThatThrownBy(() -> here(teacherHaddad, viewer -> shares.open(viewer, made)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void who_is_kept_out_of_the_case_sees_nothing_that_was_shared_from_it() {
        var id = aCase();
        var made = share(id, teacherHaddad);
        var haddad = browser(teacherHaddad);
        here(counselorOrtiz, viewer -> team.keepOut(viewer, id, teacherHaddad, key()));
        assertThat(haddad.get("/shared-with-me/" + made).statusCode()).isEqualTo(404);
        assertThat(haddad.get("/shared-with-me").body()).doesNotContain(WORDS, made.toString());
        assertThat(api(teacherHaddad).get("/api/v1/shared-with-me").body()).doesNotContain(made.toString());
        assertThat(haddad.get("/notices?show=all").body()).doesNotContain(made.toString(), "shared something with you");
        assertThatThrownBy(() -> share(id, teacherHaddad)).isInstanceOf(CannotDo.class);
    }

    @Test
    void nothing_is_shared_with_the_team_or_with_who_runs_the_system() {
        var id = aCase();
        assertThatThrownBy(() -> share(id, counselorOrtiz)).hasMessage("casework.share.error.on_team");
        assertThatThrownBy(() -> share(id, adminKim)).hasMessage("casework.share.error.no_account");
        assertThatThrownBy(() -> share(id, new StaffId(UUID.randomUUID())))
                .hasMessage("casework.share.error.no_account");
    }

    // ---- broken glass

    private java.util.Optional<CaseId> breaks(StaffId who, BreakGlass.Which which, Duration length) {
        return here(who, viewer -> glass.open(viewer, which, "She is at my door.", length, key()));
    }

    private BreakGlass.Which aboutMaya() {
        return new BreakGlass.Which.About(maya);
    }

    private String number(CaseId id) {
        return inDistrict(
                district,
                () -> database.sql("select number from case_file where id = ?")
                        .param(id.value())
                        .query(String.class)
                        .single());
    }

    private boolean may(StaffId who, Need need, CaseId id) {
        return here(
                who,
                viewer -> gate.decide(viewer, need, RecordRef.caseFile(id.value(), school))
                        .allowed());
    }

    @Test
    void broken_glass_opens_a_case_to_read_and_note_and_ends_by_itself() {
        var id = aCase();
        assertThat(breaks(backupLin, aboutMaya(), Duration.ofHours(1))).contains(id);
        assertThat(may(backupLin, Need.OPEN_CASE, id)).isTrue();
        assertThat(may(backupLin, Need.WORK_ON_CASE, id)).isFalse();
        assertThat(may(backupLin, Need.LEAD_CASE, id)).isFalse();
        assertThat(may(backupLin, Need.LIST_CASES, id)).isFalse();
        here(backupLin, viewer -> notes.add(viewer, id, "I sat with her.", key()));
        assertThatThrownBy(() ->
                        here(backupLin, viewer -> tasks.add(viewer, id, "Call", counselorOrtiz, inDays(1), key())))
                .isInstanceOf(RefusedException.class);
        assertThat(browser(backupLin).get("/cases/" + id.value()).body())
                .contains("and not yours", "Close it now", "Maya Rivera");
        clock.forward(Duration.ofMinutes(61));
        assertThat(may(backupLin, Need.OPEN_CASE, id)).isFalse();
        DistrictScope.run(district, ends::tell);
        assertThat(told(id)).contains("casework.told.glass_opened", "casework.told.glass_over");
        DistrictScope.run(district, ends::tell);
        assertThat(told(id)).containsOnlyOnce("casework.told.glass_over");
    }

    private List<String> told(CaseId id) {
        return inDistrict(
                district,
                () -> database.sql("select code from case_entry where case_id = ? and kind = 'SHARING' order by id")
                        .param(id.value())
                        .query(String.class)
                        .list());
    }

    @Test
    void everything_read_through_broken_glass_is_audited_as_such() {
        var id = aCase();
        breaks(
                backupLin,
                new BreakGlass.Which.Numbered(number(id).toLowerCase(java.util.Locale.ROOT)),
                Duration.ofHours(1));
        here(backupLin, viewer -> reading.open(viewer, id, null, null, 50));
        here(counselorOrtiz, viewer -> reading.open(viewer, id, null, null, 50));
        assertThat(purposes(id, backupLin)).containsOnly("BREAK_GLASS");
        assertThat(purposes(id, counselorOrtiz)).contains("CASE_WORK").doesNotContain("BREAK_GLASS");
    }

    private List<String> purposes(CaseId id, StaffId who) {
        return inDistrict(
                district,
                () -> database.sql(
                                "select purpose from audit_entry where subject = ? and actor = ? and action <> 'LISTED'")
                        .params(id.value(), who.value())
                        .query(String.class)
                        .list());
    }

    @Test
    void who_is_kept_out_gets_the_answer_of_a_case_that_is_not_there_and_the_attempt_is_kept() {
        var id = aCaseNaming(backupLin);
        var nobody = inDistrict(district, () -> student("Ada", "Nwosu"));
        assertThat(breaks(backupLin, aboutMaya(), Duration.ofHours(1))).isEmpty();
        assertThat(breaks(backupLin, new BreakGlass.Which.About(nobody), Duration.ofHours(1)))
                .isEmpty();
        assertThat(breaks(backupLin, new BreakGlass.Which.Numbered(number(id)), Duration.ofHours(1)))
                .isEmpty();
        var lin = browser(backupLin);
        var ofHers = ask(lin, Map.of("number", number(id)));
        var ofNone = ask(lin, Map.of("number", "HW-2031-9999"));
        assertThat(ofHers.statusCode()).isEqualTo(ofNone.statusCode());
        assertThat(plain(ofHers.body()).replace(number(id), "N"))
                .isEqualTo(plain(ofNone.body()).replace("HW-2031-9999", "N"));
        assertThat(may(backupLin, Need.OPEN_CASE, id)).isFalse();
        assertThat(here(coordinatorHale, viewer -> glass.all(viewer, null, 50)).items())
                .hasSize(3)
                .allMatch(BreakGlass.Line::refused);
        var own = inDistrict(
                district,
                () -> database.sql("select kind from audit_entry where actor = ? and purpose = 'BREAK_GLASS'")
                        .param(backupLin.value())
                        .query(String.class)
                        .list());
        // Of what is asked the log says the same, case or none; what it says of the case, they never see.
        assertThat(own)
                .containsExactlyInAnyOrder("STUDENT", "STUDENT", "SCHOOL", "SCHOOL", "SCHOOL", "CASE", "CASE", "CASE");
    }

    private java.net.http.HttpResponse<String> ask(Browser browser, Map<String, String> which) {
        var typed = new java.util.HashMap<>(which);
        typed.put("reason", "Now");
        typed.put("minutes", "30");
        return browser.fill("/break-glass/new", "/break-glass/new", typed);
    }

    private static String plain(String page) {
        return page.replaceAll("value=\"[^\"]{20,}\"", "");
    }

    @Test
    void administrators_teachers_and_other_schools_cannot_break_it() {
        var id = aCase();
        for (var who : List.of(adminKim, teacherHaddad, officerVega)) {
            assertThatThrownBy(() -> breaks(who, aboutMaya(), Duration.ofHours(1)))
                    .isInstanceOf(RefusedException.class);
            assertThat(browser(who).get("/break-glass/new").statusCode()).isIn(403, 404);
        }
        var elsewhere = inDistrict(district, () -> {
            var other = new org.havenward.district.SchoolId(UUID.randomUUID());
            database.sql("insert into school (district_id, id, name) values (havenward_district(), :id, 'Harbor High')")
                    .param("id", other.value())
                    .update();
            var who = directory.addStaff("Grace", "Okafor", "Counselor", List.of(other));
            accountsOf().create(null, who, "grace." + UUID.randomUUID() + "@example.org");
            accountsOf().give(null, who, new RoleAt(Role.DESIGNATED_COUNSELOR, other), null, null);
            return who;
        });
        assertThat(breaks(elsewhere, new BreakGlass.Which.Numbered(number(id)), Duration.ofHours(1)))
                .isEmpty();
        assertThatThrownBy(() -> breaks(backupLin, aboutMaya(), Duration.ofHours(4)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Autowired
    private org.havenward.access.Accounts accounts;

    private org.havenward.access.Accounts accountsOf() {
        return accounts;
    }

    @Test
    void a_clock_that_stands_still_or_goes_back_makes_it_no_longer() {
        var id = aCase();
        breaks(backupLin, aboutMaya(), Duration.ofMinutes(30));
        clock.forward(Duration.ofHours(-5));
        assertThat(may(backupLin, Need.OPEN_CASE, id)).as("begun in the future").isFalse();
        clock.back();
        assertThat(may(backupLin, Need.OPEN_CASE, id)).isTrue();
        inDistrict(district, () -> database.sql("""
                        update record_standing set until_by_database = clock_timestamp() - interval '1 second'
                        where standing = 'BREAK_GLASS' and record_id = :id
                        """).param("id", id.value()).update());
        assertThat(may(backupLin, Need.OPEN_CASE, id))
                .as("over by the database's clock")
                .isFalse();
        assertThatThrownBy(() -> inDistrict(
                        district,
                        () -> database.sql("""
                        update record_standing set until_at = from_at + interval '4 hours'
                        where standing = 'BREAK_GLASS' and record_id = :id
                        """).param("id", id.value()).update()))
                .hasStackTraceContaining("record_standing_that_ends");
    }

    @Test
    void two_at_once_is_one_opening_and_a_second_one_after_the_first_is_a_new_one() throws Exception {
        var id = aCase();
        try (var people = java.util.concurrent.Executors.newFixedThreadPool(4)) {
            var asked = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(each -> people.submit(() -> breaks(backupLin, aboutMaya(), Duration.ofMinutes(30))))
                    .toList();
            for (var one : asked) {
                assertThat(one.get()).contains(id);
            }
        }
        assertThat(rows("select count(*) from case_break_glass where case_id = ?", id))
                .isEqualTo(1);
        clock.forward(Duration.ofMinutes(31));
        breaks(backupLin, aboutMaya(), Duration.ofMinutes(30));
        DistrictScope.run(district, ends::tell);
        assertThat(may(backupLin, Need.OPEN_CASE, id))
                .as("the end of the first leaves the second")
                .isTrue();
        assertThat(rows("select count(*) from case_break_glass where case_id = ?", id))
                .isEqualTo(2);
    }

    @Test
    void it_ends_by_hand_by_who_opened_it_or_by_who_oversees_it() {
        var id = aCase();
        breaks(backupLin, aboutMaya(), Duration.ofHours(2));
        var lin = browser(backupLin);
        assertThat(lin.fill("/cases/" + id.value(), "/cases/" + id.value() + "/break-glass/end", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(lin.get("/cases/" + id.value()).statusCode()).isEqualTo(404);
        breaks(backupLin, aboutMaya(), Duration.ofHours(2));
        var line =
                here(officerVega, viewer -> glass.all(viewer, null, 50)).items().getFirst();
        assertThat(line.lasts()).isTrue();
        assertThat(browser(officerVega).get("/break-glass").body())
                .contains("Wei Lin", "She is at my door.", "End it for Wei Lin")
                .doesNotContain("Maya");
        here(officerVega, viewer -> glass.end(viewer, line.id(), key()));
        assertThat(may(backupLin, Need.OPEN_CASE, id)).isFalse();
        assertThat(may(officerVega, Need.OPEN_CASE, id)).isFalse();
    }

    @Test
    void being_kept_out_beats_glass_that_is_already_broken() {
        var id = aCase();
        breaks(backupLin, aboutMaya(), Duration.ofHours(2));
        here(counselorOrtiz, viewer -> team.keepOut(viewer, id, backupLin, key()));
        assertThat(may(backupLin, Need.OPEN_CASE, id)).isFalse();
        here(counselorOrtiz, viewer -> team.keepOut(viewer, id, coordinatorHale, key()));
        assertThat(here(coordinatorHale, viewer -> glass.all(viewer, null, 50)).items())
                .isEmpty();
        assertThat(api(coordinatorHale).get("/api/v1/break-glass").body()).doesNotContain(number(id));
        assertThat(browser(coordinatorHale).get("/holds").body()).doesNotContain(number(id));
    }

    // ---- holds

    private KeyId keyOf(CaseId id) {
        return new KeyId(database.sql("select key_id from case_file where id = ?")
                .param(id.value())
                .query(UUID.class)
                .single());
    }

    private UUID hold(StaffId who, CaseId id, boolean wholeStudent) {
        return here(
                who,
                viewer -> holds.place(
                        viewer,
                        new LegalHolds.NewHold(number(id), wholeStudent, "A subpoena came.", "CV-2026-118"),
                        key()));
    }

    @Test
    void the_key_of_a_held_case_is_not_destroyed_by_the_application_nor_by_a_mistake_in_it() {
        var id = aCase();
        var hold = hold(coordinatorHale, id, false);
        assertThat(inDistrict(district, () -> held.holds(id))).isTrue();
        assertThat(inDistrict(district, () -> held.holds(maya))).isTrue();
        assertThatThrownBy(() -> inDistrict(district, () -> vault.destroy(keyOf(id))))
                .isInstanceOf(KeyHeldException.class);
        assertThatThrownBy(() -> inDistrict(
                        district,
                        () -> database.sql("update data_key set wrapped = null, destroyed_at = now() where id = :key")
                                .param("key", keyOf(id).value())
                                .update()))
                .hasStackTraceContaining("under a legal hold");
        here(officerVega, viewer -> holds.lift(viewer, hold, "Counsel says that it is over.", key()));
        inDistrict(district, () -> vault.destroy(keyOf(id)));
        assertThat(here(coordinatorHale, viewer -> holds.one(viewer, hold))
                        .liftedWhy()
                        .text())
                .isEqualTo("Counsel says that it is over.");
    }

    @Test
    void a_hold_on_a_student_covers_every_case_of_theirs_and_the_team_sees_it() {
        var id = aCase();
        hold(officerVega, id, true);
        assertThat(inDistrict(district, () -> held.holds(maya))).isTrue();
        assertThat(browser(counselorOrtiz).get("/cases/" + id.value()).body())
                .contains("Under a legal hold since", "CV-2026-118")
                .doesNotContain("A subpoena came.");
        assertThat(told(id)).contains("casework.told.hold_placed");
        assertThatThrownBy(() -> inDistrict(district, () -> vault.destroy(keyOf(id))))
                .isInstanceOf(KeyHeldException.class);
    }

    @Test
    void drafts_are_kept_while_a_hold_is_on() {
        var id = aCase();
        hold(coordinatorHale, id, false);
        here(counselorOrtiz, viewer -> {
            notes.keepDraft(viewer, id, "Half a thought");
            notes.keepDraft(viewer, id, "");
            return true;
        });
        assertThat(rows("select count(*) from case_draft_kept where case_id = ?", id))
                .isEqualTo(1);
        assertThat(rows("select count(*) from case_draft where case_id = ?", id))
                .isZero();
    }

    @Test
    void who_is_kept_out_of_a_case_can_neither_hold_it_nor_see_that_it_is_held() {
        var id = aCase();
        var placed = hold(officerVega, id, true);
        here(counselorOrtiz, viewer -> team.keepOut(viewer, id, coordinatorHale, key()));
        assertThatThrownBy(() -> hold(coordinatorHale, id, false)).hasMessage("casework.hold.error.no_case");
        assertThat(here(coordinatorHale, viewer -> holds.all(viewer, null, 50)).items())
                .isEmpty();
        assertThat(browser(coordinatorHale).get("/holds/" + placed).statusCode())
                .isEqualTo(404);
        assertThat(browser(coordinatorHale).get("/holds").body()).doesNotContain("CV-2026-118");
        assertThat(api(coordinatorHale).get("/api/v1/holds").body()).doesNotContain("CV-2026-118");
    }

    @Test
    void every_page_speaks_english_and_spanish() {
        var id = aCase();
        var rosa = mother(id);
        judge(id, rosa, FamilyVerdict.SAFE, 4);
        var made = share(id, teacherHaddad);
        var placed = hold(coordinatorHale, id, false);
        breaks(backupLin, aboutMaya(), Duration.ofHours(1));
        var path = "/cases/" + id.value();
        Map<StaffId, List<String>> pages = Map.of(
                counselorOrtiz,
                List.of(
                        path,
                        path + "/family",
                        path + "/family/" + rosa.value(),
                        path + "/shares?name=doyle",
                        path + "/print"),
                backupLin,
                List.of(
                        path,
                        "/break-glass/new",
                        "/break-glass/new?student=" + maya.value(),
                        "/students/" + maya.value()),
                coordinatorHale,
                List.of("/break-glass", "/holds", "/holds/" + placed),
                teacherHaddad,
                List.of("/shared-with-me", "/shared-with-me/" + made));
        pages.forEach((who, paths) -> {
            var browser = browser(who);
            for (var one : paths) {
                for (var language : List.of("en", "es")) {
                    var page = browser.get(one + (one.contains("?") ? "&" : "?") + "lang=" + language);
                    assertThat(page.statusCode()).as(one).isEqualTo(200);
                    assertThat(page.body()).as(one).doesNotContain("casework.", "office.student.", ">{0}");
                }
            }
        });
    }
}
