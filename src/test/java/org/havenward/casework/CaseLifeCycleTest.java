package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.havenward.casework.CaseStatus.CLOSED;
import static org.havenward.casework.CaseStatus.CONFIRMED;
import static org.havenward.casework.CaseStatus.RECOVERY;
import static org.havenward.casework.CaseStatus.SUSPICION;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.havenward.casework.LifeCycle.Verb;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaseLifeCycleTest {
    private static final Judgment JUDGMENT = new Judgment("What we saw and heard.");
    private static final Outcome ENDED = new Outcome(Outcome.Kind.SUPPORT_IN_PLACE, "Agreed with the student.", false);

    private record Pair(CaseStatus from, CaseStatus to) {}

    /** Every legal pair; a pair that is not here must be refused. */
    private static final Map<Pair, Verb> LEGAL = Map.ofEntries(
            Map.entry(new Pair(SUSPICION, CONFIRMED), Verb.CONFIRM),
            Map.entry(new Pair(SUSPICION, CLOSED), Verb.CLOSE),
            Map.entry(new Pair(CONFIRMED, SUSPICION), Verb.RECONSIDER),
            Map.entry(new Pair(CONFIRMED, RECOVERY), Verb.BEGIN_RECOVERY),
            Map.entry(new Pair(CONFIRMED, CLOSED), Verb.CLOSE),
            Map.entry(new Pair(RECOVERY, CONFIRMED), Verb.CONFIRM),
            Map.entry(new Pair(RECOVERY, CLOSED), Verb.CLOSE),
            Map.entry(new Pair(CLOSED, SUSPICION), Verb.REOPEN),
            Map.entry(new Pair(CLOSED, CONFIRMED), Verb.REOPEN),
            Map.entry(new Pair(CLOSED, RECOVERY), Verb.REOPEN));

    static Stream<Arguments> everyPair() {
        return Arrays.stream(CaseStatus.values())
                .flatMap(from -> Arrays.stream(CaseStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void only_the_verb_of_the_table_leads_from_one_state_to_another(CaseStatus from, CaseStatus to) {
        assertThat(LifeCycle.verb(from, to)).isEqualTo(java.util.Optional.ofNullable(LEGAL.get(new Pair(from, to))));
        for (var verb : Verb.values()) {
            var file = caseThatIs(from, from == CLOSED && to != CLOSED ? to : SUSPICION);
            boolean legal = LEGAL.get(new Pair(from, to)) == verb;
            if (legal) {
                use(file, verb);
                assertThat(file.status()).isEqualTo(to);
                assertThat(file.takeWritten()).hasSize(1);
            } else if (Arrays.stream(CaseStatus.values())
                    .noneMatch(other -> LEGAL.get(new Pair(from, other)) == verb)) {
                assertThatThrownBy(() -> use(file, verb)).isInstanceOf(IllegalTransition.class);
                assertThat(file.status()).isEqualTo(from);
                assertThat(file.takeWritten()).isEmpty();
            }
        }
    }

    @Test
    void a_refused_transition_says_from_where_to_where_and_why() {
        assertThatThrownBy(() -> caseThatIs(SUSPICION, null).beginRecovery(JUDGMENT))
                .isInstanceOfSatisfying(IllegalTransition.class, refused -> {
                    assertThat(refused.from()).isEqualTo(SUSPICION);
                    assertThat(refused.to()).isEqualTo(RECOVERY);
                    assertThat(refused.why()).isEqualTo(IllegalTransition.Why.NOT_FROM_HERE);
                });
    }

    @Test
    void a_case_that_owes_something_cannot_close() {
        var file = new CaseFile(state(CONFIRMED, null), 1, 0);
        assertThatThrownBy(() -> file.close(ENDED))
                .isInstanceOfSatisfying(
                        IllegalTransition.class,
                        refused -> assertThat(refused.why()).isEqualTo(IllegalTransition.Why.OBLIGATION_OPEN));
    }

    @Test
    void open_tasks_hold_a_case_until_someone_says_that_they_may_stay() {
        assertThatThrownBy(() -> new CaseFile(state(CONFIRMED, null), 0, 2).close(ENDED))
                .isInstanceOfSatisfying(
                        IllegalTransition.class,
                        refused -> assertThat(refused.why()).isEqualTo(IllegalTransition.Why.TASK_OPEN));
        var closed = new CaseFile(state(CONFIRMED, null), 0, 2)
                .close(new Outcome(Outcome.Kind.MOVED_ON, "Handed on.", true));
        assertThat(closed.status()).isEqualTo(CLOSED);
    }

    @Test
    void a_closed_case_reopens_in_the_state_it_had_before_without_ceremony() {
        for (var before : new CaseStatus[] {SUSPICION, CONFIRMED, RECOVERY}) {
            var file = caseThatIs(before, null).close(ENDED);
            assertThat(file.before()).isEqualTo(before);
            assertThat(file.reopen(Judgment.NONE).status()).isEqualTo(before);
            assertThat(file.before()).isNull();
            assertThat(file.outcome()).isNull();
        }
    }

    @Test
    void a_closed_case_opens_in_no_other_state_than_before() {
        assertThatThrownBy(() -> caseThatIs(CLOSED, SUSPICION).moveTo(CONFIRMED, JUDGMENT))
                .isInstanceOfSatisfying(
                        IllegalTransition.class,
                        refused -> assertThat(refused.why()).isEqualTo(IllegalTransition.Why.NOT_THE_STATE_BEFORE));
    }

    private static void use(CaseFile file, Verb verb) {
        switch (verb) {
            case CONFIRM -> file.confirm(JUDGMENT);
            case RECONSIDER -> file.reconsider(JUDGMENT);
            case BEGIN_RECOVERY -> file.beginRecovery(JUDGMENT);
            case CLOSE -> file.close(ENDED);
            case REOPEN -> file.reopen(JUDGMENT);
        }
    }

    private static CaseFile caseThatIs(CaseStatus status, @Nullable CaseStatus before) {
        return new CaseFile(state(status, before), 0, 0);
    }

    private static CaseFile.State state(CaseStatus status, @Nullable CaseStatus before) {
        boolean closed = status == CLOSED;
        return new CaseFile.State(
                new CaseId(UUID.randomUUID()),
                "HW-2026-0001",
                new SchoolId(UUID.randomUUID()),
                null,
                new KeyId(UUID.randomUUID()),
                status,
                closed ? before : null,
                closed ? Outcome.Kind.MOVED_ON : null,
                new StaffId(UUID.randomUUID()),
                Instant.EPOCH,
                closed ? Instant.EPOCH : null,
                null);
    }
}
