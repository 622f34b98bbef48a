package org.havenward.concern;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The concern's one table of legal transitions. */
final class LifeCycle {
    private static final Map<ConcernStatus, Map<Move, ConcernStatus>> TABLE = new EnumMap<>(Map.of(
            ConcernStatus.WAITING,
            new EnumMap<>(Map.of(
                    Move.ACKNOWLEDGE, ConcernStatus.BEING_LOOKED_AT,
                    Move.ASK_MORE, ConcernStatus.MORE_ASKED,
                    Move.ADD, ConcernStatus.WAITING,
                    Move.WRITE_AGAIN, ConcernStatus.WAITING,
                    Move.JOIN_CASE, ConcernStatus.IN_CASE,
                    Move.OPEN_CASE, ConcernStatus.IN_CASE,
                    Move.ROUTE, ConcernStatus.ROUTED)),
            ConcernStatus.BEING_LOOKED_AT,
            new EnumMap<>(Map.of(
                    Move.ASK_MORE, ConcernStatus.MORE_ASKED,
                    Move.ADD, ConcernStatus.BEING_LOOKED_AT,
                    Move.WRITE_AGAIN, ConcernStatus.WAITING,
                    Move.JOIN_CASE, ConcernStatus.IN_CASE,
                    Move.OPEN_CASE, ConcernStatus.IN_CASE,
                    Move.ROUTE, ConcernStatus.ROUTED,
                    Move.LOSE_READER, ConcernStatus.WAITING)),
            ConcernStatus.MORE_ASKED,
            new EnumMap<>(Map.of(
                    Move.ASK_MORE, ConcernStatus.MORE_ASKED,
                    Move.ADD, ConcernStatus.BEING_LOOKED_AT,
                    Move.WRITE_AGAIN, ConcernStatus.WAITING,
                    Move.JOIN_CASE, ConcernStatus.IN_CASE,
                    Move.OPEN_CASE, ConcernStatus.IN_CASE,
                    Move.ROUTE, ConcernStatus.ROUTED,
                    Move.LOSE_READER, ConcernStatus.WAITING)),
            ConcernStatus.IN_CASE,
            new EnumMap<>(Map.of(Move.ADD, ConcernStatus.IN_CASE, Move.WRITE_AGAIN, ConcernStatus.IN_CASE)),
            // Nobody here reads a concern that was passed on: new words make it wait again, with a new clock.
            ConcernStatus.ROUTED,
            new EnumMap<>(Map.of(Move.ADD, ConcernStatus.WAITING, Move.WRITE_AGAIN, ConcernStatus.WAITING))));

    private LifeCycle() {}

    static Optional<ConcernStatus> after(ConcernStatus from, Move move) {
        return Optional.ofNullable(TABLE.getOrDefault(from, Map.of()).get(move));
    }

    static ConcernStatus require(ConcernStatus from, Move move) {
        return after(from, move).orElseThrow(() -> new IllegalTransition(from, move));
    }
}
