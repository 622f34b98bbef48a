package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.havenward.mandate.ReportLife.Verb;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of a report's life, for each pair of states: which verbs lead from one to the other. */
class ReportLifeTest {
    /** Rows: from; columns: to, in the order of the states. Written down by hand. */
    private static final Map<ReportStatus, String[]> PAIRS = Map.of(
            ReportStatus.OWED, new String[] {"", "CALL", "", "", "", ""},
            ReportStatus.CALLED, new String[] {"", "CALL PEND", "SEND", "ACCEPT", "SCREEN_OUT", ""},
            ReportStatus.SENT, new String[] {"", "", "CALL PEND SEND", "ACCEPT", "SCREEN_OUT", ""},
            ReportStatus.ACCEPTED, new String[] {"", "", "", "ACCEPT CALL PEND SEND", "SCREEN_OUT", ""},
            ReportStatus.SCREENED_OUT, new String[] {"", "", "", "ACCEPT", "CALL PEND SCREEN_OUT SEND", "REPORT_AGAIN"},
            ReportStatus.REPORTED_AGAIN, new String[] {"", "", "", "ACCEPT", "", "CALL PEND SCREEN_OUT SEND"});

    @ParameterizedTest
    @EnumSource(ReportStatus.class)
    void each_pair_of_states_is_joined_by_the_verbs_of_the_table_and_no_other(ReportStatus from) {
        for (var to : ReportStatus.values()) {
            var verbs = java.util.Arrays.stream(Verb.values())
                    .filter(verb ->
                            ReportLife.after(from, verb).filter(to::equals).isPresent())
                    .map(Verb::name)
                    .sorted()
                    .collect(java.util.stream.Collectors.joining(" "));
            assertThat(verbs).as(from + " to " + to).isEqualTo(PAIRS.getOrDefault(from, new String[6])[to.ordinal()]);
        }
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void nothing_leads_back_to_owed(Verb verb) {
        for (var from : ReportStatus.values()) {
            assertThat(ReportLife.after(from, verb)).isNotEqualTo(java.util.Optional.of(ReportStatus.OWED));
        }
    }

    @ParameterizedTest
    @EnumSource(ReportStatus.class)
    void no_state_is_a_dead_end(ReportStatus from) {
        assertThat(java.util.Arrays.stream(Verb.values())
                        .anyMatch(verb -> ReportLife.after(from, verb).isPresent()))
                .isTrue();
    }
}
