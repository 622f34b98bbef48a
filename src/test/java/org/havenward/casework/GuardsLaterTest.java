package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.AuditTrail;
import org.havenward.audit.Purpose;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** Guards hold for what came before them as well: exclusions, judgments of safety, broken glass, and holds. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class GuardsLaterTest extends CaseHouse {
    @Autowired
    private Shares shares;

    @Autowired
    private BreakGlass glass;

    @Autowired
    private CaseJudgments judgments;

    @Autowired
    private CaseDoor door;

    @Autowired
    private Audit audit;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private LegalHolds holds;

    @Autowired
    private Holds held;

    @Autowired
    private Family family;

    @Autowired
    private FamilyRows familyRows;

    @Autowired
    private FamilyGuard guard;

    @AfterEach
    void theClockIsRightAgain() {
        clock.back();
    }

    private <T> T here(StaffId who, Function<Viewer, T> work) {
        var viewer = as(who);
        return DistrictScope.call(district, () -> work.apply(viewer));
    }

    private StaffId someone(String given, String title, RoleAt... roles) {
        return inDistrict(district, () -> person(given, "Haddad", title, roles));
    }

    // ---- exclusion

    @Test
    void safety_4_who_is_kept_out_later_is_kept_out_of_what_came_of_the_case_before() {
        var id = aCase();
        var vega = someone("Luis", "Records officer", new RoleAt(Role.RECORDS_OFFICER, null));
        var teacher = someone("Noor", "Teacher");
        var made = here(
                counselorOrtiz,
                viewer -> shares.share(
                        viewer,
                        id,
                        new Shares.NewShare(
                                teacher,
                                "She may leave class.",
                                "class",
                                LocalDate.now(ZoneId.of("America/Phoenix")).plusDays(5),
                                false),
                        key()));
        here(teacher, shares::received);
        assertThat(subjects(vega)).contains(made);
        here(counselorOrtiz, viewer -> team.keepOut(viewer, id, vega, key()));
        assertThat(subjects(vega)).doesNotContain(made, id.value());
        assertThat(duties(id)).isNotEmpty().allMatch(duty -> keptOut(duty, vega));
        here(counselorOrtiz, viewer -> team.letBack(viewer, id, vega, key()));
        assertThat(subjects(vega)).contains(made);
        assertThat(duties(id)).noneMatch(duty -> keptOut(duty, vega));
        inDistrict(district, () -> gate.exclude(RecordRef.caseFile(id.value(), school), principalReed, counselorOrtiz));
        var later = here(
                counselorOrtiz,
                viewer -> shares.share(
                        viewer,
                        id,
                        new Shares.NewShare(
                                teacher,
                                "She may sit at the back.",
                                "class",
                                LocalDate.now(ZoneId.of("America/Phoenix")).plusDays(5),
                                false),
                        key()));
        assertThat(inDistrict(
                        district,
                        () -> gate.excludedFrom(new RecordRef(org.havenward.access.RecordKind.SHARE, later, school))))
                .contains(principalReed);
    }

    private List<UUID> subjects(StaffId who) {
        return here(
                who,
                viewer -> trail.all(viewer, 200, null).stream()
                        .map(line -> line.what().id())
                        .toList());
    }

    private List<UUID> duties(CaseId id) {
        return inDistrict(
                district,
                () -> database.sql("select id from mandate_duty where case_id = ?")
                        .param(id.value())
                        .query(UUID.class)
                        .list());
    }

    private boolean keptOut(UUID duty, StaffId who) {
        return inDistrict(district, () -> gate.excludedFrom(RecordRef.duty(duty, school)))
                .contains(who);
    }

    // ---- safety

    @Test
    void nobody_says_safe_over_what_they_have_not_read_and_not_safe_is_always_taken() {
        var id = aCase();
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        var read = here(counselorOrtiz, viewer -> judgments.saidOfSafety(viewer, id));
        says(nurseBell, id, read, Conclusion.NOT_SAFE);
        for (var seen : java.util.Arrays.asList(read, null)) {
            assertThatThrownBy(() -> says(counselorOrtiz, id, seen, Conclusion.SAFE))
                    .hasMessage("casework.cannot.safety_moved");
        }
        says(nurseBell, id, read, Conclusion.NOT_SAFE);
        assertThat(inDistrict(district, () -> door.facts(id).unsafeSince())).isNotNull();
        var page = browser(counselorOrtiz);
        var fields = page.hidden(page.get("/cases/" + id.value() + "/safety").body());
        assertThat(fields.get("seen")).isEqualTo("4");
        says(counselorOrtiz, id, fields.get("seen"), Conclusion.SAFE);
        assertThat(inDistrict(district, () -> door.facts(id).unsafeSince())).isNull();
    }

    private UUID says(StaffId who, CaseId id, @org.jspecify.annotations.Nullable String seen, Conclusion conclusion) {
        return here(who, viewer -> judgments.onSafety(viewer, id, seen, conclusion, "Her aunt has her.", key()));
    }

    @Test
    void what_is_said_later_counts_though_the_clock_went_back_and_ids_do_not_follow_each_other() {
        var id = aCase();
        clock.forward(Duration.ofHours(1));
        says(counselorOrtiz, id, "0", Conclusion.SAFE);
        clock.back();
        says(counselorOrtiz, id, null, Conclusion.NOT_SAFE);
        assertThat(inDistrict(district, () -> door.facts(id).unsafeSince())).isNotNull();
        var mother = new FamilyMemberId(here(
                counselorOrtiz,
                viewer -> family.add(viewer, id, new Family.Words("Rosa Rivera", "mother", ""), key())));
        var now = clock.instant();
        for (var judged : List.of(
                new FamilyRows.Judged(
                        UUID.fromString("ffffffff-0000-7000-8000-000000000001"),
                        mother,
                        FamilyVerdict.SAFE,
                        new byte[] {1},
                        new byte[] {1},
                        counselorOrtiz,
                        now,
                        now.plusSeconds(3600)),
                new FamilyRows.Judged(
                        UUID.randomUUID(),
                        mother,
                        FamilyVerdict.NOT_SAFE,
                        new byte[] {1},
                        null,
                        counselorOrtiz,
                        now.minusSeconds(60),
                        now.plusSeconds(3600)))) {
            inDistrict(district, () -> familyRows.judge(judged));
        }
        assertThat(inDistrict(district, () -> guard.mayContact(mother, id)))
                .isEqualTo(new FamilyGuard.Refused(FamilyGuard.Reason.NOT_SAFE));
    }

    // ---- holds

    @Test
    void who_holds_all_cases_of_a_student_learns_of_no_other_that_they_are_kept_out_of() {
        var id = aCase();
        var other = aCaseNaming(coordinatorHale);
        var number = here(counselorOrtiz, viewer -> reading.look(viewer, id))
                .header()
                .number();
        var hidden = here(counselorOrtiz, viewer -> reading.look(viewer, other))
                .header()
                .number();
        var placed = here(
                coordinatorHale,
                viewer -> holds.place(
                        viewer, new LegalHolds.NewHold(number, true, "A subpoena came.", "CV-2026-118"), key()));
        assertThat(inDistrict(district, () -> held.holds(other))).isTrue();
        assertThat(here(coordinatorHale, viewer -> holds.one(viewer, placed)).numbers())
                .containsExactly(number);
        assertThat(here(coordinatorHale, viewer -> holds.all(viewer, null, 50)).items())
                .singleElement()
                .extracting(LegalHolds.Hold::numbers)
                .isEqualTo(List.of(number));
        assertThat(browser(coordinatorHale).get("/holds/" + placed).body())
                .contains(number)
                .doesNotContain(hidden);
        here(coordinatorHale, viewer -> holds.lift(viewer, placed, "It is over.", key()));
    }

    // ---- the second lock

    @Test
    void the_database_lets_nobody_change_whom_what_or_since_when_a_guard_was() {
        for (var sql : List.of(
                "update case_share set recipient = gen_random_uuid()",
                "update case_share set until_at = now()",
                "update case_file set number = 'HW-1', opened_at = now()",
                "update case_file set school_id = gen_random_uuid()",
                "update case_file set student_description = null",
                "delete from case_file",
                "update case_member set joined_at = now()",
                "update case_task set title = null",
                "update case_meeting set case_id = gen_random_uuid()",
                "update instrument set hash = ''",
                "update record_exclusion set staff_id = gen_random_uuid()",
                "delete from record_exclusion",
                "update case_hold set reason = ''",
                "update case_hold set case_id = null",
                "update case_break_glass set reason = ''",
                "update case_break_glass set until_at = now()",
                "update mandate_release set until_at = now()",
                "update mandate_release set member_id = null",
                "update mandate_duty set holder = gen_random_uuid()",
                "update mandate_duty set call_due = now()",
                "update case_safety set safe = true",
                "update case_family_judgment set verdict = 'SAFE'")) {
            assertThatThrownBy(
                            () -> inDistrict(district, () -> database.sql(sql).update()))
                    .as(sql)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
        }
    }

    // ---- broken glass

    @Test
    void what_is_read_through_broken_glass_is_audited_as_such_in_lists_and_of_reports_too() {
        var id = aCase();
        here(
                backupLin,
                viewer -> glass.open(
                        viewer,
                        new BreakGlass.Which.Numbered(here(counselorOrtiz, lead -> reading.look(lead, id))
                                .header()
                                .number()),
                        "She is at my door.",
                        Duration.ofHours(1),
                        key()));
        var safety = browser(backupLin).get("/cases/" + id.value() + "/safety").body();
        assertThat(safety).contains("tell Elena Ortiz at once").doesNotContain("name=\"reasons\"");
        var lin = as(backupLin);
        inDistrict(district, () -> {
            var file = door.facts(id);
            door.audit(lin, Action.OPENED, file, Purpose.MANDATED_REPORT);
            audit.logAll(lin, Action.LISTED, List.of(new Audit.Entry(file.ref(), null)), Purpose.CASE_WORK);
        });
        assertThat(inDistrict(
                        district,
                        () -> database.sql("select purpose from audit_entry where subject = ? and actor = ?")
                                .params(id.value(), backupLin.value())
                                .query(String.class)
                                .list()))
                .hasSizeGreaterThan(2)
                .containsOnly("BREAK_GLASS");
    }
}
