package org.havenward.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of a version's life, for each pair of states: which verbs lead from one to the other. */
class VersionLifeTest {
    /** Rows: from; columns: to, in the order of the states. Written down by hand. */
    private static final Map<VersionStatus, String[]> PAIRS = Map.of(
            VersionStatus.DRAFT, new String[] {"EDIT", "SUBMIT", "", "", "WITHDRAW"},
            VersionStatus.IN_REVIEW, new String[] {"RETURN", "", "APPROVE", "", "WITHDRAW"},
            VersionStatus.APPROVED, new String[] {"", "", "", "PUBLISH", "WITHDRAW"},
            VersionStatus.PUBLISHED, new String[] {"", "", "", "", "WITHDRAW"},
            VersionStatus.WITHDRAWN, new String[] {"", "", "", "", ""});

    @ParameterizedTest
    @EnumSource(VersionStatus.class)
    void each_pair_of_states_is_joined_by_the_verbs_of_the_table_and_no_other(VersionStatus from) {
        for (var to : VersionStatus.values()) {
            var verbs = Arrays.stream(VersionVerb.values())
                    .filter(verb ->
                            VersionLife.after(from, verb).filter(to::equals).isPresent())
                    .map(VersionVerb::name)
                    .sorted()
                    .collect(Collectors.joining(" "));
            assertThat(verbs).as(from + " to " + to).isEqualTo(PAIRS.getOrDefault(from, new String[5])[to.ordinal()]);
        }
    }
}
