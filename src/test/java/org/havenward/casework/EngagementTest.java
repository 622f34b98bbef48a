package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.casework.instrument.Answer;
import org.havenward.casework.instrument.InstrumentReader;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.Concerns;
import org.havenward.concern.NewConcern;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.KeyId;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Meetings, what the student asked for, safety, assessments, and judgments: the rules, on the real database. */
class EngagementTest extends CaseHouse {
    private static final String SAID = "He waits by the laundromat and says I owe him for the zebrawood ring.";

    @Autowired
    private Meetings meetings;

    @Autowired
    private StudentWishes wishes;

    @Autowired
    private Assessments assessments;

    @Autowired
    private InstrumentShelf shelf;

    @Autowired
    private CaseJudgments judgments;

    @Autowired
    private CaseProgress progress;

    @Autowired
    private CaseDoor door;

    @Autowired
    private CaseNames names;

    @Autowired
    private Concerns concerns;

    @Autowired
    private Vault vault;

    @Autowired
    private ApplicationEventMulticaster multicaster;

    private final Heard heard = new Heard();

    /** What was published, and whether its transaction was still open. */
    private static final class Heard implements ApplicationListener<ApplicationEvent> {
        final List<StudentUnsafe> unsafe = new CopyOnWriteArrayList<>();
        final List<CaseConfirmed> confirmed = new CopyOnWriteArrayList<>();
        volatile boolean inside;

        @Override
        public void onApplicationEvent(ApplicationEvent event) {
            if (event instanceof PayloadApplicationEvent<?> published) {
                if (published.getPayload() instanceof StudentUnsafe said) {
                    inside = TransactionSynchronizationManager.isActualTransactionActive();
                    unsafe.add(said);
                }
                if (published.getPayload() instanceof CaseConfirmed said) {
                    confirmed.add(said);
                }
            }
        }
    }

    @BeforeEach
    void listen() {
        multicaster.addApplicationListener(heard);
    }

    @AfterEach
    void listenNoMore() {
        multicaster.removeApplicationListener(heard);
        clock.back();
    }

    private <T> T here(StaffId who, Function<Viewer, T> work) {
        var viewer = as(who);
        return DistrictScope.call(district, () -> work.apply(viewer));
    }

    private <T> List<T> list(StaffId who, Function<Viewer, List<T>> work) {
        return here(who, work);
    }

    private static Meetings.Said said(String words, String view) {
        return new Meetings.Said(null, null, "Art room", "", words, view, null);
    }

    private UUID held(CaseId id) {
        return here(
                counselorOrtiz,
                viewer -> meetings.begin(viewer, id, MeetingStep.HOLD, said(SAID, "She is afraid of tonight."), key()));
    }

    private UUID planned(CaseId id) {
        return here(
                counselorOrtiz,
                viewer -> meetings.begin(
                        viewer,
                        id,
                        MeetingStep.PLAN,
                        new Meetings.Said(Instant.now().plus(Duration.ofHours(20)), null, "Library", "", "", "", null),
                        key()));
    }

    private UUID assessment(CaseId id, String instrument) {
        return here(counselorOrtiz, viewer -> assessments.begin(viewer, id, hash(viewer, instrument), key()));
    }

    private String hash(Viewer viewer, String instrument) {
        return shelf.all(viewer).stream()
                .filter(volume -> volume.instrument().id().equals(instrument) && volume.current())
                .findFirst()
                .orElseThrow()
                .hash();
    }

    private UUID answer(CaseId id, UUID assessment, Map<String, Answer> answers) {
        return here(counselorOrtiz, viewer -> {
            var newest = assessments.open(viewer, id, assessment).newest();
            return assessments.answer(viewer, id, assessment, answers, null, newest, "", key());
        });
    }

    private @Nullable Instant unsafeSince(CaseId id) {
        return inDistrict(district, () -> door.facts(id).unsafeSince());
    }

    private CaseProgress.Facts facts(CaseId id) {
        return Objects.requireNonNull(inDistrict(district, () -> progress.of(id)));
    }

    private CaseReading.Opened open(CaseId id) {
        return here(counselorOrtiz, viewer -> reading.open(viewer, id, null, null, 50));
    }

    private UUID judgeSafety(StaffId who, CaseId id, Conclusion conclusion) {
        return here(
                who,
                viewer -> judgments.onSafety(
                        viewer,
                        id,
                        judgments.saidOfSafety(viewer, id),
                        conclusion,
                        "Her aunt has her tonight.",
                        key()));
    }

    private UUID confirm(CaseId id, CaseStatus seen, Conclusion conclusion) {
        return here(
                counselorOrtiz,
                viewer -> judgments.onConfirmation(
                        viewer,
                        id,
                        seen,
                        conclusion,
                        Set.of(Conclusion.Basis.STUDENT_SAID, Conclusion.Basis.DOCUMENTS),
                        "She told me on Monday.",
                        "Lunch with Ms. Bell, the quiet room.",
                        key()));
    }

    private CaseStatus status(CaseId id) {
        return Objects.requireNonNull(inDistrict(district, () -> door.facts(id).status()));
    }

    // ---- meetings

    @Test
    void a_meeting_is_planned_then_written_down_with_the_students_words_apart_from_the_counselors_view() {
        var id = aCase();
        var meeting = planned(id);
        assertThat(facts(id).meetingPlannedFor()).isAfter(Instant.now());
        assertThat(facts(id).firstMet()).isNull();
        here(
                counselorOrtiz,
                viewer -> meetings.step(
                        viewer,
                        id,
                        meeting,
                        MeetingState.PLANNED,
                        MeetingStep.HOLD,
                        said(SAID, "She looked at the door."),
                        key()));
        var whole = here(counselorOrtiz, viewer -> meetings.open(viewer, id, meeting));
        assertThat(whole.line().state()).isEqualTo(MeetingState.HELD);
        assertThat(whole.entries()).hasSize(2);
        assertThat(whole.entries().getLast().studentWords().text()).isEqualTo(SAID);
        assertThat(whole.entries().getLast().counselorView().text()).isEqualTo("She looked at the door.");
        assertThat(facts(id).firstMet()).isNotNull();
        assertThat(open(id).entries().items())
                .filteredOn(line -> line.kind() == EntryKind.MEETING)
                .hasSize(2);
    }

    @Test
    void several_meetings_are_normal_and_a_no_or_a_break_is_written_down_as_such() {
        var id = aCase();
        held(id);
        held(id);
        here(counselorOrtiz, viewer -> meetings.begin(viewer, id, MeetingStep.DECLINE, said("", ""), key()));
        here(
                counselorOrtiz,
                viewer -> meetings.begin(viewer, id, MeetingStep.INTERRUPT, said("The bell rang.", ""), key()));
        assertThat(list(counselorOrtiz, viewer -> meetings.of(viewer, id)))
                .extracting(Meetings.Line::state)
                .containsExactlyInAnyOrder(
                        MeetingState.HELD, MeetingState.HELD, MeetingState.DECLINED, MeetingState.INTERRUPTED);
    }

    @Test
    void safety_3_what_was_said_is_never_edited_and_a_correction_stands_beside_it() {
        var id = aCase();
        var meeting = held(id);
        var first = here(
                counselorOrtiz,
                viewer -> meetings.open(viewer, id, meeting).entries().getFirst());
        here(
                counselorOrtiz,
                viewer -> meetings.step(
                        viewer,
                        id,
                        meeting,
                        MeetingState.HELD,
                        MeetingStep.ADD,
                        new Meetings.Said(null, null, "", "", "He said Tuesday, not Monday.", "", first.id()),
                        key()));
        var entries = here(
                counselorOrtiz, viewer -> meetings.open(viewer, id, meeting).entries());
        assertThat(entries).hasSize(2);
        assertThat(entries.getFirst().studentWords().text()).isEqualTo(SAID);
        assertThat(entries.getLast().corrects()).isEqualTo(first.id());
        for (var table : List.of(
                "case_meeting_entry",
                "case_wishes",
                "case_safety",
                "case_answer",
                "case_judgment",
                "case_assessment")) {
            assertThatThrownBy(() -> inDistrict(
                            district, () -> database.sql("delete from " + table).update()))
                    .as(table)
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> inDistrict(
                            district,
                            () -> database.sql("update " + table + " set case_id = case_id")
                                    .update()))
                    .as(table)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void a_meeting_asks_for_what_it_needs() {
        var id = aCase();
        refused(id, MeetingStep.HOLD, said("", ""), "studentWords");
        refused(id, MeetingStep.PLAN, said("", ""), "meets");
        refused(
                id,
                MeetingStep.PLAN,
                new Meetings.Said(Instant.now().minus(Duration.ofDays(1)), null, "", "", "", "", null),
                "meets");
        refused(
                id,
                MeetingStep.HOLD,
                new Meetings.Said(Instant.now().plus(Duration.ofDays(1)), null, "", "", SAID, "", null),
                "meets");
        refused(id, MeetingStep.HOLD, new Meetings.Said(null, nurseBell, "", "", SAID, "", null), "who");
        refused(id, MeetingStep.CALL_OFF, said(SAID, ""), "step");
    }

    private void refused(CaseId id, MeetingStep step, Meetings.Said said, String field) {
        assertThatThrownBy(() -> here(counselorOrtiz, viewer -> meetings.begin(viewer, id, step, said, key())))
                .isInstanceOfSatisfying(
                        CannotDo.class, cannot -> assertThat(cannot.field()).isEqualTo(field));
    }

    @Test
    void safety_2_the_same_meeting_sent_often_at_once_is_one() throws Exception {
        var id = aCase();
        var once = key();
        var ortiz = as(counselorOrtiz);
        var all = together(
                6,
                () -> DistrictScope.call(
                        district, () -> meetings.begin(ortiz, id, MeetingStep.HOLD, said(SAID, ""), once)));
        assertThat(all).containsOnly(all.getFirst());
        assertThat(rows("select count(*) from case_meeting where case_id = ?", id))
                .isOne();
    }

    @Test
    void two_who_write_down_the_same_meeting_at_once_do_not_overrule_each_other() throws Exception {
        var id = aCase();
        var meeting = planned(id);
        var ortiz = as(counselorOrtiz);
        var won = together(2, () -> {
            try {
                DistrictScope.call(
                        district,
                        () -> meetings.step(
                                ortiz, id, meeting, MeetingState.PLANNED, MeetingStep.HOLD, said(SAID, ""), key()));
                return 1;
            } catch (CannotDo late) {
                assertThat(late.overtaken()).isTrue();
                return 0;
            }
        });
        assertThat(won.stream().mapToInt(Integer::intValue).sum()).isOne();
    }

    // ---- what the student asked for

    @Test
    void what_the_student_asked_for_is_kept_and_the_newest_counts() {
        var id = aCase();
        var first = here(
                counselorOrtiz,
                viewer -> wishes.tell(
                        viewer,
                        id,
                        null,
                        new StudentWishes.Words("No police yet.", "Only you.", "Library", "Phone"),
                        key()));
        here(
                counselorOrtiz,
                viewer -> wishes.tell(
                        viewer,
                        id,
                        first,
                        new StudentWishes.Words("Come along.", "You and my aunt.", "Library", "Phone"),
                        key()));
        var header = open(id).whole().header();
        assertThat(Objects.requireNonNull(header.asked()).words().wishes()).isEqualTo("Come along.");
        assertThat(list(counselorOrtiz, viewer -> wishes.all(viewer, id))).hasSize(2);
        assertThat(facts(id).safeContactKnown()).isNotNull();
        assertThatThrownBy(() ->
                        here(counselorOrtiz, viewer -> wishes.tell(viewer, id, first, StudentWishes.Words.NONE, key())))
                .isInstanceOfSatisfying(
                        CannotDo.class, late -> assertThat(late.overtaken()).isTrue());
    }

    // ---- safety

    @Test
    void a_concern_that_speaks_of_danger_makes_the_student_unsafe_until_a_judgment_says_otherwise() {
        var id = aCaseOf(aRealConcern(true));
        assertThat(unsafeSince(id)).isNotNull();
        assertThat(heard.unsafe).singleElement().satisfies(event -> {
            assertThat(event.caseId()).isEqualTo(id);
            assertThat(event.since()).isEqualTo(unsafeSince(id));
        });
        assertThat(heard.inside).isTrue();
        judgeSafety(counselorOrtiz, id, Conclusion.SAFETY_UNCLEAR);
        assertThat(unsafeSince(id)).isNotNull();
        judgeSafety(counselorOrtiz, id, Conclusion.SAFE);
        assertThat(unsafeSince(id)).isNull();
        assertThat(facts(id).judgedSafe()).isNotNull();
        here(counselorOrtiz, viewer -> {
            desk.join(viewer, source(aRealConcern(true)), id.value());
            return id;
        });
        assertThat(unsafeSince(id)).isNotNull();
        assertThat(heard.unsafe).hasSize(2);
    }

    @Test
    void a_concern_without_danger_raises_nothing() {
        var id = aCaseOf(aRealConcern(false));
        assertThat(unsafeSince(id)).isNull();
        assertThat(heard.unsafe).isEmpty();
    }

    @Test
    void an_answer_that_says_danger_raises_the_alarm_at_once_and_a_later_answer_does_not_lower_it() {
        var id = aCase();
        var assessment = assessment(id, "havenward.safety");
        answer(id, assessment, Map.of("safe-now", Answer.of("yes")));
        assertThat(heard.unsafe).isEmpty();
        answer(id, assessment, Map.of("home-safe", Answer.of("no"), "tonight", Answer.of("feared")));
        assertThat(heard.unsafe).hasSize(1);
        assertThat(heard.inside).isTrue();
        assertThat(unsafeSince(id)).isNotNull();
        answer(id, assessment, Map.of("home-safe", Answer.of("yes")));
        assertThat(unsafeSince(id)).isNotNull();
        judgeSafety(counselorOrtiz, id, Conclusion.SAFE);
        assertThat(unsafeSince(id)).isNull();
    }

    @Test
    void anyone_of_the_team_may_say_not_safe_and_only_the_lead_that_they_are_safe() {
        var id = aCase();
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        judgeSafety(nurseBell, id, Conclusion.NOT_SAFE);
        assertThat(unsafeSince(id)).isNotNull();
        assertThatThrownBy(() -> judgeSafety(nurseBell, id, Conclusion.SAFE)).isInstanceOf(RefusedException.class);
        assertThat(unsafeSince(id)).isNotNull();
    }

    // ---- assessments

    @Test
    void an_assessment_is_answered_over_several_meetings_and_each_answer_stays() {
        var id = aCase();
        var meeting = held(id);
        var assessment = assessment(id, "havenward.safety");
        answer(id, assessment, Map.of("helps", Answer.of("A quiet room.")));
        here(counselorOrtiz, viewer -> {
            var newest = assessments.open(viewer, id, assessment).newest();
            return assessments.answer(
                    viewer,
                    id,
                    assessment,
                    Map.of(
                            "helps",
                            Answer.of("Someone to go along."),
                            "safe-now",
                            Answer.skippedBecause("Too much today.")),
                    meeting,
                    newest,
                    "",
                    key());
        });
        answer(id, assessment, Map.of("helps", Answer.of("Someone to go along.")));
        var whole = here(counselorOrtiz, viewer -> assessments.open(viewer, id, assessment));
        var helps = Objects.requireNonNull(whole.answers().get("helps"));
        assertThat(helps.answer()).isEqualTo(Answer.of("Someone to go along."));
        assertThat(helps.meeting()).isEqualTo(meeting);
        assertThat(helps.earlier())
                .singleElement()
                .satisfies(earlier -> assertThat(earlier.answer()).isEqualTo(Answer.of("A quiet room.")));
        assertThat(rows("select count(*) from case_answer where case_id = ?", id))
                .isEqualTo(3);
        assertThat(facts(id).safetyAssessed()).isNotNull();
    }

    @Test
    void one_answer_that_is_not_right_keeps_none() {
        var id = aCase();
        var assessment = assessment(id, "havenward.safety");
        for (var wrong : List.of(
                Map.of("helps", Answer.of("A room."), "tonight", Answer.of("the moon")),
                Map.of("helps", Answer.of("A room."), "no-such", Answer.of("yes")),
                Map.of("helps", Answer.of("A room."), "private", Answer.of("yes")),
                Map.of("helps", Answer.of("A room."), "hours", Answer.of("many")))) {
            assertThatThrownBy(() -> answer(id, assessment, wrong)).isInstanceOf(CannotDo.class);
        }
        assertThat(rows("select count(*) from case_answer where case_id = ?", id))
                .isZero();
    }

    @Test
    void an_answer_given_meanwhile_by_someone_else_is_not_overruled_unseen() {
        var id = aCase();
        var assessment = assessment(id, "havenward.safety");
        answer(id, assessment, Map.of("helps", Answer.of("First.")));
        assertThatThrownBy(() -> here(
                        counselorOrtiz,
                        viewer -> assessments.answer(
                                viewer, id, assessment, Map.of("helps", Answer.of("Blind.")), null, null, "", key())))
                .isInstanceOfSatisfying(
                        CannotDo.class, late -> assertThat(late.overtaken()).isTrue());
    }

    @Test
    void a_new_version_does_not_change_an_assessment_that_has_begun() {
        var id = aCase();
        var hale = as(coordinatorHale);
        var first = DistrictScope.call(district, () -> shelf.add(hale, licensed(1, "Is it so?"), key()));
        var assessment = here(counselorOrtiz, viewer -> assessments.begin(viewer, id, first, key()));
        DistrictScope.call(district, () -> shelf.add(hale, licensed(2, "Is it truly so?"), key()));
        var whole = here(counselorOrtiz, viewer -> assessments.open(viewer, id, assessment));
        assertThat(whole.instrument().version()).isEqualTo(1);
        assertThat(whole.line().hash()).isEqualTo(InstrumentReader.hash(licensed(1, "Is it so?")));
        answer(id, assessment, Map.of("first", Answer.of("yes")));
        assertThatThrownBy(() -> here(counselorOrtiz, viewer -> assessments.begin(viewer, id, first, key())))
                .isInstanceOf(CannotDo.class);
        assertThatThrownBy(() -> DistrictScope.call(district, () -> shelf.add(hale, licensed(2, "Else?"), key())))
                .isInstanceOf(CannotDo.class);
    }

    @Test
    void a_license_says_who_may_use_it_and_only_the_coordinator_imports() {
        var id = aCase();
        var hale = as(coordinatorHale);
        var hash = DistrictScope.call(district, () -> shelf.add(hale, licensed(1, "Is it so?"), key()));
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.NURSE, key()));
        assertThatThrownBy(() -> here(nurseBell, viewer -> assessments.begin(viewer, id, hash, key())))
                .isInstanceOf(CannotDo.class);
        assertThatThrownBy(() -> here(counselorOrtiz, viewer -> shelf.add(viewer, licensed(5, "So?"), key())))
                .isInstanceOf(RefusedException.class);
        DistrictScope.call(district, () -> {
            shelf.withdraw(hale, hash, key());
            return hash;
        });
        assertThatThrownBy(() -> here(counselorOrtiz, viewer -> assessments.begin(viewer, id, hash, key())))
                .isInstanceOf(CannotDo.class);
    }

    private static String licensed(int version, String question) {
        return """
                kind: instrument
                id: example.screen
                version: %d
                purpose: trafficking
                languages: [en]
                title: {en: A tool}
                lead: {en: For counselors.}
                license: {holder: Example, note: Until 2027., mayUse: [designated-counselor]}
                sections:
                  - id: one
                    title: {en: One}
                    items:
                      - {id: first, kind: yes-no-unknown, ask: {en: "%s"}}
                """.formatted(version, question);
    }

    // ---- judgments

    @Test
    void safety_1_the_judgment_is_a_persons_with_reasons_and_the_newest_counts() {
        var id = aCase();
        var assessment = assessment(id, "havenward.conversation");
        assertThatThrownBy(() -> here(
                        counselorOrtiz,
                        viewer -> judgments.onAssessment(viewer, id, assessment, Conclusion.INDICATED, " ", key())))
                .isInstanceOf(CannotDo.class);
        for (var conclusion : List.of(Conclusion.MORE_NEEDED, Conclusion.INDICATED)) {
            here(
                    counselorOrtiz,
                    viewer -> judgments.onAssessment(
                            viewer, id, assessment, conclusion, "Because of " + conclusion, key()));
        }
        assertThat(Objects.requireNonNull(facts(id).judged()).conclusion()).isEqualTo(Conclusion.INDICATED);
        var lines = here(counselorOrtiz, viewer -> judgments.of(viewer, id));
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().reasons().text()).isEqualTo("Because of INDICATED");
        assertThat(status(id)).isEqualTo(CaseStatus.SUSPICION);
    }

    @Test
    void a_confirmation_has_its_basis_and_moves_the_case() {
        var id = aCase();
        assertThatThrownBy(() -> here(
                        counselorOrtiz,
                        viewer -> judgments.onConfirmation(
                                viewer,
                                id,
                                CaseStatus.SUSPICION,
                                Conclusion.CONFIRMED,
                                Set.of(),
                                "She said so.",
                                "",
                                key())))
                .isInstanceOf(CannotDo.class);
        assertThatThrownBy(() -> here(counselorOrtiz, viewer -> {
                    life.move(viewer, id, CaseStatus.SUSPICION, CaseStatus.CONFIRMED, new Judgment("Because"), key());
                    return id;
                }))
                .isInstanceOf(CannotDo.class);
        confirm(id, CaseStatus.SUSPICION, Conclusion.CONFIRMED);
        assertThat(status(id)).isEqualTo(CaseStatus.CONFIRMED);
        assertThat(facts(id).basis())
                .containsExactlyInAnyOrder(Conclusion.Basis.STUDENT_SAID, Conclusion.Basis.DOCUMENTS);
        assertThat(heard.confirmed).hasSize(1);
        Instant confirmedAt = inDistrict(district, () -> door.facts(id).confirmedAt());
        assertThat(confirmedAt).isNotNull();
    }

    @Test
    void taking_back_and_saying_again_change_nothing_and_nothing_is_lost() {
        var id = aCase();
        confirm(id, CaseStatus.SUSPICION, Conclusion.CONFIRMED);
        confirm(id, CaseStatus.CONFIRMED, Conclusion.TAKEN_BACK);
        assertThat(status(id)).isEqualTo(CaseStatus.CONFIRMED);
        confirm(id, CaseStatus.CONFIRMED, Conclusion.SAID_AGAIN);
        assertThat(status(id)).isEqualTo(CaseStatus.CONFIRMED);
        assertThat(list(counselorOrtiz, viewer -> judgments.of(viewer, id)))
                .extracting(CaseJudgments.Line::conclusion)
                .containsExactly(Conclusion.SAID_AGAIN, Conclusion.TAKEN_BACK, Conclusion.CONFIRMED);
    }

    @Test
    void the_last_word_counts_though_the_clock_went_back() {
        var id = aCase();
        var assessment = assessment(id, "havenward.safety");
        clock.forward(Duration.ofHours(1));
        confirm(id, CaseStatus.SUSPICION, Conclusion.CONFIRMED);
        answer(id, assessment, Map.of("helps", Answer.of("A quiet room.")));
        var first = tell(id, null, "No police yet.");
        clock.back();
        confirm(id, CaseStatus.CONFIRMED, Conclusion.TAKEN_BACK);
        answer(id, assessment, Map.of("helps", Answer.of("Someone to go along.")));
        var second = tell(id, first, "Come along.");
        tell(id, second, "Come along, please.");
        assertThat(list(counselorOrtiz, viewer -> judgments.of(viewer, id)))
                .extracting(CaseJudgments.Line::conclusion)
                .containsExactly(Conclusion.TAKEN_BACK, Conclusion.CONFIRMED);
        assertThat(Objects.requireNonNull(facts(id).confirmation()).conclusion())
                .isEqualTo(Conclusion.TAKEN_BACK);
        var helps = Objects.requireNonNull(here(counselorOrtiz, viewer -> assessments.open(viewer, id, assessment))
                .answers()
                .get("helps"));
        assertThat(helps.answer()).isEqualTo(Answer.of("Someone to go along."));
        var asked = open(id).whole().header().asked();
        assertThat(Objects.requireNonNull(asked).words().wishes()).isEqualTo("Come along, please.");
    }

    private UUID tell(CaseId id, @Nullable UUID seen, String wish) {
        return here(
                counselorOrtiz,
                viewer -> wishes.tell(viewer, id, seen, new StudentWishes.Words(wish, "", "", ""), key()));
    }

    @Test
    void not_confirmed_lists_the_support_that_stays_and_leads_back_to_suspicion() {
        var id = aCase();
        confirm(id, CaseStatus.SUSPICION, Conclusion.NOT_CONFIRMED);
        assertThat(status(id)).isEqualTo(CaseStatus.SUSPICION);
        confirm(id, CaseStatus.SUSPICION, Conclusion.CONFIRMED);
        confirm(id, CaseStatus.CONFIRMED, Conclusion.NOT_CONFIRMED);
        assertThat(status(id)).isEqualTo(CaseStatus.SUSPICION);
        assertThat(list(counselorOrtiz, viewer -> judgments.of(viewer, id))
                        .getFirst()
                        .support()
                        .text())
                .contains("quiet room");
        stepsAreDone(id);
        here(counselorOrtiz, viewer -> {
            life.close(viewer, id, new Outcome(Outcome.Kind.NOT_CONFIRMED, "Lunch with Ms. Bell stays.", false), key());
            return id;
        });
        assertThat(status(id)).isEqualTo(CaseStatus.CLOSED);
        assertThatThrownBy(() -> confirm(id, CaseStatus.CLOSED, Conclusion.CONFIRMED))
                .isInstanceOf(CannotDo.class);
    }

    @Test
    void two_who_judge_at_once_judge_once() throws Exception {
        var id = aCase();
        var won = together(3, () -> {
            try {
                confirm(id, CaseStatus.SUSPICION, Conclusion.CONFIRMED);
                return 1;
            } catch (CannotDo | IllegalTransition late) {
                return 0;
            }
        });
        assertThat(won.stream().mapToInt(Integer::intValue).sum()).isOne();
        assertThat(heard.confirmed).hasSize(1);
    }

    // ---- sealed, shut, found, destroyed

    @Test
    void safety_8_nothing_that_was_said_is_readable_in_the_database() {
        var id = aCase();
        var assessment = fill(id);
        assertThat(assessment).isNotNull();
        for (var table :
                List.of("case_meeting_entry", "case_wishes", "case_answer", "case_judgment", "case_form_draft")) {
            List<String> stored = inDistrict(
                    district,
                    () -> database.sql("select row_to_json(t)::text from " + table + " t")
                            .query(String.class)
                            .list());
            assertThat(stored).as(table).isNotEmpty().noneMatch(row -> row.contains("zebrawood"));
            var hex = java.util.HexFormat.of().formatHex("zebrawood".getBytes(StandardCharsets.UTF_8));
            assertThat(stored).as(table).noneMatch(row -> row.contains(hex));
        }
    }

    /** A case with something in every table. */
    private UUID fill(CaseId id) {
        held(id);
        var words = new StudentWishes.Words("No zebrawood.", "", "Library, zebrawood door", "Phone");
        here(counselorOrtiz, viewer -> wishes.tell(viewer, id, null, words, key()));
        var assessment = assessment(id, "havenward.safety");
        answer(id, assessment, Map.of("helps", Answer.of("A zebrawood door.")));
        confirm(id, CaseStatus.SUSPICION, Conclusion.NOT_CONFIRMED);
        here(counselorOrtiz, viewer -> {
            drafts.keep(viewer, id, "meeting/new", Map.of("studentWords", List.of("zebrawood")));
            return id;
        });
        return assessment;
    }

    @Autowired
    private FormDrafts drafts;

    @Test
    void safety_4_who_is_shut_out_finds_none_of_it_whatever_they_hold() {
        var id = aCase();
        var assessment = fill(id);
        here(counselorOrtiz, viewer -> team.add(viewer, id, principalReed, CaseRole.ADMINISTRATOR, key()));
        assertThat(api(principalReed)
                        .get("/api/v1/cases/" + id.value() + "/meetings")
                        .statusCode())
                .isEqualTo(200);
        here(counselorOrtiz, viewer -> team.keepOut(viewer, id, principalReed, key()));
        var at = "/cases/" + id.value();
        for (var page : List.of(
                "/meetings",
                "/meetings/new",
                "/wishes",
                "/safety",
                "/confirmation",
                "/assessments/new",
                "/assessments/" + assessment)) {
            assertThat(browser(principalReed).get(at + page).statusCode())
                    .as(page)
                    .isIn(403, 404);
        }
        for (var path : List.of(
                "/meetings", "/wishes", "/safety", "/judgments", "/assessments", "/assessments/" + assessment)) {
            var answer = api(principalReed).get("/api/v1" + at + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("zebrawood");
        }
        assertThat(list(
                        principalReed,
                        viewer -> cases.search(viewer, "zebrawood", null, 10).items()))
                .isEmpty();
        assertThat(list(principalReed, viewer -> new MeetingDayProbe(viewer).lines()))
                .isEmpty();
        judgeSafety(counselorOrtiz, id, Conclusion.NOT_SAFE);
        Set<StaffId> told = inDistrict(district, () -> {
            var ref = org.havenward.access.RecordRef.caseFile(id.value(), school);
            var team = new java.util.HashSet<>(gate.with(ref, org.havenward.access.Standing.TEAM));
            team.removeAll(gate.excludedFrom(ref));
            return team;
        });
        assertThat(told).doesNotContain(principalReed);
    }

    @Autowired
    private MeetingDay meetingDay;

    private final class MeetingDayProbe {
        private final Viewer viewer;

        MeetingDayProbe(Viewer viewer) {
            this.viewer = viewer;
        }

        List<Object> lines() {
            return List.copyOf(Objects.requireNonNull(inDistrict(district, () -> meetingDay.dayItems(viewer))));
        }
    }

    @Test
    void a_planned_meeting_stands_on_my_day_of_who_meets_the_student() {
        var id = aCase();
        planned(id);
        assertThat(list(counselorOrtiz, viewer -> new MeetingDayProbe(viewer).lines()))
                .hasSize(1);
        assertThat(list(nurseBell, viewer -> new MeetingDayProbe(viewer).lines()))
                .isEmpty();
    }

    @Test
    void a_case_is_found_by_what_was_said_also_after_its_student_is_known() {
        var id = aCase();
        fill(id);
        assertThat(list(
                        counselorOrtiz,
                        viewer -> cases.search(viewer, "zebrawood", null, 10).items()))
                .hasSize(1);
        here(counselorOrtiz, viewer -> {
            names.recognize(viewer, id, maya, key());
            return id;
        });
        for (var words : List.of("laundromat", "library", "quiet")) {
            assertThat(list(
                            counselorOrtiz,
                            viewer -> cases.search(viewer, words, null, 10).items()))
                    .as(words)
                    .hasSize(1);
        }
    }

    @Test
    void safety_8_a_destroyed_key_takes_all_of_it_along_and_the_pages_say_so() {
        var id = aCase();
        var assessment = fill(id);
        inDistrict(district, () -> {
            var key = database.sql("select key_id from case_file where id = ?")
                    .param(id.value())
                    .query(UUID.class)
                    .single();
            vault.destroy(new KeyId(key));
        });
        var ortiz = browser(counselorOrtiz);
        for (var page : List.of("", "/meetings", "/wishes", "/safety", "/confirmation", "/assessments/" + assessment)) {
            var answer = ortiz.get("/cases/" + id.value() + page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).doesNotContain("zebrawood").doesNotContain("laundromat");
        }
        assertThatThrownBy(() -> held(id)).isInstanceOf(CannotDo.class);
        assertThatThrownBy(() -> answer(id, assessment, Map.of("helps", Answer.of("More."))))
                .isInstanceOf(CannotDo.class);
    }

    @Test
    void safety_7_reading_is_in_the_audit_too() {
        var id = aCase();
        var assessment = fill(id);
        var before = audited(id);
        here(counselorOrtiz, viewer -> assessments.open(viewer, id, assessment));
        here(counselorOrtiz, viewer -> meetings.of(viewer, id));
        here(counselorOrtiz, viewer -> wishes.all(viewer, id));
        here(counselorOrtiz, viewer -> judgments.of(viewer, id));
        assertThat(audited(id)).isEqualTo(before + 4);
    }

    private int audited(CaseId id) {
        return rows("select count(*) from audit_entry where subject = ?", id);
    }

    private org.havenward.concern.ConcernId aRealConcern(boolean danger) {
        return here(
                busDriver,
                viewer -> concerns.raise(
                                viewer,
                                new NewConcern(
                                        school,
                                        maya,
                                        null,
                                        "A man waits at the gate.",
                                        Instant.now().minus(Duration.ofMinutes(5)),
                                        null,
                                        List.of(),
                                        danger,
                                        Set.of(),
                                        null),
                                key())
                        .id());
    }

    private CaseDesk.Source source(org.havenward.concern.ConcernId concern) {
        return new CaseDesk.Source(concern, school, maya, null, busDriver, Instant.now());
    }

    private CaseId aCaseOf(org.havenward.concern.ConcernId concern) {
        return here(counselorOrtiz, viewer -> new CaseId(desk.open(viewer, source(concern))));
    }

    private static <T> List<T> together(int people, java.util.concurrent.Callable<T> work) throws Exception {
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
}
