package org.havenward.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.havenward.concern.ConcernStatus.BEING_LOOKED_AT;
import static org.havenward.concern.ConcernStatus.IN_CASE;
import static org.havenward.concern.ConcernStatus.MORE_ASKED;
import static org.havenward.concern.ConcernStatus.ROUTED;
import static org.havenward.concern.ConcernStatus.WAITING;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Role;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LifeCycleTest {
    /** The whole table once more, by hand: whatever is not here is not allowed. */
    private static final Map<ConcernStatus, Map<Move, ConcernStatus>> EXPECTED = Map.of(
            WAITING,
            Map.of(
                    Move.ACKNOWLEDGE, BEING_LOOKED_AT,
                    Move.ASK_MORE, MORE_ASKED,
                    Move.ADD, WAITING,
                    Move.WRITE_AGAIN, WAITING,
                    Move.JOIN_CASE, IN_CASE,
                    Move.OPEN_CASE, IN_CASE,
                    Move.ROUTE, ROUTED),
            BEING_LOOKED_AT,
            Map.of(
                    Move.ASK_MORE, MORE_ASKED,
                    Move.ADD, BEING_LOOKED_AT,
                    Move.WRITE_AGAIN, WAITING,
                    Move.JOIN_CASE, IN_CASE,
                    Move.OPEN_CASE, IN_CASE,
                    Move.ROUTE, ROUTED,
                    Move.LOSE_READER, WAITING),
            MORE_ASKED,
            Map.of(
                    Move.ASK_MORE, MORE_ASKED,
                    Move.ADD, BEING_LOOKED_AT,
                    Move.WRITE_AGAIN, WAITING,
                    Move.JOIN_CASE, IN_CASE,
                    Move.OPEN_CASE, IN_CASE,
                    Move.ROUTE, ROUTED,
                    Move.LOSE_READER, WAITING),
            IN_CASE,
            Map.of(Move.ADD, IN_CASE, Move.WRITE_AGAIN, IN_CASE),
            ROUTED,
            Map.of(Move.ADD, WAITING, Move.WRITE_AGAIN, WAITING));

    static Stream<Arguments> every_pair() {
        return Arrays.stream(ConcernStatus.values())
                .flatMap(from -> Arrays.stream(Move.values()).map(move -> Arguments.of(from, move)));
    }

    @ParameterizedTest
    @MethodSource("every_pair")
    void each_state_allows_exactly_these_moves(ConcernStatus from, Move move) {
        var expected = EXPECTED.getOrDefault(from, Map.of()).get(move);
        if (expected == null) {
            assertThat(LifeCycle.after(from, move)).isEmpty();
            assertThatThrownBy(() -> LifeCycle.require(from, move))
                    .isInstanceOf(IllegalTransition.class)
                    .hasMessageContaining(from.name())
                    .hasMessageContaining(move.name());
        } else {
            assertThat(LifeCycle.require(from, move)).isEqualTo(expected);
        }
    }

    @Test
    void the_reporter_sees_three_states_and_not_what_became_of_it() {
        Set<ReporterStatus> seen = Arrays.stream(ConcernStatus.values())
                .map(ConcernStatus::forReporter)
                .collect(Collectors.toSet());

        assertThat(seen).isEqualTo(EnumSet.allOf(ReporterStatus.class)).hasSize(3);
        assertThat(IN_CASE.forReporter()).isEqualTo(ROUTED.forReporter());
        assertThat(MORE_ASKED.forReporter()).isEqualTo(BEING_LOOKED_AT.forReporter());
    }

    @Test
    void telling_one_role_leaves_the_other_told_and_the_rest_due() {
        var noon = Instant.parse("2026-11-23T12:00:00Z");
        var times = new Clock(noon, noon, noon.plusSeconds(7200), null, null);

        assertThat(times.next()).contains(noon);
        assertThat(times.due(Role.BACKUP_COUNSELOR, noon)).isTrue();
        assertThat(times.due(Role.DISTRICT_COORDINATOR, noon)).isFalse();
        var told = times.backupTold(noon);
        assertThat(told.next()).contains(noon.plusSeconds(7200));
        assertThat(told.due(Role.BACKUP_COUNSELOR, noon.plusSeconds(99_999))).isFalse();
        assertThat(told.coordinatorTold(noon.plusSeconds(7200)).next()).isEmpty();
    }

    @Test
    void a_receipt_is_eight_characters_that_cannot_be_mistaken_for_each_other() {
        var code = ReceiptCode.of(new ConcernId(UUID.fromString("0191d3c0-0000-7000-8000-0123456789ab")));

        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(ReceiptCode.of(new ConcernId(UUID.fromString("0191d3c0-0000-7000-8000-0123456789ac"))))
                .isNotEqualTo(code);
    }

    @Test
    void a_cursor_comes_back_as_it_went() {
        var cursor = new Cursor(0, Instant.parse("2026-11-23T12:00:00.123456Z"), UUID.randomUUID());

        assertThat(Cursor.read(cursor.text())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "%%%", "MXwx", "!!!!", "MXw5OTk5OTk5OTk5OTk5OTk5OTl8eA", "\u202eabc", "😀"})
    void what_is_no_cursor_begins_the_list_anew(String text) {
        assertThat(Cursor.read(text)).isEmpty();
    }
}
