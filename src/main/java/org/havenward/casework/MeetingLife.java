package org.havenward.casework;

import static org.havenward.casework.MeetingState.CALLED_OFF;
import static org.havenward.casework.MeetingState.DECLINED;
import static org.havenward.casework.MeetingState.HELD;
import static org.havenward.casework.MeetingState.INTERRUPTED;
import static org.havenward.casework.MeetingState.PLANNED;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one table of a meeting's life: from which state which step leads where. What is not in it cannot happen. */
final class MeetingLife {
    /** How a meeting comes to be: planned, or written down after a student simply came. */
    private static final Map<MeetingStep, MeetingState> BEGINNINGS = Map.of(
            MeetingStep.PLAN, PLANNED,
            MeetingStep.HOLD, HELD,
            MeetingStep.DECLINE, DECLINED,
            MeetingStep.INTERRUPT, INTERRUPTED);

    private static final EnumMap<MeetingState, Map<MeetingStep, MeetingState>> LEGAL = new EnumMap<>(Map.of(
            PLANNED,
            Map.of(
                    MeetingStep.MOVE, PLANNED,
                    MeetingStep.HOLD, HELD,
                    MeetingStep.DECLINE, DECLINED,
                    MeetingStep.INTERRUPT, INTERRUPTED,
                    MeetingStep.CALL_OFF, CALLED_OFF),
            HELD,
            Map.of(MeetingStep.ADD, HELD),
            // A student who said no may say yes another day.
            DECLINED,
            Map.of(MeetingStep.MOVE, PLANNED, MeetingStep.ADD, DECLINED),
            INTERRUPTED,
            Map.of(MeetingStep.HOLD, HELD, MeetingStep.MOVE, PLANNED, MeetingStep.ADD, INTERRUPTED),
            CALLED_OFF,
            Map.of(MeetingStep.MOVE, PLANNED, MeetingStep.ADD, CALLED_OFF)));

    private MeetingLife() {}

    /** Where a step leads from a state; null for a meeting that is not there yet. */
    static Optional<MeetingState> after(@Nullable MeetingState from, MeetingStep step) {
        var steps = from == null ? BEGINNINGS : LEGAL.getOrDefault(from, Map.of());
        return Optional.ofNullable(steps.get(step));
    }
}
