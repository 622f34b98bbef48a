package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.casework.MeetingState.CALLED_OFF;
import static org.havenward.casework.MeetingState.DECLINED;
import static org.havenward.casework.MeetingState.HELD;
import static org.havenward.casework.MeetingState.INTERRUPTED;
import static org.havenward.casework.MeetingState.PLANNED;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of a meeting, for every pair of states and for every step from every state. */
class MeetingLifeTest {
    /** Written by hand: which states may follow which; a meeting that is not there yet is null. */
    private static final Map<String, Set<MeetingState>> FOLLOWS = Map.of(
            "NONE", Set.of(PLANNED, HELD, DECLINED, INTERRUPTED),
            "PLANNED", Set.of(PLANNED, HELD, DECLINED, INTERRUPTED, CALLED_OFF),
            "HELD", Set.of(HELD),
            "DECLINED", Set.of(DECLINED, PLANNED),
            "INTERRUPTED", Set.of(INTERRUPTED, HELD, PLANNED),
            "CALLED_OFF", Set.of(CALLED_OFF, PLANNED));

    private static final Map<MeetingStep, MeetingState> LEADS_TO = Map.of(
            MeetingStep.PLAN, PLANNED,
            MeetingStep.MOVE, PLANNED,
            MeetingStep.HOLD, HELD,
            MeetingStep.DECLINE, DECLINED,
            MeetingStep.INTERRUPT, INTERRUPTED,
            MeetingStep.CALL_OFF, CALLED_OFF);

    static Stream<Arguments> everyPair() {
        return Stream.concat(Stream.of((MeetingState) null), Arrays.stream(MeetingState.values()))
                .flatMap(from -> Arrays.stream(MeetingState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void only_these_states_follow(@Nullable MeetingState from, MeetingState to) {
        var reached = Arrays.stream(MeetingStep.values())
                .flatMap(step -> MeetingLife.after(from, step).stream())
                .collect(Collectors.toSet());
        var expected = FOLLOWS.getOrDefault(from == null ? "NONE" : from.name(), Set.of());
        assertThat(reached.contains(to)).as(from + " to " + to).isEqualTo(expected.contains(to));
    }

    static Stream<Arguments> everyStep() {
        return Stream.concat(Stream.of((MeetingState) null), Arrays.stream(MeetingState.values()))
                .flatMap(from -> Arrays.stream(MeetingStep.values()).map(step -> Arguments.of(from, step)));
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void a_step_leads_where_its_name_says_or_nowhere(@Nullable MeetingState from, MeetingStep step) {
        MeetingLife.after(from, step)
                .ifPresent(to -> assertThat(to).isEqualTo(step == MeetingStep.ADD ? from : LEADS_TO.get(step)));
    }
}
